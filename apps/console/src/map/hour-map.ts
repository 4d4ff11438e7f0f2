import type { Theme } from '../theme/tokens.ts';
import { baseLayers, CORRIDOR_BOUNDS } from './base-style.ts';
import { openFleetCanvas } from './fleet-canvas.ts';
import { pickOn } from './fleet-map.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import { openRingMarker } from './truck-marker.ts';
import type { TruckSign } from './truck-sign.ts';

// All trucks at one moment of the past, on the same canvas over the map that the monitor has: each moment is drawn whole.

const PADDING_PX = 20;
const SHOWN = { trucks: true, alarms: true } as const;

export type HourMapOptions = MapBox & {
  /** Seals at the point of a click, the most urgent first; empty when nothing is there. */
  readonly onPick: (seals: readonly string[]) => void;
};

export type HourMap = {
  readonly draw: (signs: readonly TruckSign[], chosen: string | undefined) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export function openHourMap({ onPick, ...box }: HourMapOptions): HourMap {
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  const frame = frameOf(map, { padding: PADDING_PX });
  frame.fit(CORRIDOR_BOUNDS);
  const ring = openRingMarker(map, box.theme, 'selected');
  let drawn: readonly TruckSign[] = [];
  const canvas = openFleetCanvas(map, { theme: box.theme, shown: SHOWN, signs: () => drawn });
  pickOn(map, { at: canvas.at, onPick, onHover: () => undefined });
  return {
    draw: (signs, chosen) => {
      drawn = signs;
      canvas.draw();
      ring.show(chosen === undefined ? undefined : signs.find(({ id }) => id === chosen));
    },
    theme: (theme) => {
      canvas.theme(theme);
      ring.theme(theme);
      void ready.then(() => repaint(map, theme, baseLayers(theme)));
    },
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: 0 });
    },
    close: () => map.remove(),
  };
}
