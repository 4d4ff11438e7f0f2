import { SECOND_MS } from '@lakiri/kit';
import { between, type Look } from '../look.ts';
import type { PositionNumbers } from '../numbers.ts';
import type { DoubtWhy } from '../why.ts';

export type MismatchAfter = { readonly mismatch: number; readonly why: DoubtWhy | null };

/** Nearer, a fix's noise is a speed; further, a truck has done more than one thing. */
const APART_MS = { from: 10 * SECOND_MS, to: 120 * SECOND_MS } as const;

/**
 * R4: what the receiver measures by Doppler and how far it says that it came do not agree, fix after fix. A stop or a
 * start between two fixes lies between their speeds, and is none.
 */
export function speedMismatch(
  { place, last }: Look,
  mismatch: number,
  numbers: PositionNumbers,
): MismatchAfter {
  if (place === null || last === null) return { mismatch, why: null };
  const { speedKmh: now } = place;
  const { speedKmh: then } = last;
  const { kmh, ms } = between(last, place);
  if (now === null || then === null || ms < APART_MS.from || ms > APART_MS.to)
    return { mismatch: 0, why: null };
  const isOff =
    kmh > Math.max(now, then) + numbers.mismatchKmh ||
    kmh < Math.min(now, then) - numbers.mismatchKmh;
  if (!isOff) return { mismatch: 0, why: null };
  // Said twice, and counted no further, so that what is remembered does not change with each report.
  if (mismatch >= 2 * numbers.mismatchFixesMin) return { mismatch, why: null };
  const fixes = mismatch + 1;
  if (fixes % numbers.mismatchFixesMin !== 0) return { mismatch: fixes, why: null };
  const params = { saidKmh: Math.round(now), movedKmh: Math.round(kmh), fixes };
  return { mismatch: fixes, why: { code: 'speed-contradicts', params } };
}
