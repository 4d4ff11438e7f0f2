import type { Position } from '@lakiri/kit';

/** Mean radius of the earth, metres (IUGG R1). */
const EARTH_RADIUS_M = 6_371_008.8;
export const RAD_PER_DEG = Math.PI / 180;
/** Metres of one degree of latitude on that sphere. */
export const M_PER_DEG = EARTH_RADIUS_M * RAD_PER_DEG;

/** Great-circle distance in metres (haversine on the mean sphere: within 0.5 % of the ellipsoid). */
export function distanceM(a: Position, b: Position): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RAD_PER_DEG) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * RAD_PER_DEG) / 2);
  const h =
    sinLat * sinLat +
    Math.cos(a.lat * RAD_PER_DEG) * Math.cos(b.lat * RAD_PER_DEG) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial course from one point to another, degrees clockwise from north, in [0, 360). */
export function courseDeg(from: Position, to: Position): number {
  const lon = (to.lon - from.lon) * RAD_PER_DEG;
  const fromLat = from.lat * RAD_PER_DEG;
  const toLat = to.lat * RAD_PER_DEG;
  const east = Math.sin(lon) * Math.cos(toLat);
  const north =
    Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(lon);
  const degrees = Math.atan2(east, north) / RAD_PER_DEG;
  return (degrees + 360) % 360;
}
