// How many alarms a person at a desk has to deal with, ten minutes by ten minutes, as EEMUA 191 counts it.
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Period } from './period.ts';
import { pctOf } from './share.ts';

/** The step in which EEMUA 191 and ISA 18.2 count. */
export const SLOT_MS = 10 * MINUTE_MS;

/** Somebody watched; `until` null: still. */
export type Watch = {
  readonly person: string;
  readonly from: Instant;
  readonly until: Instant | null;
};

export type RateTargets = {
  /** Alarms that one person can deal with in ten minutes. */
  readonly perSlot: number;
  /** More in ten minutes is a flood. */
  readonly floodPerSlot: number;
};

export type Rates = {
  readonly slots: number;
  readonly alarms: number;
  /** Alarms a person in ten minutes; null of no time at all. */
  readonly mean: number | null;
  readonly peak: { readonly perPerson: number; readonly at: Instant } | null;
  readonly overTargetPct: number | null;
  readonly floodPct: number | null;
  /** Ten minutes of which nobody was on shift: each counts as if one person had been. */
  readonly unwatchedPct: number | null;
  readonly unwatchedAlarms: number;
};

export type RatesAsked = {
  readonly period: Pick<Period, 'from' | 'to'>;
  readonly now: Instant;
  readonly alarms: readonly Instant[];
  readonly watches: readonly Watch[];
  readonly targets: RateTargets;
};

/**
 * Rates of what came to people within a period. Who watches is taken at the middle of ten minutes. What lies ahead of
 * `now` is no quiet time: a period that still runs is counted up to now.
 */
export function ratesOf({ period, now, alarms, watches, targets }: RatesAsked): Rates {
  const until = Math.min(period.to, now) as Instant;
  const slots = Math.max(0, Math.ceil((until - period.from) / SLOT_MS));
  const people = watchingBySlot({ from: period.from, slots, watches });
  const counts = countsBySlot({ from: period.from, until, slots, alarms });
  const loads = [...counts].map((count, slot) => count / Math.max(1, people[slot] ?? 0));
  const unwatched = [...counts].filter((_, slot) => people[slot] === 0);
  return {
    slots,
    alarms: total(counts),
    mean: slots === 0 ? null : hundredths(total(loads) / slots),
    peak: peakOf(loads, period.from),
    overTargetPct: pctOf(loads.filter((load) => load > targets.perSlot).length, slots),
    floodPct: pctOf(loads.filter((load) => load > targets.floodPerSlot).length, slots),
    unwatchedPct: pctOf(unwatched.length, slots),
    unwatchedAlarms: total(unwatched),
  };
}

function peakOf(loads: readonly number[], from: Instant): Rates['peak'] {
  const most = loads.reduce((peak, load) => Math.max(peak, load), 0);
  if (most === 0) return null;
  return { perPerson: hundredths(most), at: addMs(from, loads.indexOf(most) * SLOT_MS) };
}

function countsBySlot(asked: {
  readonly from: Instant;
  readonly until: Instant;
  readonly slots: number;
  readonly alarms: readonly Instant[];
}): Uint32Array {
  const { from, until, slots, alarms } = asked;
  const counts = new Uint32Array(slots);
  for (const at of alarms) {
    if (at < from || at >= until) continue;
    const slot = Math.floor((at - from) / SLOT_MS);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
}

const total = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** One person who overlaps with themselves is one person. */
function watchingBySlot(asked: {
  readonly from: Instant;
  readonly slots: number;
  readonly watches: readonly Watch[];
}): Uint16Array {
  const { from, slots, watches } = asked;
  const people = new Uint16Array(slots);
  for (const own of Map.groupBy(watches, ({ person }) => person).values()) {
    const seen = new Set<number>();
    for (const watch of own) {
      const begin = watch.from - from - SLOT_MS / 2;
      const end = (watch.until ?? Number.POSITIVE_INFINITY) - from - SLOT_MS / 2;
      const last = Math.min(slots, Math.ceil(end / SLOT_MS));
      for (let slot = Math.max(0, Math.ceil(begin / SLOT_MS)); slot < last; slot++) seen.add(slot);
    }
    for (const slot of seen) people[slot] = (people[slot] ?? 0) + 1;
  }
  return people;
}
