import 'maplibre-gl/dist/maplibre-gl.css';
import '../ui/map-furniture.css';
import {
  AttributionControl,
  type LayerSpecification,
  MapLibreMap,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Theme } from '../theme/tokens.ts';
import { keepBaseWhole } from './base-files.ts';
import { ATTRIBUTION, baseStyle, CORRIDOR_BOUNDS } from './base-style.ts';
import { drawGlyphs, GLYPH_OPTIONS } from './glyphs.ts';

setWorkerUrl(workerUrl);

const ZOOM_MIN = 3.5;
/** The corridors are drawn by hand to about 1 km; closer than this they would pretend to be roads. */
const ZOOM_MAX = 14;

/** What every map of the console is opened with. */
export type MapBox = {
  readonly container: HTMLElement;
  readonly theme: Theme;
  /** Hears how many files of the base map are missing, whenever that changes. */
  readonly onMissing: (files: number) => void;
};

/** An empty base map in a box of the page. Throws where WebGL is missing. */
export function makeMap({ container, theme, onMissing }: MapBox): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: baseStyle(theme),
    bounds: CORRIDOR_BOUNDS,
    fitBoundsOptions: { padding: 20 },
    minZoom: ZOOM_MIN,
    maxZoom: ZOOM_MAX,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    renderWorldCopies: false,
  });
  container.ariaBusy = 'true'; // until the first whole picture
  map.once('idle', () => {
    container.ariaBusy = null;
  });
  keepBaseWhole(map, onMissing);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 90, unit: 'metric' }), 'bottom-left');
  map.addControl(
    new AttributionControl({ compact: false, customAttribution: ATTRIBUTION }),
    'bottom-right',
  );
  for (const [name, image] of drawGlyphs(theme)) addWhenReady(map, name, image);
  return map;
}

function addWhenReady(map: MapLibreMap, name: string, image: ImageData): void {
  const add = (): void => {
    if (!map.hasImage(name)) map.addImage(name, image, GLYPH_OPTIONS);
  };
  if (map.isStyleLoaded()) add();
  else map.once('style.load', add);
}

/** Repaints a map in a theme without loading anything again. `layers` are all its layers in the new colours. */
export function repaint(
  map: MapLibreMap,
  theme: Theme,
  layers: readonly LayerSpecification[],
): void {
  for (const [name, image] of drawGlyphs(theme)) {
    if (map.hasImage(name)) map.updateImage(name, image);
  }
  for (const layer of layers) {
    if (map.getLayer(layer.id) === undefined) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      map.setPaintProperty(layer.id, name as never, value as never);
  }
}
