import { COURSE_STEP_DEG, type HourColumns, UNKNOWN_U8 } from '@lakiri/telemetry';
import type { CaseKind, Severity } from '../api/contract.ts';
import { GAP_MS } from '../journeys/track.ts';
import { signOf, type TruckSign } from '../map/truck-sign.ts';

// Where every truck was at a moment of an hour: between two fixes it glides, in a silence it stays where it was last heard
// and is drawn as silent. Nothing is told of a truck before its first fix.

export const HOUR_MS = 3_600_000;
const STANDING_KMH_MAX = 5; // as on a journey's own replay
const DEGREES_E7 = 1e7;

export type HourCase = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly severity: Severity;
  readonly journey: string;
  readonly seal: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
};

/** A case by the truck that it is about. */
type OpenSpan = {
  readonly it: HourCase;
  readonly from: number;
  /** Infinity while it is open. */
  readonly to: number;
};

export type Hour = {
  readonly columns: HourColumns;
  /** What a silence is in this hour: a thinned one hears each truck more seldom. */
  readonly silentMs: number;
  /** By the number of the truck. */
  readonly cases: ReadonlyMap<number, readonly OpenSpan[]>;
};

/** An hour with what was open in it, made ready for many moments. */
export function hourOf(columns: HourColumns, cases: readonly HourCase[]): Hour {
  const numbers = new Map(columns.told.trucks.map(({ seal }, number) => [seal, number]));
  const byTruck = new Map<number, OpenSpan[]>();
  for (const it of cases) {
    const number = numbers.get(it.seal);
    if (number === undefined) continue;
    const to = it.closedAt === null ? Number.POSITIVE_INFINITY : Date.parse(it.closedAt);
    const span = { it, from: Date.parse(it.openedAt), to };
    byTruck.set(number, [...(byTruck.get(number) ?? []), span]);
  }
  const silentMs = GAP_MS + (columns.told.everyS ?? 0) * 1_000;
  return { columns, silentMs, cases: byTruck };
}

export type TruckThen = {
  readonly lat: number;
  readonly lon: number;
  readonly courseDeg: number;
  readonly state: 'moving' | 'stopped' | 'silent';
};

/** A truck at a moment, UTC milliseconds; `undefined` before its first fix. */
export function truckAt(
  { columns, silentMs }: Hour,
  truck: number,
  at: number,
): TruckThen | undefined {
  const begin = columns.first[truck] ?? columns.at.length;
  const end = columns.first[truck + 1] ?? columns.at.length;
  const moment = at - columns.from;
  const row = lastAt(columns.at, { begin, end, moment });
  if (row < begin) return undefined;
  const then = columns.at[row] ?? 0;
  const next = row + 1 < end ? (columns.at[row + 1] ?? then) : then;
  const silent = moment - then > silentMs || next - then > silentMs;
  const part = silent || next === then ? 0 : (moment - then) / (next - then);
  return {
    lat: between(columns.latE7, row, part),
    lon: between(columns.lonE7, row, part),
    courseDeg: courseOf(columns.course[row]),
    state: silent ? 'silent' : isStanding(columns.speed[row]) ? 'stopped' : 'moving',
  };
}

function between(valuesE7: Int32Array, row: number, part: number): number {
  const here = valuesE7[row] ?? 0;
  const there = part === 0 ? here : (valuesE7[row + 1] ?? here);
  return (here + (there - here) * part) / DEGREES_E7;
}

const courseOf = (steps = UNKNOWN_U8): number =>
  steps === UNKNOWN_U8 ? 0 : steps * COURSE_STEP_DEG;

/** What does not say its speed is not said to move. */
const isStanding = (kmh = UNKNOWN_U8): boolean => kmh === UNKNOWN_U8 || kmh < STANDING_KMH_MAX;

type Within = { readonly begin: number; readonly end: number; readonly moment: number };

/** The last of one truck's rows at or before a moment; before its first, the row before that. */
function lastAt(at: Int32Array, { begin, end, moment }: Within): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The most urgent of what was open about a truck at a moment. */
export function severityAt({ cases }: Hour, truck: number, at: number): Severity | null {
  let most: Severity | null = null;
  for (const { it, from, to } of cases.get(truck) ?? [])
    if (from <= at && at < to && (most === null || it.severity < most)) most = it.severity;
  return most;
}

type HourCounts = {
  readonly moving: number;
  readonly stopped: number;
  readonly silent: number;
  /** Trucks with a case open; each is one of the above too. */
  readonly alarmed: number;
};

export type HourMoment = {
  readonly counts: HourCounts;
  readonly signs: readonly TruckSign[];
};

/** All trucks at a moment, as the map draws them, and how many of them did what. */
export function momentOf(hour: Hour, at: number): HourMoment {
  const { trucks } = hour.columns.told;
  const counts = { moving: 0, stopped: 0, silent: 0, alarmed: 0 };
  const signs: TruckSign[] = [];
  const seen = new Set<string>();
  for (const [number, truck] of trucks.entries()) {
    const then = truckAt(hour, number, at);
    if (then === undefined) continue;
    const severity = severityAt(hour, number, at);
    counts[then.state]++;
    if (severity !== null) counts.alarmed++;
    // A seal that went from one truck to the next in this hour is drawn once, on the truck it is on.
    if (seen.has(truck.seal)) continue;
    seen.add(truck.seal);
    const name = truck.plate ?? truck.number;
    signs.push(signOf({ ...then, id: truck.seal, severity, name }));
  }
  return { counts, signs };
}

export type HourPin = {
  /** Its place on the rail, 0 to 1. */
  readonly part: number;
  readonly at: number;
  readonly severity: Severity;
  /** All that were opened there, oldest first. */
  readonly cases: readonly HourCase[];
};

/** Pins closer than this part of the rail would lie over each other: they are one, with a number. */
const APART = 0.02;

/** The alarms that were opened in the hour, each in its moment on the rail; the most urgent of a pin gives its sign. */
export function pinsOf(cases: readonly HourCase[], from: number): readonly HourPin[] {
  const pins: { part: number; at: number; severity: Severity; cases: HourCase[] }[] = [];
  for (const it of openedIn(cases, from)) {
    const at = Date.parse(it.openedAt);
    const part = (at - from) / HOUR_MS;
    const last = pins.at(-1);
    if (last !== undefined && part - last.part < APART) {
      last.cases.push(it);
      if (it.severity < last.severity) last.severity = it.severity;
    } else pins.push({ part, at, severity: it.severity, cases: [it] });
  }
  return pins;
}

/** Those that were opened within the hour, in the order of time. */
export function openedIn(cases: readonly HourCase[], from: number): readonly HourCase[] {
  return cases
    .filter(({ openedAt }) => {
      const at = Date.parse(openedAt);
      return at >= from && at < from + HOUR_MS;
    })
    .toSorted((one, other) => Date.parse(one.openedAt) - Date.parse(other.openedAt));
}
