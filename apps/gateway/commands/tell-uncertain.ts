import { storeAlarms } from '@lakiri/alarms/store';
import type { CommandEvents } from '@lakiri/commands';
import type { Instant, Json } from '@lakiri/kit';
import { appendFacts, type Fact } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import type { Standing } from '../intake/context.ts';
import type { Recorder } from '../intake/facts.ts';
import { sources } from '../intake/sources.ts';
import { judgeUncertain } from './judge-uncertain.ts';

export type TellUncertain = {
  /** As it was read in this transaction, before `events`. */
  readonly seal: Seal;
  readonly events: readonly CommandEvents[];
  readonly standing: Standing;
  readonly recorder: Recorder;
};

/**
 * Of the commit that gives an opening up: it comes before an officer. The seal's version goes up with the same commit, so
 * that whoever folds its readings reads its watch anew.
 */
export async function tellUncertain(tx: Sql, told: TellUncertain): Promise<void> {
  const { seal, events, standing, recorder } = told;
  const ended = events.find((event) => event.type === 'opening-order-ended')?.body;
  if (ended?.outcome !== 'uncertain') return;
  const journey = (await sources.loadWatched(tx, [seal.id])).get(seal.id) ?? null;
  const watch = (await sources.loadWatches(tx, [seal.id])).get(seal.id) ?? null;
  const route =
    journey === null ? null : await sources.routeOf(tx, journey.routeId, journey.routeVersion);
  const { rules } = standing;
  const { newId } = recorder;
  const judged = judgeUncertain({ seal, ended, journey, route, watch, rules, newId });
  if (judged === null) return;
  await storeAlarms(tx, { ...judged, watches: new Map([[seal.id, judged.watch]]) });
  await appendFacts(
    tx,
    judged.events.map((event) => factOf(event, recorder, ended.at)),
  );
}

type Raised = NonNullable<ReturnType<typeof judgeUncertain>>['events'][number];

function factOf(event: Raised, { newId, origin }: Recorder, at: Instant): Fact {
  return {
    id: newId(),
    subjectKind: event.subjectKind,
    subject: event.subject,
    subjectVersion: 1, // each is the first fact of its alarm or case
    type: event.type,
    schemaVersion: 1,
    body: event.body as unknown as Json,
    origin,
    actor: 'rule:opening-uncertain',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
  };
}
