import { distanceM } from '@lakiri/corridors';
import { HOUR_MS, type Instant, MINUTE_MS, type Position } from '@lakiri/kit';
import type { Folded, Place, Reading, Seal } from '@lakiri/seals';

/** One reading of an armed seal as the rules of place see it: the newest, by a clock that was right. */
export type Look = {
  readonly before: Seal;
  readonly reading: Reading;
  readonly at: Instant;
  /** The fix that this reading brings; null for none, or one already seen. */
  readonly place: Place | null;
  /** The fix before it. */
  readonly last: Place | null;
};

/** Null for a reading that says nothing about now: told late, or by a clock that cannot be right. */
export function lookOf(before: Seal, folded: Folded, reading: Reading): Look | null {
  if (folded.late || folded.clock !== 'right') return null;
  const last = before.live.place;
  const { place } = folded.seal.live;
  return {
    before,
    reading,
    at: folded.at,
    place: place === last ? null : place,
    last,
  };
}

/** Two events of one second may carry two fixes of it. */
const APART_MS_MIN = 1_000;

/** How far and how fast from one place to another; the time between them is taken as a second at least. */
export function between(
  from: Position & { readonly at: Instant },
  to: Position & { readonly at: Instant },
): { readonly km: number; readonly kmh: number; readonly ms: number } {
  const ms = Math.max(APART_MS_MIN, Math.abs(to.at - from.at));
  const km = distanceM(from, to) / 1_000;
  return { km, kmh: (km * HOUR_MS) / ms, ms };
}

export const minutesOf = (ms: number): number => Math.round(ms / MINUTE_MS);
/** One decimal: evidence for people, not for arithmetic. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
