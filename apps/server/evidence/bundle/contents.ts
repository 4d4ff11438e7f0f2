// What belongs to a subject: its facts, and in which spans of time which seals spoke for it. All of it follows from
// the facts below a size of the log, so that it is the same whenever it is asked for again.
import { type CaseEvents, evolveCase } from '@lakiri/alarms';
import { alarmsOfCase, findCases, subjectsOnJourneys } from '@lakiri/alarms/store';
import {
  type ExportedKind,
  entriesOfFacts,
  factsAbout,
  factsOfEntries,
  runsWithin,
} from '@lakiri/evidence/store';
import { evolveJourney, type Journey, type JourneyEvent, milestonesOf } from '@lakiri/journeys';
import { findJourneys } from '@lakiri/journeys/store';
import { addMs, type Id, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import type { RecordedFact } from '@lakiri/platform/fact-entry';
import { findFacts } from '@lakiri/platform/read-facts';
import type { Sql } from '@lakiri/platform/sql';
import type { ReceivedSpan } from '@lakiri/telemetry/store';
import { operationIn } from './operation.ts';

export type Asked = { readonly kind: ExportedKind; readonly id: string };

/** A fact with its place in the log. */
export type Placed = { readonly fact: RecordedFact; readonly index: number };

export type Contents = {
  readonly subject: Asked & { readonly ref: string };
  readonly period: { readonly from: Instant; readonly until: Instant };
  /** By their index. */
  readonly facts: readonly Placed[];
  /** Facts about the subject itself that are not below the size. */
  readonly waiting: number;
  readonly spans: readonly ReceivedSpan[];
  /** People, vehicles and drivers whose values may lie beside. */
  readonly persons: readonly string[];
};

/** Below which size, and of which log; when the export is made. */
export type Bound = { readonly log: string; readonly size: number; readonly at: Instant };

/** Each is a file with its proof; a journey has some dozens. */
export const ENTRIES_MAX = 5_000;
/** What led to an alarm, and what came of it. */
const AROUND_ALARM_MS = 30 * MINUTE_MS;

/** Nothing where the subject is not to be seen, or not in the log at all. */
export async function contentsOf(
  tx: Sql,
  asked: Asked,
  bound: Bound,
): Promise<Contents | undefined> {
  const found = await gather[asked.kind](tx, asked.id, {
    ...bound,
    at: Math.min(bound.at, await toldUntil(tx, bound)) as Instant,
  });
  if (found === undefined) return undefined;
  const { period } = found;
  const persons = [...new Set([...found.persons, ...found.facts.flatMap(personOf)])];
  const runs = await runsWithin(tx, period);
  const [beside, operation] = [
    await factsAbout(tx, { subjects: persons, limit: ENTRIES_MAX + 1 }),
    await factsAbout(tx, { subjects: runs, limit: ENTRIES_MAX + 1 }),
  ];
  // Read whole or not at all: one cut short would leave out the newest faults. As it is, it is too large.
  const ofPeriod = operation.length > ENTRIES_MAX ? operation : operationIn(operation, period);
  const own = await placed(tx, found.facts, bound);
  const more = await placed(tx, [...beside, ...ofPeriod], bound);
  return {
    subject: { ...asked, ref: found.ref },
    period,
    facts: [...new Map([...own, ...more].map((it) => [it.index, it])).values()].sort(
      (a, b) => a.index - b.index,
    ),
    waiting: found.facts.length - own.length,
    spans: found.spans,
    persons,
  };
}

/**
 * How far these entries tell anything: of what came after the last of them, messages and faults too, nothing is in the
 * bundle, however long its checkpoint lies back because the witnesses are away.
 */
async function toldUntil(tx: Sql, { log, size }: Bound): Promise<number> {
  const [id = ''] = await factsOfEntries(tx, { log, from: size - 1, until: size });
  const [last] = id === '' ? [] : await findFacts(tx, [id]);
  return last === undefined
    ? 0
    : Math.max(Date.parse(last.receivedAt), Date.parse(last.recordedAt));
}

type Gathered = Pick<Contents, 'period' | 'spans' | 'persons'> & {
  readonly ref: string;
  readonly facts: readonly RecordedFact[];
};
type Gather = (tx: Sql, id: string, bound: Bound) => Promise<Gathered | undefined>;

const gather: Readonly<Record<ExportedKind, Gather>> = {
  journey: gatherJourney,
  case: gatherCase,
  fact: gatherFact,
};

async function gatherJourney(tx: Sql, id: string, bound: Bound): Promise<Gathered | undefined> {
  const journey = await journeyBelow(tx, id, bound);
  if (journey === undefined) return undefined;
  const { createdAt, closedAt } = milestonesOf(journey.course);
  const until = closedAt ?? bound.at;
  const spans = journey.fittings.map((fitting) => ({
    sealId: fitting.seal as string,
    from: fitting.fittedAt,
    until: fitting.until ?? until,
  }));
  const subjects = [id, ...(await subjectsOnJourneys(tx, [id]))];
  return {
    ref: journey.ref,
    period: { from: createdAt, until },
    facts: [
      ...(await factsAbout(tx, { subjects, limit: ENTRIES_MAX + 1 })),
      ...(await sealFacts(tx, spans)),
    ],
    spans,
    persons: personsOf(journey),
  };
}

async function gatherCase(tx: Sql, id: string, bound: Bound): Promise<Gathered | undefined> {
  const [seen] = await findCases(tx, [id]);
  if (seen === undefined) return undefined;
  const journey = await journeyBelow(tx, seen.case.journey, bound);
  const about = await factsAbout(tx, {
    subjects: [id, ...(await alarmsOfCase(tx, id))],
    limit: ENTRIES_MAX + 1,
  });
  const below = (await placed(tx, about, bound)).map(({ fact }) => fact);
  if (!below.some(({ subject }) => subject === id)) return undefined;
  const times = below.map(({ receivedAt }) => Date.parse(receivedAt));
  const occurred = below.map(({ occurredAt }) => Date.parse(occurredAt));
  const period = {
    from: (Math.min(...times, ...occurred) - AROUND_ALARM_MS) as Instant,
    until: Math.min(Math.max(...times) + AROUND_ALARM_MS, bound.at) as Instant,
  };
  const spans = [{ sealId: seen.case.seal as string, ...period }];
  const journeyFacts =
    journey === undefined
      ? []
      : await factsAbout(tx, { subjects: [journey.id], limit: ENTRIES_MAX });
  const { kind, openedAt } = caseBelow(below, id);
  return {
    ref: `${journey?.ref ?? ''} ${kind} ${isoOf(openedAt)}`.trim(),
    period,
    facts: [...about, ...journeyFacts, ...(await sealFacts(tx, spans))],
    spans,
    persons: journey === undefined ? [] : personsOf(journey),
  };
}

async function gatherFact(tx: Sql, id: string, _bound: Bound): Promise<Gathered | undefined> {
  const [fact] = await findFacts(tx, [id]);
  if (fact === undefined) return undefined;
  return {
    ref: `${fact.type} ${fact.recordedAt}`,
    period: {
      from: Math.min(Date.parse(fact.occurredAt), Date.parse(fact.receivedAt)) as Instant,
      until: addMs(Date.parse(fact.recordedAt) as Instant, 1),
    },
    facts: [fact],
    spans: [],
    persons: [],
  };
}

/** The journey as the facts below the size make it; whatever happened to it since. */
async function journeyBelow(tx: Sql, id: Id | string, bound: Bound): Promise<Journey | undefined> {
  const [seen] = await findJourneys(tx, [id as Id]);
  if (seen === undefined) return undefined;
  const facts = await factsAbout(tx, { subjects: [id], limit: ENTRIES_MAX });
  let journey: Journey | undefined;
  for (const { fact } of await placed(tx, facts, bound))
    journey = evolveJourney(journey, eventOf<JourneyEvent>(fact));
  return journey;
}

function caseBelow(facts: readonly RecordedFact[], id: string) {
  const opened = facts.find(({ subject }) => subject === id) as RecordedFact;
  return evolveCase(undefined, eventOf<CaseEvents>(opened));
}

const eventOf = <Event>({ subjectKind, subject, type, body }: RecordedFact): Event =>
  ({ subjectKind, subject, type, body: JSON.parse(body) as unknown }) as Event;

/** Who the seal is, and what happened to it while it was there. */
async function sealFacts(tx: Sql, spans: readonly ReceivedSpan[]): Promise<RecordedFact[]> {
  const facts: RecordedFact[] = [];
  for (const { sealId, from, until } of spans) {
    const within = { from: isoOf(from), until: isoOf(until) };
    const first = await factsAbout(tx, { subjects: [sealId], limit: 1 });
    facts.push(
      ...first.filter(({ type }) => type === 'seal-registered'),
      ...(await factsAbout(tx, { subjects: [sealId], ...within, limit: ENTRIES_MAX + 1 })),
    );
  }
  return facts;
}

/** Those below the size, in the order of the log. */
async function placed(
  tx: Sql,
  facts: readonly RecordedFact[],
  { log, size }: Bound,
): Promise<Placed[]> {
  const places = await entriesOfFacts(
    tx,
    facts.map(({ id }) => id),
  );
  return facts
    .flatMap((fact) => {
      const place = places.get(fact.id);
      return place === undefined || place.log !== log || place.index >= size
        ? []
        : [{ fact, index: place.index }];
    })
    .sort((a, b) => a.index - b.index);
}

function personsOf({ truck, transporter }: Journey): string[] {
  return [truck.vehicle, truck.trailer, truck.driver, transporter].filter((id) => id !== null);
}

function personOf({ actor }: RecordedFact): string[] {
  return actor.startsWith('person:') ? [actor.slice('person:'.length)] : [];
}
