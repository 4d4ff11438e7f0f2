import { distanceM, locate, type RouteIndex } from '@lakiri/corridors';
import { addMs, type Instant, MINUTE_MS, type Position } from '@lakiri/kit';
import type { Reckoned } from './dispatch.ts';
import type { Unit } from './unit.ts';

/** How fast units get about: data of the administration. */
export type Speeds = {
  /** Along a gazetted road. */
  readonly roadKmh: number;
  /** Over land that no gazetted road leads through. */
  readonly crowKmh: number;
  /** How much longer a way is than its great circle. */
  readonly crowFactor: number;
  /** Within this of a road's line one is on the road, metres. */
  readonly nearRoadM: number;
  /** A place older than this is no place: the unit is taken to be at its base. */
  readonly placeAgeMin: number;
};

export type Near = {
  readonly unit: Unit;
  readonly reckoned: Reckoned;
  /** When it was where it is taken to be; null: its base, since nothing newer is known. */
  readonly placeAt: Instant | null;
  /** Whether the truck lies in the country that it is in charge of. */
  readonly inArea: boolean;
};

const M_PER_KM = 1_000;
const MIN_PER_H = 60;
/** A list that an officer reads in one look. */
const NEAR_MAX = 10;

/** The units that can be at a place soonest, by the road where a gazetted one leads there (§1.4, step 8). */
export function nearestUnits(asked: {
  readonly units: readonly Unit[];
  readonly target: Position;
  readonly routes: readonly RouteIndex[];
  readonly speeds: Speeds;
  readonly now: Instant;
}): readonly Near[] {
  const { target, now, speeds } = asked;
  return asked.units
    .filter(({ retiredAt }) => retiredAt === null)
    .map((unit): Near => {
      const fresh = addMs(now, -speeds.placeAgeMin * MINUTE_MS);
      const place = unit.place !== null && unit.place.at >= fresh ? unit.place : null;
      return {
        unit,
        reckoned: reckon(place ?? unit.base, asked),
        placeAt: place?.at ?? null,
        inArea: distanceM(unit.base, target) <= unit.areaKm * M_PER_KM,
      };
    })
    .toSorted(
      (a, b) => a.reckoned.minutes - b.reckoned.minutes || (a.unit.name < b.unit.name ? -1 : 1),
    )
    .slice(0, NEAR_MAX);
}

type Way = {
  readonly target: Position;
  readonly routes: readonly RouteIndex[];
  readonly speeds: Speeds;
};

/** The shortest way along any one route that passes both; else the great circle, and it is said so. */
export function reckon(from: Position, { target, routes, speeds }: Way): Reckoned {
  const crowKm = (distanceM(from, target) / M_PER_KM) * speeds.crowFactor;
  const ways = routes.flatMap((route) => {
    const here = locate(route, from);
    const there = locate(route, target);
    const near = here.offM <= speeds.nearRoadM && there.offM <= speeds.nearRoadM;
    return near ? [Math.abs(there.km - here.km) + (here.offM + there.offM) / M_PER_KM] : [];
  });
  if (ways.length === 0) return reckoned(crowKm, speeds.crowKmh, 'crow');
  return reckoned(Math.min(...ways), speeds.roadKmh, 'road');
}

const reckoned = (km: number, kmh: number, basis: Reckoned['basis']): Reckoned => ({
  minutes: Math.ceil((km / kmh) * MIN_PER_H),
  km: Math.round(km),
  basis,
});
