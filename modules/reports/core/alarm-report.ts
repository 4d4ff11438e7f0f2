// What alarms cost the people who watch, and what came of them: the questions of EEMUA 191 and ISA 18.2.
import type { Kind, Outcome, Severity } from '@lakiri/alarms';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Period } from './period.ts';
import { type Rates, type RateTargets, ratesOf, type Watch } from './rates.ts';
import { byCount, pctOf } from './share.ts';

/** A rule fired. */
export type AlarmRow = {
  readonly case: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly seal: string;
  /** When we knew, by our clock: that is when it came to somebody's eyes. */
  readonly at: Instant;
};

/** What people dealt with: alarms of one kind on one seal, together. */
export type CaseRow = {
  readonly id: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly journey: string;
  readonly seal: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Null while it is open, and where it was merged into another. */
  readonly outcome: Outcome | null;
  readonly isMerged: boolean;
  readonly isShelved: boolean;
};

/** A seal as a report calls it. */
export type SealWord = { readonly number: string; readonly maker: string | null };

/** Dated data, each version with its source. */
export type AlarmTargets = RateTargets & {
  readonly version: number;
  readonly source: string;
  /** A case that is open for longer stands. */
  readonly standingH: number;
  /** So many alarms of one kind on one seal within an hour chatter. */
  readonly chatterPerHour: number;
  /** Of a hundred cases, how many of each severity. */
  readonly mixPct: Readonly<Record<Severity, number>>;
};

export type Counted = {
  readonly alarms: number;
  readonly cases: number;
  readonly sharePct: number | null;
  readonly outcomes: Readonly<Record<Outcome | 'open' | 'merged', number>>;
  /** Of the cases that were decided true, false or nuisance. */
  readonly truePct: number | null;
};

export type Frequent = {
  readonly kind: Kind;
  readonly seal: string;
  readonly number: string;
  readonly count: number;
  readonly sharePct: number | null;
};

export type Chattering = {
  readonly kind: Kind;
  readonly seal: string;
  readonly number: string;
  /** The most within an hour. */
  readonly count: number;
  /** When that hour began. */
  readonly at: Instant;
};

export type Standing = {
  readonly case: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly number: string;
  readonly openedAt: Instant;
  readonly openH: number;
  readonly isShelved: boolean;
};

export type AlarmReport = {
  readonly rates: Rates;
  readonly cases: number;
  readonly byRule: readonly (Counted & { readonly kind: Kind })[];
  /** Null: nobody knows who made the seal. */
  readonly byMaker: readonly (Counted & { readonly maker: string | null })[];
  readonly frequent: readonly Frequent[];
  /** What the ten most frequent are of all. */
  readonly frequentPct: number | null;
  readonly chattering: readonly Chattering[];
  /** Oldest first. */
  readonly standing: readonly Standing[];
  readonly standingCount: number;
  readonly mix: readonly {
    readonly severity: Severity;
    readonly cases: number;
    readonly pct: number | null;
    readonly targetPct: number;
  }[];
  readonly shelved: { readonly times: number; readonly cases: number; readonly now: number };
  readonly targets: AlarmTargets;
};

/** EEMUA 191 looks at the ten most frequent: they are mostly more than half of all. */
export const FREQUENT_MAX = 10;
/** More is not read; the count says how many there are. */
export const LISTED_MAX = 100;

const SEVERITIES = [1, 2, 3, 4] as const satisfies readonly Severity[];

export type AlarmsAsked = {
  readonly period: Pick<Period, 'from' | 'to'>;
  readonly now: Instant;
  /** Of the period. */
  readonly alarms: readonly AlarmRow[];
  /** Opened within the period, or open at its end. */
  readonly cases: readonly CaseRow[];
  /** Of cases that were put on the shelf within the period, once each time. */
  readonly shelvings: readonly string[];
  readonly seals: ReadonlyMap<string, SealWord>;
  readonly watches: readonly Watch[];
  readonly targets: AlarmTargets;
};

export function alarmReport(asked: AlarmsAsked): AlarmReport {
  const { period, now, alarms, shelvings, watches, targets, seals } = asked;
  const opened = asked.cases.filter(
    ({ openedAt }) => openedAt >= period.from && openedAt < period.to,
  );
  const frequent = frequentOf(alarms, seals);
  const standing = standingOf(asked);
  const makerOf = ({ seal }: { readonly seal: string }) => seals.get(seal)?.maker ?? null;
  return {
    // A further alarm of an open case asks nobody for a new decision: cases are what comes to people.
    rates: ratesOf({
      ...{ period, now, watches, targets },
      alarms: opened.map(({ openedAt }) => openedAt),
    }),
    cases: opened.length,
    byRule: countedBy({ alarms, opened }, ({ kind }) => kind).map(([kind, counted]) => ({
      kind,
      ...counted,
    })),
    byMaker: countedBy({ alarms, opened }, makerOf).map(([maker, counted]) => ({
      maker,
      ...counted,
    })),
    frequent,
    frequentPct: pctOf(
      frequent.reduce((sum, { count }) => sum + count, 0),
      alarms.length,
    ),
    chattering: chatteringOf(asked),
    standing: standing.slice(0, LISTED_MAX),
    standingCount: standing.length,
    mix: mixOf(opened, targets),
    shelved: {
      times: shelvings.length,
      cases: new Set(shelvings).size,
      now: asked.cases.filter(({ isShelved }) => isShelved).length,
    },
    targets,
  };
}

