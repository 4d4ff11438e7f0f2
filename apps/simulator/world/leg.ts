// A truck's way is a chain of legs, each on one straight of time: so its place at any moment is reckoned,
// not stepped, and a world that is asked rarely moves exactly as one that is asked often.
import {
  courseDeg as courseBetween,
  distanceM,
  pointAtKm,
  type RouteIndex,
} from '@lakiri/corridors';
import { HOUR_MS, type Instant, type Position } from '@lakiri/kit';

export type LegKind = 'drive' | 'stop' | 'pull-in' | 'pull-out' | 'stray' | 'stand' | 'ended';

export type Leg = {
  readonly kind: LegKind;
  readonly from: Instant;
  readonly until: Instant;
  /** Kilometres along the route. */
  readonly fromKm: number;
  readonly untilKm: number;
  /** A straight beside the road; `null` on it. Both ends alike: the truck stands there. */
  readonly beside: { readonly from: Position; readonly until: Position } | null;
};

export type Where = Position & {
  readonly km: number;
  readonly courseDeg: number;
  readonly speedKmh: number;
};

/** Where the truck is at a moment of the leg; before or after it, at that end. */
export function whereOn(index: RouteIndex, leg: Leg, at: Instant): Where {
  const lengthMs = leg.until - leg.from;
  const part = lengthMs === 0 ? 1 : Math.min(1, Math.max(0, (at - leg.from) / lengthMs));
  const km = leg.fromKm + (leg.untilKm - leg.fromKm) * part;
  const onRoad = pointAtKm(index, km);
  if (leg.beside === null) {
    const alongKm = leg.untilKm - leg.fromKm;
    const speedKmh = lengthMs === 0 ? 0 : (Math.abs(alongKm) / lengthMs) * HOUR_MS;
    const courseDeg = alongKm < 0 ? (onRoad.courseDeg + 180) % 360 : onRoad.courseDeg;
    return { ...onRoad, courseDeg, km, speedKmh };
  }
  const { from, until } = leg.beside;
  const awayM = distanceM(from, until);
  return {
    lat: from.lat + (until.lat - from.lat) * part,
    lon: from.lon + (until.lon - from.lon) * part,
    km,
    courseDeg: awayM < 1 ? onRoad.courseDeg : courseBetween(from, until),
    speedKmh: lengthMs === 0 ? 0 : (awayM / 1_000 / lengthMs) * HOUR_MS,
  };
}

const M_PER_DEG = 111_195; // mean sphere, as the corridors reckon

/** The point so many metres from another in a direction; good to 0.1 % within 50 km. */
export function offsetBy(from: Position, courseDeg: number, awayM: number): Position {
  const course = (courseDeg * Math.PI) / 180;
  const lat = from.lat + (awayM * Math.cos(course)) / M_PER_DEG;
  const perLon = M_PER_DEG * Math.cos((from.lat * Math.PI) / 180);
  return { lat, lon: from.lon + (awayM * Math.sin(course)) / perLon };
}
