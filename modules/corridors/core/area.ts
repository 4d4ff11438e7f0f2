// A piece of ground with an edge: a circle, or a polygon of straight sides. Small: a flat earth around it is exact enough.
import type { Position } from '@lakiri/kit';
import { distanceM, M_PER_DEG, RAD_PER_DEG } from './distance.ts';
import type { LonLat } from './route.ts';

export type Area =
  | {
      readonly is: 'circle';
      readonly lat: number;
      readonly lon: number;
      readonly radiusM: number;
    }
  /** Its corners in order; the last is joined to the first. */
  | { readonly is: 'polygon'; readonly ring: readonly LonLat[] };

/** A circle around all of an area, and its corners where it is no circle itself. */
export type Bounded = Position & {
  readonly radiusM: number;
  readonly ring?: readonly LonLat[];
};

/** Rules look at a fence when it is nearer than half a degree; a larger one would be missed at its edge. */
export const AREA_RADIUS_M_MAX = 50_000;
/** A yard has ten corners, a territory a hundred; all are looked at for each fix within the circle around it. */
export const RING_POINTS_MAX = 200;
const RING_POINTS_MIN = 3;

/** Whether it has an inside at all, is on the world, and is small enough. */
export function isSoundArea(area: Area): boolean {
  if (area.is === 'circle')
    return isOnWorld([area.lon, area.lat]) && area.radiusM > 0 && area.radiusM <= AREA_RADIUS_M_MAX;
  const { ring } = area;
  if (ring.length < RING_POINTS_MIN || ring.length > RING_POINTS_MAX) return false;
  if (!ring.every(isOnWorld) || crossesItself(ring)) return false;
  const { radiusM } = boundedBy(area);
  return radiusM > 0 && radiusM <= AREA_RADIUS_M_MAX;
}

function isOnWorld([lon, lat]: LonLat): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}

/** The circle around an area: of a polygon the one around the middle of its box. */
export function boundedBy(area: Area): Bounded {
  if (area.is === 'circle') return { lat: area.lat, lon: area.lon, radiusM: area.radiusM };
  const lons = area.ring.map(([lon]) => lon);
  const lats = area.ring.map(([, lat]) => lat);
  const lon = (Math.min(...lons) + Math.max(...lons)) / 2;
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const away = area.ring.map(([x, y]) => distanceM({ lon, lat }, { lon: x, lat: y }));
  return { lat, lon, radiusM: Math.max(...away), ring: area.ring };
}

/** How far a position is outside an area, metres; 0 or less within. */
export function beyondM(bounded: Bounded, position: Position): number {
  const awayM = distanceM(bounded, position) - bounded.radiusM;
  const { ring } = bounded;
  if (ring === undefined) return awayM;
  if (awayM <= 0 && isWithin(ring, position)) return 0;
  return Math.min(...sides(ring).map((side) => apartM(side, position)));
}

type Side = readonly [from: LonLat, to: LonLat];

function sides(ring: readonly LonLat[]): readonly Side[] {
  return ring.flatMap((from, at): Side[] => {
    const to = ring[(at + 1) % ring.length];
    return to === undefined ? [] : [[from, to]];
  });
}

/** By how many sides a line to the east crosses. */
function isWithin(ring: readonly LonLat[], { lon, lat }: Position): boolean {
  const crossed = sides(ring).filter(([[x1, y1], [x2, y2]]) => {
    if (y1 > lat === y2 > lat) return false;
    return lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1);
  });
  return crossed.length % 2 === 1;
}

function apartM([from, to]: Side, { lon, lat }: Position): number {
  const mPerLon = M_PER_DEG * Math.cos(lat * RAD_PER_DEG);
  const [x1, y1] = [(from[0] - lon) * mPerLon, (from[1] - lat) * M_PER_DEG];
  const [dx, dy] = [(to[0] - from[0]) * mPerLon, (to[1] - from[1]) * M_PER_DEG];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : -(x1 * dx + y1 * dy) / square;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(x1 + part * dx, y1 + part * dy);
}

/** Two sides that are no neighbours and meet: an inside nobody can point at. */
function crossesItself(ring: readonly LonLat[]): boolean {
  const all = sides(ring);
  return all.some((one, at) =>
    all.some((other, n) => {
      const isNeighbour = n <= at + 1 || (at === 0 && n === all.length - 1);
      return !isNeighbour && meet(one, other);
    }),
  );
}

function meet([a, b]: Side, [c, d]: Side): boolean {
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

function turn(a: LonLat, b: LonLat, c: LonLat): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}
