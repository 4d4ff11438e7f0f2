import { pointAtKm, type RouteIndex } from '@lakiri/corridors';
import type { Position } from '@lakiri/kit';
import { encodeLongForm } from '@lakiri/protocol-jointech';
import { getInstant } from '../instants.ts';

/** §3.1: latitude, longitude and flags, speed, course stand at offsets 16–26 of the long form. */
const PLACE_AT = 16;
const PLACE_BYTES = 11;

/** A way to drive to and fro on, each point already as it stands in a frame. */
export type Track = {
  readonly points: readonly (Position & { readonly courseDeg: number })[];
  /** {@link PLACE_BYTES} for each point. */
  readonly encoded: Uint8Array;
};

export type TrackOptions = {
  readonly fromKm: number;
  /** Distance between two points: at 17 m and a frame a second, 61 km/h. */
  readonly stepM?: number;
  readonly points?: number;
  readonly speedKmh?: number;
};

/** A piece of a route. Throws RangeError for a track of fewer than one point. */
export function trackAlong(index: RouteIndex, options: TrackOptions): Track {
  const { fromKm, stepM = 17, points = 64, speedKmh = 61 } = options;
  const way = Array.from({ length: points }, (_, at) =>
    pointAtKm(index, Math.min(index.totalKm, fromKm + (at * stepM) / 1_000)),
  );
  return trackOf(way, speedKmh);
}

/** Mombasa–Nairobi road near Mariakani, north-westwards: for loads that need no route. */
export function anyTrack(points = 64): Track {
  const step = 0.000_11; // 17 m of road in both degrees
  const way = Array.from({ length: points }, (_, at) => ({
    lat: -3.86 + at * step,
    lon: 39.47 - at * step,
    courseDeg: 316,
  }));
  return trackOf(way, 61);
}

function trackOf(points: Track['points'], speedKmh: number): Track {
  if (points.length === 0) throw new RangeError('a track has at least one point');
  const encoded = new Uint8Array(points.length * PLACE_BYTES);
  for (const [at, point] of points.entries()) {
    const frame = encodeLongForm({
      deviceId: '0000000000',
      serial: 0,
      occurredAt: getInstant(0),
      valid: true,
      lat: point.lat,
      lon: point.lon,
      speedKmh,
      courseDeg: point.courseDeg,
      odometerKm: 0,
      satellites: 0,
      bits: {},
      batteryPct: 0,
    });
    encoded.set(frame.subarray(PLACE_AT, PLACE_AT + PLACE_BYTES), at * PLACE_BYTES);
  }
  return { points, encoded };
}

/** Which point frame number `k` reports: to the end of the track, back, and so on. */
function pointOfFrame(track: Track, k: number): number {
  const last = track.points.length - 1;
  if (last === 0) return 0;
  const at = k % (2 * last);
  return at <= last ? at : 2 * last - at;
}

/** Where frame `k` says it is; the course in whole degrees, as most dialects have it. */
export function placeOfFrame(track: Track, k: number): Track['points'][number] {
  const point = track.points[pointOfFrame(track, k)];
  if (point === undefined) throw new RangeError('a track has at least one point');
  return { ...point, courseDeg: Math.round(point.courseDeg) % 360 };
}

/** Copies the place of frame `k` into a long form that begins at `at`. */
export function putPlaceOfFrame(frame: Uint8Array, at: number, track: Track, k: number): void {
  const { encoded } = track;
  let from = pointOfFrame(track, k) * PLACE_BYTES;
  const end = at + PLACE_AT + PLACE_BYTES;
  for (let to = at + PLACE_AT; to < end; to++) frame[to] = encoded[from++] ?? 0;
}
