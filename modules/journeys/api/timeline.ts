import { type Instant, isoOf, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Journey } from '../core/index.ts';
import { findReasons, journeyFacts, sealFacts, type TimelineFact } from '../store/index.ts';
import type { JourneysDeps, TimelineItem } from './deps.ts';
import { type ExceptionView, viewExceptions } from './exception-view.ts';
import { nameOf, peopleOf } from './view.ts';

/** Of a seal's facts, what happened at its lock; the others are said by the journey's own, or are bookkeeping. */
const TOLD_OF_SEALS: ReadonlySet<string> = new Set(['lock-event']);

/**
 * Everything recorded of a journey and of its seals while they were on its truck, oldest first; with `knownAt` only
 * what had been recorded by then, of a journey as it was known then.
 */
export async function viewTimeline(
  tx: Sql,
  { journey, knownAt = NEVER_ENDING }: { readonly journey: Journey; readonly knownAt?: Instant },
  deps: JourneysDeps,
): Promise<TimelineItem[]> {
  const isKnown = ({ recordedAt }: TimelineFact): boolean => recordedAt <= knownAt;
  const own = (await journeyFacts(tx, [journey.id])).filter(isKnown);
  const ofSeals = (await sealFacts(tx, journey)).filter(
    (fact) => TOLD_OF_SEALS.has(fact.type) && isKnown(fact),
  );
  const reasons = await findReasons(tx, journey.id);
  const exceptions = new Map(
    (await viewExceptions(tx, journey, deps)).map((one) => [one.id, one] as const),
  );
  const names = await deps.parties.namesOf(tx, peopleOf([...own, ...ofSeals]));
  const itemOf = (fact: TimelineFact, params: TimelineItem['params']): TimelineItem => ({
    at: isoOf(fact.occurredAt),
    recordedAt: isoOf(fact.recordedAt),
    type: fact.type,
    by: nameOf(fact, names),
    params,
  });
  const items = [
    ...own.map((fact) =>
      itemOf(fact, exceptionParams(fact, exceptions) ?? paramsOf(fact, reasons)),
    ),
    ...ofSeals.map((fact) => itemOf(fact, { seal: fact.subject, ...fact.body })),
    ...((await deps.eventsOf?.(tx, journey.id)) ?? []).filter(
      ({ recordedAt }) => Date.parse(recordedAt) <= knownAt,
    ),
  ];
  return items.sort((a, b) => order(a.at, b.at) || order(a.recordedAt, b.recordedAt));
}

const NEVER_ENDING = Number.POSITIVE_INFINITY as Instant;

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Of an exception, what its screen says; undefined for every other fact. */
function exceptionParams(
  { body }: TimelineFact,
  exceptions: ReadonlyMap<string, ExceptionView>,
): TimelineItem['params'] | undefined {
  const { exception: said } = body;
  const one = exceptions.get(String(said));
  if (one === undefined) return undefined;
  const { id: exception, kind, until, note, details } = one;
  return { ...details, exception, exceptionKind: kind, until, note };
}

/** What a person reads of a journey's fact: words for hashes, text for times, no ids of rows. */
function paramsOf(
  { type, body }: TimelineFact,
  reasons: ReadonlyMap<string, string>,
): TimelineItem['params'] {
  const { at: _at, truck: _truck, transporter: _transporter, reasonSha256, ...params } = body;
  const { deadlineAt } = params;
  return {
    ...(params as Readonly<Record<string, Json>>),
    ...(typeof deadlineAt === 'number' ? { deadlineAt: isoOf(deadlineAt as Instant) } : {}),
    ...(typeof reasonSha256 === 'string' ? { reason: reasons.get(type) ?? null } : {}),
  };
}
