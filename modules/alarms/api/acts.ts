import { type Decision, type Json, refuse } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';
import {
  acknowledge,
  addNote,
  type Case,
  type CaseEvents,
  type CaseId,
  closeCase,
  type Note,
  type PersonRef,
} from '../core/index.ts';
import { caseAggregate, closeInWatch, keepNote } from '../store/index.ts';
import type { AlarmsDeps } from './deps.ts';
import type { ActRefusal } from './refusals.ts';

/** What a person does about a case. */
export type CaseAct = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly case: CaseId;
} & (
  | { readonly act: 'acknowledge'; readonly note: string | null }
  | { readonly act: 'note'; readonly note: string }
  | {
      readonly act: 'close';
      readonly outcome: string | null;
      readonly cause: string;
      readonly note: string;
    }
);

type Refusal = Exclude<ActRefusal, { readonly code: 'key-reused' }>;
export type CaseDone = Done<Refusal>;
type Loaded = { readonly case: Case | undefined; readonly seal: Seal | undefined };
type Events = CaseEvents | SealEvents;

/** Does it, or refuses. */
export function actOnCase(
  deps: Pick<AlarmsDeps, 'database' | 'origin' | 'now' | 'sealAggregate'>,
  asked: CaseAct,
): Promise<CaseDone> {
  const at = deps.now();
  const { viewer, key, ...request } = asked;
  const hashed = request.note === null ? null : saltedHash(request.note);
  const note: Note | null =
    request.note === null || hashed === null ? null : { text: request.note, sha256: hashed.hash };
  return execute<Loaded, Events, Refusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: { id: key, request: request satisfies Json },
    aggregates: { case: caseAggregate, seal: deps.sealAggregate },
    load: (tx) => load(tx, deps, asked),
    decide: (loaded) => decide(asked, loaded, { at, note }),
    also: async (tx, events, loaded) => {
      if (note !== null && hashed !== null)
        await keepNote(tx, { case: asked.case, note, salt: hashed.salt, at });
      if (loaded.case !== undefined && events.some(({ type }) => type === 'case-closed'))
        await closeInWatch(tx, loaded.case);
    },
    result: () => ({ case: asked.case }),
  });
}

async function load(
  tx: Sql,
  { sealAggregate }: Pick<AlarmsDeps, 'sealAggregate'>,
  asked: CaseAct,
): Promise<Loaded> {
  const found = await caseAggregate.find(tx, asked.case);
  if (found === undefined || asked.act !== 'close') return { case: found?.state, seal: undefined };
  return { case: found.state, seal: (await sealAggregate.find(tx, found.state.seal))?.state };
}

type With = { readonly at: CaseAt; readonly note: Note | null };
type CaseAt = Parameters<typeof acknowledge>[0]['at'];

function decide(asked: CaseAct, loaded: Loaded, { at, note }: With): Decision<Events, Refusal> {
  if (loaded.case === undefined) return refuse({ code: 'no-such-case' });
  const by = asked.viewer.person.id as string as PersonRef;
  const base = { case: loaded.case, by, at };
  if (asked.act === 'acknowledge') return acknowledge({ ...base, note });
  if (note === null) return refuse({ code: 'note-empty' });
  if (asked.act === 'note') return addNote({ ...base, note });
  if (loaded.seal === undefined) throw new Error(`case ${asked.case} is of a seal nobody sees`);
  const { outcome, cause } = asked;
  return closeCase({ ...base, note, outcome, cause, seal: loaded.seal });
}
