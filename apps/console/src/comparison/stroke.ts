import { GAP_MS, type Signal } from '../journeys/track.ts';

type LineFeature = {
  readonly type: 'Feature';
  readonly geometry: {
    readonly type: 'LineString';
    readonly coordinates: [lon: number, lat: number][];
  };
  readonly properties: Record<string, never>;
};

/** A whole corridor on a screen is some 4,000 pixels along; 500 km of it are 4.5 degrees. */
const NEAR_DEG = 0.001;

/** A track as one stroke for each stretch in which its seal was heard: no line bridges a silence. */
export function strokesOf(signals: readonly Signal[]): readonly LineFeature[] {
  const strokes: [number, number][][] = [];
  let before: Signal | undefined;
  for (const signal of signals) {
    if (signal.place === null) continue;
    const { lon, lat } = signal.place;
    if (before === undefined || signal.at - before.at > GAP_MS) strokes.push([[lon, lat]]);
    else {
      const stroke = strokes.at(-1) ?? [];
      const [pastLon = 0, pastLat = 0] = stroke.at(-1) ?? [];
      const near = Math.abs(pastLon - lon) < NEAR_DEG && Math.abs(pastLat - lat) < NEAR_DEG;
      if (!near || stroke.length < 2) stroke.push([lon, lat]);
    }
    before = signal;
  }
  return strokes
    .filter(({ length }) => length > 1)
    .map((coordinates) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates },
      properties: {},
    }));
}
