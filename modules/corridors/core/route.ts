import type { Opening } from './opening.ts';
import type { Place } from './place.ts';
import type { Slug } from './slug.ts';
import type { Dated } from './version.ts';
import type { Width } from './width.ts';

export type RouteId = Slug<'Route'>;

/** GeoJSON order: longitude, latitude; WGS 84 degrees. */
export type LonLat = readonly [lon: number, lat: number];

export const CORRIDORS = ['northern', 'central'] as const;
export type Corridor = (typeof CORRIDORS)[number];

/** Where a truck may stand on its way. */
export type Stop = Place & {
  /** How long, in minutes; absent: as the rule says for places of its kind. */
  readonly allowedMin?: number;
  /** When; absent: at any hour. */
  readonly open?: Opening;
};

/**
 * What a gazette says of a route. It carries whole copies of its places, so that a version means
 * the same for ever, whatever happens to the places.
 */
export type Route = {
  readonly id: RouteId;
  readonly name: string;
  readonly corridor: Corridor;
  readonly from: Place;
  readonly to: Place;
  /** From `from`'s centre to `to`'s. */
  readonly line: readonly LonLat[];
  /** Length of the line. A road is longer, on the reference lines by about 6 %. */
  readonly km: number;
  /** How far from the line is still on the route, metres. */
  readonly bufferM: number;
  /** Stretches that are wider or narrower, in the order of the way; absent: none. */
  readonly widths?: readonly Width[];
  /** How long a journey may take, hours. */
  readonly timeLimitH: number;
  /** Where a truck may stand, in the order of the way; the two ends are allowed besides. */
  readonly allowedStops: readonly Stop[];
  /** On whose word; absent in what was shipped. */
  readonly source?: string;
};

/** A route as gazetted from an instant on. A journey keeps the version it started with. */
export type RouteVersion = Route &
  Dated & {
    /** From then on no journey is made on it. */
    readonly isWithdrawn?: true;
  };

/**
 * The reference lines lie within about 3 km of the true road for nine points in ten, and are straight
 * between points up to 12 km apart. 5 km keeps honest trucks in; a surveyed line may be 500 m to 1 km.
 */
export const BUFFER_M_DEFAULT = 5_000;

/**
 * Average pace of a whole transit with its nights, queues and weighbridges, in kilometres of the
 * reference line per hour. Observed by the corridors' authority in 2020: Mombasa to Malaba 111–132 h
 * (860 km), Kampala 131 h (1,065 km), Kigali 187 h (1,499 km): 7 to 8. A limit, not a target (60 h to Malaba).
 */
const PACE_KMH = 8;
const TIME_LIMIT_STEP_H = 6;
const TIME_LIMIT_H_MIN = 24; // one day: a short leg may still wait a night at a gate

export function timeLimitHOf(km: number): number {
  const steps = Math.ceil(km / PACE_KMH / TIME_LIMIT_STEP_H);
  return Math.max(TIME_LIMIT_H_MIN, steps * TIME_LIMIT_STEP_H);
}
