// What came out of judging twice: how much, which confirmed cases are kept and lost, who is affected.
import type { Raised } from '@lakiri/alarms';
import { addMs, HOUR_MS, type Instant, isoOf } from '@lakiri/kit';
import { LIMITS } from './rule.ts';
import type { Sides } from './trial.ts';

/** An alarm of one of the two, with what is known of its truck. */
export type Found = {
  readonly journey: string;
  readonly ref: string;
  readonly seal: string;
  readonly maker: string;
  /** Of the plate; null where nobody can say. */
  readonly country: string | null;
  /** Where, as people name it. */
  readonly where: string;
  readonly at: Instant;
  readonly lat: number | null;
  readonly lon: number | null;
};

/** A case of the kind that people have ended. */
export type Ended = {
  readonly case: string;
  readonly journey: string;
  readonly ref: string;
  readonly seal: string;
  readonly outcome: string;
  /** Its first and its last alarm. */
  readonly from: Instant;
  readonly until: Instant;
};

export type Shifts = {
  readonly count: number;
  readonly targetPerShift: number;
  readonly isAssumed: boolean;
};

export type Outcome = {
  readonly journeys: number;
  readonly reports: number;
  readonly totalS: number;
  readonly foldReportsPerS: number;
  readonly oneIn: number;
  readonly shifts: Shifts;
  readonly found: Sides<readonly Found[]>;
  readonly ended: readonly Ended[];
};

/**
 * Another threshold tells the same stop or silence sooner or later: two alarms of one seal are of one thing when no
 * further apart than this.
 */
export const ALIKE_MS = 2 * HOUR_MS;

/** Outcomes of cases that were something, and of those that were nothing. */
const CONFIRMED: readonly string[] = ['true'];
const UNFOUNDED: readonly string[] = ['false', 'nuisance'];

