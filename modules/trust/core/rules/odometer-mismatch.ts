import { distanceM } from '@lakiri/corridors';
import type { Place } from '@lakiri/seals';
import { between, type Look, tenth } from '../look.ts';
import type { PositionNumbers } from '../numbers.ts';
import type { Suspicion } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';

export type StuckAfter = { readonly stuck: Suspicion['stuck']; readonly why: DoubtWhy | null };

/** Less is a yard, or an odometer that counts in whole kilometres. */
const BEGIN_KM = 0.3;
/** A winding road is longer than the line between its ends, never so much. */
const SHARE_STUCK = 0.2;
const SHARE_MOVED = 0.5;
/** One that counts whole kilometres turns over between two fixes of a truck that drives: then it was not stuck. */
const CRAWLING_KMH = 10;

/**
 * R5, with the sensor that these seals have: the odometer goes on and the place does not. Tells only where the odometer
 * counts wheels or shaking, and not the very fixes; then it says nothing.
 */
export function odometerMismatch(
  { place, last, before, reading }: Look,
  stuck: Suspicion['stuck'],
  numbers: PositionNumbers,
): StuckAfter {
  const { odometerKm: now } = reading.report;
  const { odometerKm: then } = before.live;
  if (place === null || last === null || now === null) return { stuck, why: null };
  if (stuck === null && !isStuck([last, place], now - (then ?? now)))
    return { stuck: null, why: null };
  const from = stuck ?? { lat: last.lat, lon: last.lon, odometerKm: then ?? now };
  const said = now - from.odometerKm;
  const moved = kmBetween(from, place);
  if (said < 0 || moved > said * SHARE_MOVED) return { stuck: null, why: null };
  if (said < numbers.odometerKmMin || moved > said * SHARE_STUCK) return { stuck: from, why: null };
  const params = { saidKm: tenth(said), movedKm: tenth(moved) };
  // Counted anew: a further so many kilometres are a further reason.
  const after = { lat: place.lat, lon: place.lon, odometerKm: now };
  return { stuck: after, why: { code: 'odometer-contradicts', params } };
}

function isStuck([from, to]: readonly [Place, Place], said: number): boolean {
  if (said < BEGIN_KM || between(from, to).kmh > CRAWLING_KMH) return false;
  return kmBetween(from, to) < said * SHARE_STUCK;
}

const kmBetween = (...[a, b]: Parameters<typeof distanceM>): number => distanceM(a, b) / 1_000;
