// A line is walked in order, so neighbours on it are neighbours on the ground: a box around each run
// of consecutive segments is index enough. No tree, no allocation but the answer's, and exact at any
// distance from the line, where a tree of boxes would need to know how far to look.
import type { Position } from '@lakiri/kit';
import { courseDeg, distanceM, M_PER_DEG, RAD_PER_DEG } from './distance.ts';
import type { DiversionIndex } from './diversion.ts';
import { type Place, placeHolding } from './place.ts';
import type { Route, Stop } from './route.ts';

const SEGMENTS_PER_BOX = 8; // on a 173-point line 8 and 16 measured alike, 4 and 32 slower

/** A line made ready for many questions. Its arrays are its own: never changed from outside. */
export type LineIndex = {
  readonly totalKm: number;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Kilometres along the line up to each point. */
  readonly km: Float64Array;
  /** minLon, minLat, maxLon, maxLat of each run of segments. */
  readonly boxes: Float64Array;
  /** Scratch of one question: each box's least possible squared distance. */
  readonly bounds: Float64Array;
  /** Scratch of one question: least squared distance so far, its segment, where on it (0–1). */
  readonly found: Float64Array;
};

export type RouteIndex<R extends Route = Route> = LineIndex & {
  readonly route: R;
  /** Where a truck may stand: the allowed stops and the two ends. */
  readonly stops: readonly Stop[];
  /** By bulletins in force at the time that is asked of; absent: none (`divertedRoute`). */
  readonly diversions?: readonly DiversionIndex[];
};

/** Where on the line a position is nearest to, and how far off the line it is. */
export type Located = { readonly km: number; readonly offM: number };

export type PointOnRoute = Position & { readonly courseDeg: number };

/** Prepares a route. Throws RangeError on a line of fewer than two points: no publisher makes one. */
export function indexRoute<R extends Route>(route: R): RouteIndex<R> {
  return {
    ...indexLine(route.line),
    route,
    stops: [route.from, ...route.allowedStops, route.to],
  };
}

export function indexLine(line: Route['line']): LineIndex {
  if (line.length < 2) throw new RangeError('a line has two points at least');
  const lon = Float64Array.from(line, (point) => point[0]);
  const lat = Float64Array.from(line, (point) => point[1]);
  const km = cumulativeKm(line);
  const boxes = boxesOf(lon, lat);
  return {
    totalKm: km.at(-1) ?? 0,
    lon,
    lat,
    km,
    boxes,
    bounds: new Float64Array(boxes.length / 4),
    found: new Float64Array(3),
  };
}

/** Kilometres along a line up to each of its points. */
export function cumulativeKm(line: Route['line']): Float64Array {
  const km = new Float64Array(line.length);
  let sum = 0;
  for (const [at, [lon, lat]] of line.entries()) {
    const before = line[at - 1];
    if (before !== undefined)
      sum += distanceM({ lon: before[0], lat: before[1] }, { lon, lat }) / 1_000;
    km[at] = sum;
  }
  return km;
}

/** Length of a line, kilometres. */
export function lengthKm(line: Route['line']): number {
  return cumulativeKm(line).at(-1) ?? 0;
}

