import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { BackTestChange } from '../api/rule-contract.ts';
import { colour, type Theme } from '../theme/tokens.ts';
import { baseLayers } from './base-style.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';

// Where one version of a rule fires and another does not: a ring where it no longer does, a disc where it does anew, a point
// where both do. Shape tells them apart, not colour alone.

const EASE_MS = 150;
const PADDING_PX = 40;
/** Closer than this one yard would fill the map. */
const ZOOM_FIT_MAX = 9;

export type ChangesMap = {
  readonly show: (changes: readonly BackTestChange[]) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export function openChangesMap(box: MapBox): ChangesMap {
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => {
    map.addSource('changes', {
      type: 'geojson',
      data: { type: 'FeatureCollection', features: [] },
    });
    for (const layer of layersOf(box.theme)) map.addLayer(layer);
  });
  const frame = frameOf(map, { padding: PADDING_PX, maxZoom: ZOOM_FIT_MAX });
  return {
    show: (changes) => {
      const placed = changes.flatMap(({ lat, lon, fires }) =>
        lat === null || lon === null ? [] : [{ lat, lon, fires }],
      );
      void ready.then(() => {
        map.getSource<GeoJSONSource>('changes')?.setData({
          type: 'FeatureCollection',
          features: placed.map(({ lat, lon, fires }) => ({
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [lon, lat] },
            properties: { fires },
          })),
        });
        if (placed.length > 0) frame.fit(boundsOf(placed));
      });
    },
    theme: (theme) =>
      void ready.then(() => repaint(map, theme, [...baseLayers(theme), ...layersOf(theme)])),
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: EASE_MS });
    },
    close: () => map.remove(),
  };
}

function boundsOf(
  placed: readonly { readonly lat: number; readonly lon: number }[],
): [number, number, number, number] {
  const lats = placed.map(({ lat }) => lat);
  const lons = placed.map(({ lon }) => lon);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function layersOf(theme: Theme): LayerSpecification[] {
  const base = { type: 'circle', source: 'changes' } as const;
  const only = (fires: BackTestChange['fires']) => ({
    filter: ['==', ['get', 'fires'], fires] as never,
  });
  return [
    {
      ...base,
      ...only('both'),
      id: 'changes-both',
      paint: { 'circle-radius': 3, 'circle-color': colour('normal', theme) },
    },
    {
      ...base,
      ...only('no-longer'),
      id: 'changes-no-longer',
      paint: {
        'circle-radius': 6,
        'circle-color': 'transparent',
        'circle-stroke-color': colour('ink', theme),
        'circle-stroke-width': 2,
      },
    },
    {
      ...base,
      ...only('now'),
      id: 'changes-now',
      paint: {
        'circle-radius': 6,
        'circle-color': colour('accent', theme),
        'circle-stroke-color': colour('panel', theme),
        'circle-stroke-width': 1.5,
      },
    },
  ];
}
