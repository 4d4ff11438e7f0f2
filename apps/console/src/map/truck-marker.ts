import type { MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../theme/tokens.ts';
import { drawGlyphs } from './glyphs.ts';
import { openAnchor } from './map-anchor.ts';
import styles from './truck-marker.module.css';

// The truck of a replay lies over the map as an element and moves with every step of the clock.

export type TruckAt = {
  readonly lat: number;
  readonly lon: number;
  readonly courseDeg: number;
  readonly sign: 'moving' | 'stopped' | 'silent';
  /** Violet ring: this is not now. */
  readonly past: boolean;
};
export type TruckMarker = {
  readonly show: (at: TruckAt | undefined) => void;
  readonly theme: (theme: Theme) => void;
};

/** Follows its place on the map until the map is removed. */
export function openTruckMarker(map: MapLibreMap, theme: Theme): TruckMarker {
  let glyphs = drawGlyphs(theme);
  let shown: TruckAt | undefined;
  const { box, put } = openAnchor(map);
  const ring = box.appendChild(document.createElement('canvas'));
  const sign = box.appendChild(document.createElement('canvas'));
  ring.className = styles.ring ?? '';
  sign.className = styles.sign ?? '';

  const draw = (): void => {
    put(shown);
    if (shown === undefined) return;
    paint(ring, glyphs, shown.past ? 'past' : 'selected');
    paint(sign, glyphs, shown.sign);
    sign.style.rotate = `${shown.sign === 'moving' ? shown.courseDeg : 0}deg`;
  };
  return {
    show: (at) => {
      shown = at;
      draw();
    },
    theme: (next) => {
      glyphs = drawGlyphs(next);
      for (const canvas of [ring, sign]) delete canvas.dataset.glyph;
      draw();
    },
  };
}

export type RingMarker = {
  readonly show: (at: { readonly lon: number; readonly lat: number } | undefined) => void;
  readonly theme: (theme: Theme) => void;
};

/** A ring around a truck of many. */
export function openRingMarker(
  map: MapLibreMap,
  theme: Theme,
  name: 'selected' | 'hovered',
): RingMarker {
  const { box, put } = openAnchor(map);
  const ring = box.appendChild(document.createElement('canvas'));
  ring.className = styles.ring ?? '';
  const inTheme = (next: Theme): void => {
    delete ring.dataset.glyph;
    paint(ring, drawGlyphs(next), name);
  };
  inTheme(theme);
  return { show: put, theme: inTheme };
}

/** Only when it is another one. */
function paint(
  canvas: HTMLCanvasElement,
  glyphs: ReadonlyMap<string, ImageData>,
  name: string,
): void {
  const image = glyphs.get(name);
  if (canvas.dataset.glyph === name || image === undefined) return;
  canvas.dataset.glyph = name;
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
