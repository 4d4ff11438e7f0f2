// What is known of how well a feed does its work: counters, and how long its records took to reach us.
import { HOUR_MS, type Instant, SECOND_MS } from '@lakiri/kit';
import type { Feed } from './feed.ts';

/** Upper bounds in seconds; what took longer is in one more bucket. §3.2 asks for a p95 of 60 s. */
export const LAG_BOUNDS_S = [1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3_600, 86_400] as const;

/** Lags of one hour, counted by bucket. */
type Hour = { readonly hour: number; readonly lags: readonly number[] };

export type Health = {
  readonly lastAt: Instant | null;
  /** Records stored, since the feed was registered. */
  readonly accepted: number;
  readonly refused: number;
  readonly doubled: number;
  readonly late: number;
  /** The present hour and the one before it. */
  readonly hours: readonly Hour[];
};

export const NO_HEALTH: Health = {
  lastAt: null,
  accepted: 0,
  refused: 0,
  doubled: 0,
  late: 0,
  hours: [],
};

/** What became of one batch's records. A refusal at the door brings no lag and is no sign of life. */
export type Told = {
  readonly at: Instant;
  readonly accepted: number;
  readonly refused: number;
  readonly doubled: number;
  readonly late: number;
  /** Seconds from the device's clock to ours, of the live records that were stored. */
  readonly lagsS: readonly number[];
};

export function afterBatch(health: Health, told: Told): Health {
  const hour = Math.floor(told.at / HOUR_MS);
  const kept = health.hours.filter((one) => one.hour === hour || one.hour === hour - 1);
  const present = kept.find((one) => one.hour === hour)?.lags ?? emptyLags();
  const lags = [...present];
  for (const lagS of told.lagsS) {
    const at = bucketOf(lagS);
    lags[at] = (lags[at] ?? 0) + 1;
  }
  return {
    lastAt: health.lastAt === null || told.at > health.lastAt ? told.at : health.lastAt,
    accepted: health.accepted + told.accepted,
    refused: health.refused + told.refused,
    doubled: health.doubled + told.doubled,
    late: health.late + told.late,
    hours: [...kept.filter((one) => one.hour !== hour), { hour, lags }],
  };
}

/** A refusal at the door. */
export function afterRefusal(health: Health): Health {
  return { ...health, refused: health.refused + 1 };
}

const emptyLags = (): number[] => new Array<number>(LAG_BOUNDS_S.length + 1).fill(0);

function bucketOf(lagS: number): number {
  const at = LAG_BOUNDS_S.findIndex((bound) => lagS <= bound);
  return at === -1 ? LAG_BOUNDS_S.length : at;
}

const P95 = 0.95;

/**
 * The least bound that 95 of 100 records of the last one to two hours were within; null when there were none,
 * Infinity when it is beyond every bound.
 */
export function lagP95S({ hours }: Health, now: Instant): number | null {
  const hour = Math.floor(now / HOUR_MS);
  const counts = emptyLags();
  for (const one of hours)
    if (one.hour === hour || one.hour === hour - 1)
      for (const [at, count] of one.lags.entries()) counts[at] = (counts[at] ?? 0) + count;
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let sum = 0;
  for (const [at, count] of counts.entries()) {
    sum += count;
    if (sum >= all * P95) return LAG_BOUNDS_S[at] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** Of what was taken, how much came late; null when nothing was taken. */
export function lateShare({ accepted, late }: Health): number | null {
  return accepted === 0 ? null : late / accepted;
}

export type HealthState = 'quiet' | 'live' | 'late' | 'silent';

/** One missed interval is a hiccup, two are an outage of the vendor's; the third is ours to tell. */
const SILENT_INTERVALS = 3;

/** Since when it should have spoken; null when nobody expects it to. */
export function silentAt(
  { lastAt }: Pick<Health, 'lastAt'>,
  { expectedS, state }: Pick<Feed, 'expectedS' | 'state'>,
): Instant | null {
  if (lastAt === null || state === 'suspended') return null;
  return (lastAt + SILENT_INTERVALS * expectedS * SECOND_MS) as Instant;
}

/** `quiet`: never heard, or suspended, and so nobody's failure. */
export function healthState(
  health: Health,
  feed: Pick<Feed, 'expectedS' | 'lateAfterS' | 'state'>,
  now: Instant,
): HealthState {
  const due = silentAt(health, feed);
  if (due === null) return 'quiet';
  if (now > due) return 'silent';
  const p95 = lagP95S(health, now);
  return p95 !== null && p95 > feed.lateAfterS ? 'late' : 'live';
}
