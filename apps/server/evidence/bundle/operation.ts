// Whether the computer operated properly in a period, from the facts that it wrote of itself.
import type { RunEvents } from '@lakiri/evidence/store';
import { type Instant, isoOf, type Json } from '@lakiri/kit';
import type { RecordedFact } from '@lakiri/platform/fact-entry';
import type { Fault } from '../certificate/certificate.ts';
import type { Placed } from './contents.ts';

type RunTold = {
  readonly run: string;
  readonly process: string;
  readonly program: string;
  readonly startedAt: Instant;
  /** null: no end is told. */
  readonly endedAt: Instant | null;
  readonly ended: 'cleanly' | 'lost' | 'not told';
};

export type Operation = {
  readonly period: { readonly from: string; readonly until: string };
  /** Whether any run is told for the whole of the period. */
  readonly known: boolean;
  readonly statement: string;
  readonly runs: readonly (Omit<RunTold, 'startedAt' | 'endedAt'> & {
    readonly startedAt: string;
    readonly endedAt: string | null;
  })[];
  readonly faults: readonly Fault[];
  /** Parts of the period of which no run tells anything. */
  readonly unknown: readonly { readonly from: string; readonly until: string }[];
  /** Where each of these is in the log. */
  readonly entries: readonly number[];
};

type Period = { readonly from: Instant; readonly until: Instant };

export function operationOf(facts: readonly Placed[], period: Period): Operation {
  const own = facts.filter(({ fact }) => fact.subjectKind === 'run');
  const events = own.map(({ fact }) => ({
    run: fact.subject,
    type: fact.type as RunEvents['type'],
    body: JSON.parse(fact.body) as Told,
  }));
  const runs = runsOf(events);
  const faults = [...faultsOf(events, period), ...lostOf(runs)].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  );
  const unknown = gapsOf(runs, period);
  return {
    period: { from: isoOf(period.from), until: isoOf(period.until) },
    known: unknown.length === 0,
    statement: statementOf(unknown, faults, period),
    runs: runs.map(({ startedAt, endedAt, ...run }) => ({
      ...run,
      startedAt: isoOf(startedAt),
      endedAt: endedAt === null ? null : isoOf(endedAt),
    })),
    faults,
    unknown: unknown.map(({ from, until }) => ({ from: isoOf(from), until: isoOf(until) })),
    entries: own.map(({ index }) => index),
  };
}

/** Of what runs have told, in each run's order: its beginning and end, and what was wrong in the period or still was when it began. */
export function operationIn(
  facts: readonly RecordedFact[],
  { from, until }: Period,
): readonly RecordedFact[] {
  const before = new Map<string, RecordedFact>();
  const own = facts.filter((fact) => {
    if (fact.type.startsWith('run-')) return true;
    const body = JSON.parse(fact.body) as Partial<Told>;
    if (fact.type === 'process-changed' && (body.at ?? 0) < from) {
      before.set(`${fact.subject} ${body.process}`, fact);
      return false;
    }
    return (body.from ?? body.at ?? 0) <= until && (body.until ?? body.at ?? 0) >= from;
  });
  return [...before.values(), ...own];
}

export const operationJson = (operation: Operation): Json => operation as unknown as Json;

type Told = {
  readonly at: Instant;
  readonly from: Instant;
  readonly until: Instant;
  readonly aliveAt: Instant;
  readonly process: string;
  readonly program: string;
  readonly state: string;
  readonly reason: string | null;
};
type Event = { readonly run: string; readonly type: RunEvents['type']; readonly body: Told };

function runsOf(events: readonly Event[]): RunTold[] {
  return events
    .filter(({ type }) => type === 'run-started')
    .map(({ run, body }) => {
      const end = events.find(
        (event) => event.run === run && (event.type === 'run-ended' || event.type === 'run-lost'),
      );
      return {
        run,
        process: body.process,
        program: body.program,
        startedAt: body.at,
        endedAt: end === undefined ? null : (end.body.aliveAt ?? end.body.at),
        ended:
          end === undefined ? 'not told' : end.type === 'run-lost' ? 'lost' : ('cleanly' as const),
      };
    });
}

/** Outages of the database, and other processes from when they were down until they were ready again. */
function faultsOf(events: readonly Event[], { from, until }: Period): Fault[] {
  const faults: Fault[] = [];
  for (const [at, event] of events.entries()) {
    const { type, body, run } = event;
    if (type === 'database-away' && body.from <= until && body.until >= from)
      faults.push({
        what: 'Database away',
        from: isoOf(body.from),
        until: isoOf(body.until),
        detail: body.reason ?? '',
      });
    if (type !== 'process-changed' || body.state === 'ready') continue;
    // It is over when the process is told of again, or nobody is there to tell.
    const next = events
      .slice(at + 1)
      .find(
        (it) =>
          it.run === run &&
          (it.type === 'run-ended' || (it.type === type && it.body.process === body.process)),
      );
    faults.push({
      what: `${body.process} ${body.state}`,
      from: isoOf(body.at),
      until: next === undefined ? null : isoOf(next.body.at),
      detail: body.reason ?? '',
    });
  }
  return faults;
}

function lostOf(runs: readonly RunTold[]): Fault[] {
  return runs
    .filter(({ ended }) => ended === 'lost')
    .map(({ process, endedAt }) => ({
      what: `${process} ended without saying so`,
      from: isoOf(endedAt as Instant),
      until: null,
      detail: 'its last sign of life; see the next start',
    }));
}

/**
 * The parts of the period in which no run is told to have been. Of the runs without a told end only the newest
 * counts up to the period's end: an earlier one may have been killed, and its loss is told a while later.
 */
function gapsOf(runs: readonly RunTold[], { from, until }: Period): Period[] {
  const gaps: Period[] = [];
  let covered = from;
  const inOrder = runs.toSorted((a, b) => a.startedAt - b.startedAt);
  const newestOpen = inOrder.findLast(({ endedAt }) => endedAt === null);
  for (const run of inOrder) {
    const { startedAt, endedAt } = run;
    if (startedAt > covered && covered < until)
      gaps.push({ from: covered, until: Math.min(startedAt, until) as Instant });
    const knownUntil = endedAt ?? (run === newestOpen ? until : startedAt);
    covered = Math.max(covered, knownUntil) as Instant;
  }
  if (covered < until) gaps.push({ from: covered, until });
  return gaps;
}

function statementOf(
  unknown: readonly Period[],
  faults: readonly Fault[],
  { from, until }: Period,
): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const listed =
    faults.length === 0 ? 'It lists no fault in it.' : `It lists ${count} in it, as follows.`;
  if (unknown.length === 0)
    return `The node’s record of its own operation covers the whole period. ${listed}`;
  const [gap] = unknown;
  if (unknown.length === 1 && gap?.from === from && gap.until === until)
    return 'Nothing is known: the node’s record of its own operation tells nothing of this period. Whoever signs states from other sources whether the computer operated properly.';
  const parts = unknown.map((it) => `${isoOf(it.from)} to ${isoOf(it.until)}`).join('; ');
  return `The node’s record of its own operation covers a part of the period. In the rest the node did not run, or nothing is known of it: ${parts}. ${listed}`;
}
