import { GAP_MS, type Gap, type Signal, type Stop } from '../journeys/track.ts';

/** Four steps of speed, km/h, slow to fast; a legend of four is read at a glance. */
export const SPEED_STEPS = [5, 40, 70] as const;

/** The step of a speed, 1 to 4. Unknown counts as slow: it must not look like haste. */
export function speedStep(speedKmh: number | null): 1 | 2 | 3 | 4 {
  const speed = speedKmh ?? 0;
  if (speed < SPEED_STEPS[0]) return 1;
  if (speed < SPEED_STEPS[1]) return 2;
  return speed < SPEED_STEPS[2] ? 3 : 4;
}

type Coordinates = [lon: number, lat: number];
type LineFeature = {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'LineString'; readonly coordinates: Coordinates[] };
  readonly properties: { readonly step: number };
};
type PointFeature = {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point'; readonly coordinates: Coordinates };
  readonly properties: Readonly<Record<string, string | number>>;
};
export type TrackFeatures = {
  /** Stretches of one speed step, `step` 1 to 4; 0 is a silence. */
  readonly lines: readonly LineFeature[];
  readonly late: readonly PointFeature[];
  readonly stops: readonly PointFeature[];
};

/** What a journey's map draws of its track. */
export function trackFeatures(
  signals: readonly Signal[],
  stops: readonly Stop[],
  words: (stop: Stop) => string,
): TrackFeatures {
  const placed = signals.filter(({ place }) => place !== null);
  const reach = reachOf(placed);
  return {
    lines: linesOf(placed, reach),
    late: apart(
      placed.filter(({ late }) => late),
      reach,
    ).map((signal) => pointAt(coordinates(signal), {})),
    stops: stops.map((stop) => pointAt([stop.lon, stop.lat], { n: stop.n, words: words(stop) })),
  };
}

/** A whole corridor on a screen is some 4,000 pixels along; what is closer together than one of them is drawn once. */
const APART = 4_000;
/** A short track is drawn as it is. */
const DRAWN_WHOLE_MAX = 3_000;

/** Degrees within which two points of a long track are one. */
function reachOf(placed: readonly Signal[]): number {
  const [west, south, east, north] = boundsOf(placed) ?? [0, 0, 0, 0];
  return placed.length <= DRAWN_WHOLE_MAX ? 0 : Math.max(east - west, north - south) / APART;
}

/** Those of points in order that lie farther than a reach from the one drawn before. */
function apart(points: readonly Signal[], reach: number): readonly Signal[] {
  let drawn: Signal['place'] = null;
  return points.filter(({ place }) => {
    if (place === null || (reach > 0 && drawn !== null && isWithin(place, drawn, reach)))
      return false;
    drawn = place;
    return true;
  });
}

type Where = NonNullable<Signal['place']>;

const isWithin = (one: Where, other: Where, reach: number): boolean =>
  Math.abs(one.lat - other.lat) < reach && Math.abs(one.lon - other.lon) < reach;

function linesOf(placed: readonly Signal[], reach: number): readonly LineFeature[] {
  const lines: LineFeature[] = [];
  let drawn: Coordinates[] = [];
  let step = -1;
  let before: Signal | undefined;
  for (const signal of placed) {
    if (before !== undefined) {
      const next = signal.at - before.at > GAP_MS ? 0 : speedStep(signal.speedKmh);
      if (next !== step || next === 0) {
        drawn = [coordinates(before)];
        step = next;
        lines.push(lineOf(drawn, step));
      } else if (reach > 0 && isNear(signal, drawn[drawn.length - 2], reach))
        // The last one of a stretch is always there: it is moved along until the next lies far enough.
        drawn.pop();
      drawn.push(coordinates(signal));
    }
    before = signal;
  }
  return lines;
}

const isNear = ({ place }: Signal, drawn: Coordinates | undefined, reach: number): boolean =>
  place !== null &&
  drawn !== undefined &&
  Math.abs(place.lat - drawn[1]) < reach &&
  Math.abs(place.lon - drawn[0]) < reach;

const lineOf = (coordinates: Coordinates[], step: number): LineFeature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: { step },
});

const coordinates = ({ place }: Signal): Coordinates => [place?.lon ?? 0, place?.lat ?? 0];

function pointAt(at: Coordinates, properties: PointFeature['properties']): PointFeature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties };
}

/** The box around all signals, west, south, east, north; `undefined` when none has a place. */
export function boundsOf(
  signals: readonly Signal[],
): [west: number, south: number, east: number, north: number] | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { place } of signals) {
    if (place === null) continue;
    const { lon, lat } = place;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return west > east ? undefined : [west, south, east, north];
}

/** How many signals fell into each of `bins` equal parts of a span, for the rail of the replay. */
export function histogramOf(
  signals: readonly { readonly at: number }[],
  { from, to }: Gap,
  bins: number,
): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  const width = Math.max(1, to - from);
  for (const { at } of signals) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((at - from) / width) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