type Opened = { readonly alarms: readonly AlarmRow[]; readonly opened: readonly CaseRow[] };

function countedBy<Key extends string | null>(
  { alarms, opened }: Opened,
  keyOf: (row: { readonly kind: Kind; readonly seal: string }) => Key,
): readonly (readonly [Key, Counted])[] {
  const fired = Map.groupBy(alarms, keyOf);
  const dealt = Map.groupBy(opened, keyOf);
  return [...new Set([...fired.keys(), ...dealt.keys()])]
    .map((key) => ({ key, count: fired.get(key)?.length ?? 0, cases: dealt.get(key) ?? [] }))
    .sort(byCount(({ key }) => key ?? ''))
    .map(({ key, count, cases }) => [
      key,
      {
        alarms: count,
        cases: cases.length,
        sharePct: pctOf(count, alarms.length),
        ...cameOf(cases),
      },
    ]);
}

function cameOf(cases: readonly CaseRow[]): Pick<Counted, 'outcomes' | 'truePct'> {
  const outcomes = {
    ...{ true: 0, false: 0, nuisance: 0, technical: 0, test: 0, undecided: 0, open: 0, merged: 0 },
  };
  for (const { outcome, isMerged } of cases) outcomes[isMerged ? 'merged' : (outcome ?? 'open')]++;
  const decided = outcomes.true + outcomes.false + outcomes.nuisance;
  return { outcomes, truePct: pctOf(outcomes.true, decided) };
}

type Words = ReadonlyMap<string, SealWord>;

/** What kind of seal nobody may see any more is called by the end of its id. */
const numberOf = (seals: Words, seal: string): string =>
  seals.get(seal)?.number ?? `…${seal.slice(-4)}`;

const tagOf = ({ kind, seal }: AlarmRow): string => `${kind} ${seal}`;

function frequentOf(alarms: readonly AlarmRow[], seals: Words): readonly Frequent[] {
  const tags = [...Map.groupBy(alarms, tagOf).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, seal } = first;
    const sharePct = pctOf(own.length, alarms.length);
    return [{ kind, seal, number: numberOf(seals, seal), count: own.length, sharePct }];
  });
  return tags.sort(byCount(({ kind, seal }) => `${kind} ${seal}`)).slice(0, FREQUENT_MAX);
}

function chatteringOf({ alarms, seals, targets }: AlarmsAsked): readonly Chattering[] {
  return [...Map.groupBy(alarms, tagOf).values()]
    .flatMap((own) => {
      const [first] = own;
      const worst = mostWithin(
        own.map(({ at }) => at),
        60 * MINUTE_MS,
      );
      if (first === undefined || worst === undefined || worst.count < targets.chatterPerHour)
        return [];
      const { kind, seal } = first;
      return [{ kind, seal, number: numberOf(seals, seal), ...worst }];
    })
    .sort(byCount(({ kind, seal }) => `${kind} ${seal}`))
    .slice(0, LISTED_MAX);
}

/** The most that lie within a span, both ends counted, and where it began. */
function mostWithin(
  instants: readonly Instant[],
  spanMs: number,
): { readonly count: number; readonly at: Instant } | undefined {
  const sorted = [...instants].sort((a, b) => a - b);
  let most: { readonly count: number; readonly at: Instant } | undefined;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? at) < at - spanMs) first++;
    const count = index - first + 1;
    if (count > (most?.count ?? 0)) most = { count, at: sorted[first] ?? at };
  }
  return most;
}

function standingOf({ cases, period, now, seals, targets }: AlarmsAsked): readonly Standing[] {
  const end = Math.min(period.to, now);
  return cases
    .filter(({ openedAt, closedAt }) => openedAt < end && (closedAt === null || closedAt >= end))
    .map(({ id, kind, severity, seal, openedAt, isShelved }) => ({
      ...{ case: id, kind, severity, openedAt, isShelved },
      number: numberOf(seals, seal),
      openH: Math.floor((end - openedAt) / HOUR_MS),
    }))
    .filter(({ openedAt }) => end - openedAt > targets.standingH * HOUR_MS)
    .sort((a, b) => a.openedAt - b.openedAt || (a.case < b.case ? -1 : 1));
}

function mixOf(opened: readonly CaseRow[], { mixPct }: AlarmTargets): AlarmReport['mix'] {
  return SEVERITIES.map((severity) => {
    const cases = opened.filter((one) => one.severity === severity).length;
    return { severity, cases, pct: pctOf(cases, opened.length), targetPct: mixPct[severity] };
  });
}
