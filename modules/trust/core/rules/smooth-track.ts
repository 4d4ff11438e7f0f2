import { distanceM } from '@lakiri/corridors';
import { HOUR_MS, type Position, SECOND_MS } from '@lakiri/kit';
import type { Place } from '@lakiri/seals';
import { type Look, tenth } from '../look.ts';
import type { PositionNumbers } from '../numbers.ts';
import type { Suspicion } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';

export type SmoothAfter = {
  readonly smooth: Suspicion['smooth'];
  readonly why: DoubtWhy | null;
};

/** Below, a receiver's noise is not yet to be seen; above, no driver keeps his speed and course. */
const APART_MS = { from: 20 * SECOND_MS, to: 120 * SECOND_MS } as const;
const DRIVING_KMH_MIN = 20;

/**
 * R6: each fix is, to a metre or two, where the speed and course of the one before say: a computed track. A real
 * receiver is metres off at each fix, and no driver holds speed and course to a hundredth.
 */
export function smoothTrack(
  { place, last }: Look,
  smooth: Suspicion['smooth'],
  numbers: PositionNumbers,
): SmoothAfter {
  if (place === null || last === null) return { smooth, why: null };
  const residualM = residualOf(last, place);
  if (residualM === null || residualM > numbers.smoothM) return { smooth: null, why: null };
  if (smooth !== null && smooth.fixes >= numbers.smoothFixesMin) return { smooth, why: null }; // said once
  const fixes = (smooth?.fixes ?? 0) + 1;
  const worst = Math.max(smooth?.residualM ?? 0, tenth(residualM));
  const after = { fixes, residualM: worst };
  if (fixes !== numbers.smoothFixesMin) return { smooth: after, why: null };
  return { smooth: after, why: { code: 'track-too-smooth', params: after } };
}

function residualOf(last: Place, place: Place): number | null {
  const ms = place.at - last.at;
  if (last.speedKmh === null || last.courseDeg === null || last.speedKmh < DRIVING_KMH_MIN)
    return null;
  if (ms < APART_MS.from || ms > APART_MS.to) return null;
  return distanceM(ahead(last, last.courseDeg, (last.speedKmh * ms) / HOUR_MS), place);
}

const KM_PER_DEG = 111.195; // of the mean earth radius, as distanceM has it

function ahead({ lat, lon }: Position, courseDeg: number, km: number): Position {
  const course = (courseDeg * Math.PI) / 180;
  const north = (km * Math.cos(course)) / KM_PER_DEG;
  const east = (km * Math.sin(course)) / (KM_PER_DEG * Math.cos((lat * Math.PI) / 180));
  return { lat: lat + north, lon: lon + east };
}