function boxesOf(lon: Float64Array, lat: Float64Array): Float64Array {
  const segments = lon.length - 1;
  const count = Math.ceil(segments / SEGMENTS_PER_BOX);
  const boxes = new Float64Array(count * 4);
  for (let box = 0; box < count; box++) {
    const from = box * SEGMENTS_PER_BOX;
    const until = Math.min(from + SEGMENTS_PER_BOX, segments) + 1;
    const lons = lon.subarray(from, until);
    const lats = lat.subarray(from, until);
    boxes.set(
      [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
      box * 4,
    );
  }
  return boxes;
}

/**
 * Where a position is along the route: kilometres from its start and metres off its line, on a flat
 * earth around the position (error under 0.1 % within 50 km, which no rule looks beyond). Where the
 * line passes twice, the nearest pass counts.
 */
export function locate(index: LineIndex, position: Position): Located {
  const { bounds, found } = index;
  found[0] = Number.POSITIVE_INFINITY;
  const nearest = boundBoxes(index, position);
  scanBox(index, position, nearest);
  for (let box = 0; box < bounds.length; box++)
    if (box !== nearest && (bounds[box] ?? 0) < (found[0] ?? 0)) scanBox(index, position, box);
  const segment = found[1] ?? 0;
  const start = index.km[segment] ?? 0;
  const end = index.km[segment + 1] ?? start;
  return { km: start + (end - start) * (found[2] ?? 0), offM: Math.sqrt(found[0] ?? 0) };
}

/** Fills `bounds`; returns the box that may be nearest. */
function boundBoxes({ boxes, bounds }: LineIndex, { lat, lon }: Position): number {
  const mPerLon = M_PER_DEG * Math.cos(lat * RAD_PER_DEG);
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let box = 0, at = 0; box < bounds.length; box++, at += 4) {
    const x = outside(boxes[at] ?? 0, lon, boxes[at + 2] ?? 0) * mPerLon;
    const y = outside(boxes[at + 1] ?? 0, lat, boxes[at + 3] ?? 0) * M_PER_DEG;
    const bound = x * x + y * y;
    bounds[box] = bound;
    if (bound >= least) continue;
    least = bound;
    nearest = box;
  }
  return nearest;
}

/** How far a value lies outside a range; 0 inside. */
function outside(low: number, value: number, high: number): number {
  if (value < low) return low - value;
  return value > high ? value - high : 0;
}

/** Improves `found` with the segments of one box. */
function scanBox(index: LineIndex, { lat, lon }: Position, box: number): void {
  const { found } = index;
  const mPerLon = M_PER_DEG * Math.cos(lat * RAD_PER_DEG);
  const from = box * SEGMENTS_PER_BOX;
  const until = Math.min(from + SEGMENTS_PER_BOX, index.lon.length - 1);
  let x1 = ((index.lon[from] ?? 0) - lon) * mPerLon;
  let y1 = ((index.lat[from] ?? 0) - lat) * M_PER_DEG;
  for (let segment = from; segment < until; segment++) {
    const x2 = ((index.lon[segment + 1] ?? 0) - lon) * mPerLon;
    const y2 = ((index.lat[segment + 1] ?? 0) - lat) * M_PER_DEG;
    const dx = x2 - x1;
    const dy = y2 - y1;
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : -(x1 * dx + y1 * dy) / square;
    const part = Math.max(0, Math.min(1, along));
    const x = x1 + part * dx;
    const y = y1 + part * dy;
    const off = x * x + y * y;
    if (off < (found[0] ?? 0)) {
      found[0] = off;
      found[1] = segment;
      found[2] = part;
    }
    x1 = x2;
    y1 = y2;
  }
}

/** The point so many kilometres from the start, and the course of the road there. Beyond an end: that end. */
export function pointAtKm(index: LineIndex, km: number): PointOnRoute {
  const segment = segmentAt(index.km, km);
  const from = { lon: index.lon[segment] ?? 0, lat: index.lat[segment] ?? 0 };
  const to = { lon: index.lon[segment + 1] ?? 0, lat: index.lat[segment + 1] ?? 0 };
  const start = index.km[segment] ?? 0;
  const length = (index.km[segment + 1] ?? start) - start;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, (km - start) / length));
  return {
    lon: from.lon + (to.lon - from.lon) * part,
    lat: from.lat + (to.lat - from.lat) * part,
    courseDeg: courseDeg(from, to),
  };
}

/** The last segment that starts at or before `km`, by halving. */
function segmentAt(ends: Float64Array, km: number): number {
  let low = 0;
  let high = ends.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ends[middle] ?? 0) <= km) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The allowed stop, or end of the route, whose fence holds the position. */
export function placeAt(index: RouteIndex, position: Position): Place | undefined {
  return placeHolding(index.stops, position);
}
