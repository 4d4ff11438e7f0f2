import type { MapLibreMap } from 'maplibre-gl';
import styles from './map-anchor.module.css';

// What lies over the map as an element moves without the map: its picture, which takes ten times as long, is not drawn again.

type Place = { readonly lon: number; readonly lat: number };

export type MapAnchor = {
  /** Its upper left corner is the place. */
  readonly box: HTMLElement;
  /** `undefined`: it is nowhere, and is not seen. */
  readonly put: (place: Place | undefined) => void;
};

/** An element that stays at a place of the map, until the map is removed. */
export function openAnchor(map: MapLibreMap): MapAnchor {
  let shown: Place | undefined;
  const box = document.createElement('div');
  box.className = styles.anchor ?? '';
  box.ariaHidden = 'true';
  box.hidden = true;
  map.getCanvasContainer().append(box);
  const place = (): void => {
    if (shown === undefined) return;
    const { x, y } = map.project([shown.lon, shown.lat]);
    box.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
  };
  map.on('move', place);
  map.on('resize', place);
  return {
    box,
    put: (next) => {
      shown = next;
      box.hidden = next === undefined;
      place();
    },
  };
}
