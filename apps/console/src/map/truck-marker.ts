import type { MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../theme/tokens.ts';
import { drawGlyphs } from './glyphs.ts';
import styles from './truck-marker.module.css';

// The truck of a replay lies over the map as an element. It moves with every step of the clock, and the map beneath it,
// whose picture takes ten times as long, is not drawn again.

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
  const box = document.createElement('div');
  box.className = styles.truck ?? '';
  box.ariaHidden = 'true';
  const ring = box.appendChild(document.createElement('canvas'));
  const sign = box.appendChild(document.createElement('canvas'));
  map.getCanvasContainer().append(box);

  const place = (): void => {
    if (shown === undefined) return;
    const { x, y } = map.project([shown.lon, shown.lat]);
    box.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
  };
  const draw = (): void => {
    box.hidden = shown === undefined;
    if (shown === undefined) return;
    paint(ring, glyphs, shown.past ? 'past' : 'selected');
    paint(sign, glyphs, shown.sign);
    sign.style.rotate = `${shown.sign === 'moving' ? shown.courseDeg : 0}deg`;
    place();
  };
  map.on('move', place);
  map.on('resize', place);
  draw();
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
