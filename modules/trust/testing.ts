// Builders for tests: an armed seal that drives, and what the rules say of its readings.
import { addMs, chanceOf, type Instant, MINUTE_MS, type Report } from '@lakiri/kit';
import { fold, type Reading, type Seal } from '@lakiri/seals';
import { aJourney, aReading, aSeal } from '@lakiri/seals/testing';
import {
  type Cells,
  DEFAULT_NUMBERS,
  type Doubt,
  judge,
  type Suspicion,
  type TrustNumbers,
} from './core/index.ts';

/** 2023-11-14 09:00 in Nairobi. */
export const NINE = Date.UTC(2023, 10, 14, 6) as Instant;
export const HERE = { lat: -1.2833, lon: 36.8167 };

export function aWatchedSeal(over: Partial<Seal> = {}): Seal {
  const custody = { phase: 'armed', journey: aJourney, armedAt: addMs(NINE, -MINUTE_MS) } as const;
  return aSeal({ custody, ...over });
}

/** Northwards at 60 km/h from a minute on, each fix metres beside where one would compute it. */
export function drive(minutes: number, from = 0, over: Partial<Report> = {}): Reading[] {
  const noise = chanceOf(from + 1);
  return Array.from({ length: minutes }, (_, at) => {
    const minute = from + at;
    const lat = HERE.lat + (minute + noise.next() * 0.04) / 111.195;
    const lon = HERE.lon + (noise.next() * 0.04) / 111.195;
    const occurredAt = addMs(NINE, minute * MINUTE_MS);
    return aReading({ occurredAt, lat, lon, speedKmh: 60, courseDeg: 0, ...over });
  });
}

export type Told = {
  readonly doubts: readonly Doubt[];
  readonly suspicion: Suspicion | null;
  /** How often what is remembered changed: so often something was written. */
  readonly writes: number;
};

/** What the rules say of these readings, in the order they came. */
export function toldOf(
  readings: readonly Reading[],
  {
    seal = aWatchedSeal(),
    numbers = DEFAULT_NUMBERS,
    cells,
  }: Partial<{ seal: Seal; numbers: TrustNumbers; cells: Cells }> = {},
): Told {
  let before = seal;
  let suspicion: Suspicion | null = null;
  let writes = 0;
  const doubts: Doubt[] = [];
  for (const reading of readings) {
    const folded = fold(before, reading);
    const judged = judge({ before, folded, reading, suspicion, numbers, cells });
    if (judged.suspicion !== suspicion) writes++;
    doubts.push(...judged.doubts);
    suspicion = judged.suspicion;
    if (suspicion?.state !== 'identity-doubted') before = folded.seal;
  }
  return { doubts, suspicion, writes };
}
