import { distanceM } from '@lakiri/corridors';
import { type Look, tenth } from '../look.ts';
import type { DoubtWhy } from '../why.ts';

/** Fixes in a row that lie further on than the wheels have turned, and by how much in all. */
export type Exceeded = { readonly fixes: number; readonly km: number };
export type ExceededAfter = { readonly exceeded: Exceeded | null; readonly why: DoubtWhy | null };

/** Shorter, a fix's noise is more than what is looked for. */
const DRIVEN_KM_MIN = 0.2;
/** An odometer may be wrong by so much for good (worn tyres), and two fixes by so much at once. */
const SHARE = 0.04;
const NOISE_KM = 0.015;
const FIXES_MIN = 5;
/** Fixes a street beside the road cannot add up to this: what one is ahead, the next is behind. */
const AHEAD_KM_MIN = 0.3;

/**
 * R5: nobody comes further than the wheels have turned, since a straight line is the shortest way. What drags a place
 * along the road, faster than the truck, is seen so; what drags it aside or behind looks like a bend. Says nothing
 * where the odometer counts whole kilometres, or the very fixes.
 */
export function odometerExceeded(
  { place, last, before: { live }, reading }: Look,
  known: Exceeded | null,
): ExceededAfter {
  const { odometerKm: now } = reading.report;
  const { odometerKm: then } = live;
  if (place === null || last === null || now === null || then === null || !isFine(now, then))
    return { exceeded: null, why: null };
  const said = now - then;
  const isOfThese = last.at === live.occurredAt && said >= DRIVEN_KM_MIN;
  const moved = distanceM(last, place) / 1_000;
  if (!isOfThese || moved <= said * (1 + SHARE) + NOISE_KM) return { exceeded: null, why: null };
  if (known !== null && isMuch(known)) return { exceeded: known, why: null }; // said once
  const exceeded = { fixes: (known?.fixes ?? 0) + 1, km: (known?.km ?? 0) + moved - said };
  if (!isMuch(exceeded)) return { exceeded, why: null };
  const params = { km: tenth(exceeded.km), fixes: exceeded.fixes };
  return { exceeded, why: { code: 'odometer-exceeded', params } };
}

const isMuch = ({ fixes, km }: Exceeded): boolean => fixes >= FIXES_MIN && km >= AHEAD_KM_MIN;
const isFine = (now: number, then: number): boolean =>
  !Number.isInteger(now) || !Number.isInteger(then);
