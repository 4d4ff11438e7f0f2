import type { GeoJSONSource } from 'maplibre-gl';
import type { Theme } from '../theme/tokens.ts';
import { baseLayers, CORRIDOR_BOUNDS } from './base-style.ts';
import { FLEET, FOCUS, fleetLayers } from './fleet-layers.ts';
import { addFleet, pickOn } from './fleet-map.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import type { TruckFeature } from './truck-features.ts';

// All trucks at one moment of the past. Each moment is drawn whole: at some thousands of trucks that is sooner done than
// finding out what changed, and MapLibre reads it in its worker.

const PADDING_PX = 20;
const SHOWN = { trucks: true, alarms: true } as const;

export type HourMapOptions = MapBox & {
  /** Seals at the point of a click, the most urgent first; empty when nothing is there. */
  readonly onPick: (seals: readonly string[]) => void;
};

export type HourMap = {
  /** What comes while the last moment is still being read waits; of several the last one is drawn. */
  readonly draw: (features: readonly TruckFeature[], chosen: string | undefined) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export function openHourMap({ onPick, ...box }: HourMapOptions): HourMap {
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => addFleet(map, box.theme, SHOWN));
  const frame = frameOf(map, { padding: PADDING_PX });
  frame.fit(CORRIDOR_BOUNDS);
  pickOn(map, { onPick, onHover: () => undefined });
  let next: readonly [features: readonly TruckFeature[], chosen: string | undefined] | undefined;
  let busy = false;
  let closed = false;
  const flush = async (): Promise<void> => {
    await ready;
    while (next !== undefined && !closed) {
      const [features, chosen] = next;
      next = undefined;
      const ringed = features.filter(({ id }) => id === chosen);
      await map
        .getSource<GeoJSONSource>(FLEET)
        ?.setData({ type: 'FeatureCollection', features: [...features] });
      await map.getSource<GeoJSONSource>(FOCUS)?.setData({
        type: 'FeatureCollection',
        features: ringed.map((it) => ({ ...it, properties: { ring: 'selected' } })),
      });
    }
  };
  return {
    draw: (features, chosen) => {
      next = [features, chosen];
      if (busy) return;
      busy = true;
      void flush().finally(() => {
        busy = false;
      });
    },
    theme: (theme) =>
      void ready.then(() =>
        repaint(map, theme, [...baseLayers(theme), ...fleetLayers(theme, SHOWN)]),
      ),
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: 0 });
    },
    close: () => {
      closed = true;
      map.remove();
    },
  };
}