/** The result as it is kept and shown. */
export function resultOf(outcome: Outcome) {
  const { found, ended, shifts, journeys, reports, totalS, foldReportsPerS, oneIn } = outcome;
  const by = { present: bySeal(found.present), drafted: bySeal(found.drafted) };
  const told = ended.map((one) => ({
    one,
    present: tells(by.present, one),
    drafted: tells(by.drafted, one),
  }));
  const confirmed = told.filter(({ one }) => CONFIRMED.includes(one.outcome));
  const unfounded = told.filter(({ one }) => UNFOUNDED.includes(one.outcome));
  const sideOf = (side: keyof typeof found) => ({
    alarms: found[side].length,
    // Of a sample as many as of all.
    perShift: round(shifts.count === 0 ? 0 : (found[side].length * oneIn) / shifts.count),
    per100Journeys: round(journeys === 0 ? 0 : (100 * found[side].length) / journeys),
    confirmed: confirmed.filter((one) => one[side]).length,
    unfounded: unfounded.filter((one) => one[side]).length,
  });
  const only = (all: typeof told, side: keyof typeof found, other: keyof typeof found) =>
    all.filter((one) => one[side] && !one[other]).map(({ one }) => caseOf(one));
  const changes = changesOf(found, by);
  return {
    ...{ journeys, reports, foldReportsPerS, shifts, totalS: round(totalS) },
    present: sideOf('present'),
    drafted: sideOf('drafted'),
    confirmed: {
      total: confirmed.length,
      lost: only(confirmed, 'present', 'drafted'),
      won: only(confirmed, 'drafted', 'present'),
    },
    unfounded: {
      total: unfounded.length,
      gone: only(unfounded, 'present', 'drafted'),
      added: only(unfounded, 'drafted', 'present'),
    },
    changes: changes.slice(0, LIMITS.changes),
    changesInAll: changes.length,
    byMaker: grouped(found, ({ maker }) => maker),
    byCountry: grouped(found, ({ country }) => country ?? '?'),
    byPlace: grouped(found, ({ where }) => where),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const caseOf = ({ case: id, journey, ref, outcome, from }: Ended) => ({
  ...{ case: id, journey, ref, outcome },
  at: isoOf(from),
});

type BySeal = ReadonlyMap<string, readonly Found[]>;
const keyOf = ({ journey, seal }: Pick<Found, 'journey' | 'seal'>): string => `${journey} ${seal}`;
const bySeal = (found: readonly Found[]): BySeal => Map.groupBy(found, keyOf);

function tells(by: BySeal, { from, until, ...of }: Ended): boolean {
  const first = addMs(from, -ALIKE_MS);
  const last = addMs(until, ALIKE_MS);
  return (by.get(keyOf(of)) ?? []).some(({ at }) => at >= first && at <= last);
}

type Change = Omit<Found, 'at' | 'where'> & {
  readonly at: string;
  readonly fires: 'no-longer' | 'now' | 'both';
};

/** What changed first; then by time. */
function changesOf(found: Sides<readonly Found[]>, by: Sides<BySeal>): Change[] {
  const isIn = (other: BySeal, one: Found): boolean =>
    (other.get(keyOf(one)) ?? []).some(({ at }) => Math.abs(at - one.at) <= ALIKE_MS);
  const view = ({ at, where: _, ...one }: Found, fires: Change['fires']): Change => ({
    ...one,
    at: isoOf(at),
    fires,
  });
  const present = found.present.map((one) =>
    view(one, isIn(by.drafted, one) ? 'both' : 'no-longer'),
  );
  const now = found.drafted.filter((one) => !isIn(by.present, one)).map((one) => view(one, 'now'));
  const rank = ({ fires }: Change): number => (fires === 'both' ? 1 : 0);
  return [...present, ...now].sort((a, b) => rank(a) - rank(b) || (a.at < b.at ? -1 : 1));
}

/** A list that a person reads; the rest is one line. */
const GROUPS_MAX = 50;

function grouped(found: Sides<readonly Found[]>, nameOf: (one: Found) => string) {
  const counts = new Map<string, { name: string; present: number; drafted: number }>();
  for (const side of ['present', 'drafted'] as const)
    for (const one of found[side]) {
      const name = nameOf(one);
      const count = counts.get(name) ?? { name, present: 0, drafted: 0 };
      count[side]++;
      counts.set(name, count);
    }
  const all = [...counts.values()].sort(
    (a, b) => b.present + b.drafted - a.present - a.drafted || (a.name < b.name ? -1 : 1),
  );
  const rest = all.slice(GROUPS_MAX);
  if (rest.length === 0) return all;
  const sum = (side: 'present' | 'drafted') => rest.reduce((total, one) => total + one[side], 0);
  return [
    ...all.slice(0, GROUPS_MAX),
    { name: '…', present: sum('present'), drafted: sum('drafted') },
  ];
}

/** Where an alarm was, as people name it: a place of its route, or ten kilometres of it. */
export function whereOf(
  place: Raised['place'],
  route: { readonly name: string } | null,
  named: string | undefined,
): string {
  if (named !== undefined) return named;
  if (place === null || route === null || place.km === null) return '?';
  const from = Math.floor(place.km / 10) * 10;
  return `${route.name}, km ${from}–${from + 10}`;
}

/** Which country's plate it looks like, by the forms in use (KAA 123A, UAA 123A, RAA 123A, T 123 ABC, A 1234 A, …). */
const PLATES: readonly (readonly [string, RegExp])[] = [
  ['KE', /^K[A-Z]{2} ?\d{3}[A-Z]?$/],
  ['UG', /^U[A-Z]{2} ?\d{3}[A-Z]?$/],
  ['RW', /^R[A-Z]{2} ?\d{3} ?[A-Z]?$/],
  ['TZ', /^T ?\d{3} ?[A-Z]{3}$/],
  ['SS', /^SS[A-Z] ?\d{3}[A-Z]?$/],
  ['BI', /^[A-Z] ?\d{4} ?[A-Z]$/],
  ['CD', /^\d{4} ?[A-Z]{2} ?\d{2}$/],
];

/** ISO 3166-1 alpha-2; null where it looks like none of them. A guess of the form, for comparing groups only. */
export function plateCountry(plate: string | null): string | null {
  if (plate === null) return null;
  return PLATES.find(([, form]) => form.test(plate))?.[0] ?? null;
}
