import type { GeoJSONSource, LayerSpecification, MapLibreMap } from 'maplibre-gl';
import { colour, type Theme } from '../theme/tokens.ts';
import { baseLayers, FONT } from './base-style.ts';
import {
  addDiversions,
  type DrawnDiversion,
  diversionLayers,
  putDiversions,
} from './diversion-layers.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import {
  OTHER_SOURCES,
  type OtherAt,
  otherLayers,
  otherPoint,
  trackColour,
} from './other-track.ts';
import type { TrackFeatures } from './track-features.ts';
import { openTruckMarker, type TruckAt } from './truck-marker.ts';

// The map of one journey: its gazetted route, its track, and the truck at the moment of the replay's clock.

const EASE_MS = 150;
/** A truck that stands so long has words beneath it moved aside; while the clock runs, the map is left as it is. */
const STANDS_MS = 250;
/** The legend lies over the lower edge, the zoom over the right one. */
const PADDING_PX = { top: 36, bottom: 84, left: 40, right: 64 };

export type JourneyMap = {
  readonly route: (line: readonly (readonly [number, number])[]) => void;
  readonly track: (features: TrackFeatures) => void;
  readonly diversions: (all: readonly DrawnDiversion[]) => void;
  readonly truck: (at: TruckAt | undefined, follow: boolean) => void;
  /** Another journey's track beside this one's; while there is one, this one's is of one colour. */
  readonly other: (strokes: readonly object[] | undefined) => void;
  readonly otherTruck: (at: OtherAt | undefined) => void;
  readonly fit: (bounds: [number, number, number, number]) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export type JourneyMapOptions = MapBox & {
  /** A click on or near the path. */
  readonly onPick: (at: { lat: number; lon: number }) => void;
};

const SOURCES = ['route', 'track', 'late', 'stops', 'truck', ...OTHER_SOURCES] as const;
type SourceName = (typeof SOURCES)[number];

/** A click farther from the path than this is a click on the map. */
const REACH_PX = 12;

export function openJourneyMap({ onPick, ...box }: JourneyMapOptions): JourneyMap {
  let { theme } = box;
  let compared = false;
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => addJourney(map, box.theme));
  const put = (source: SourceName, features: readonly object[]): void =>
    void ready.then(() =>
      map
        .getSource<GeoJSONSource>(source)
        ?.setData({ type: 'FeatureCollection', features: [...features] as never }),
    );
  pickOn(map, onPick);
  const truck = openTruckMarker(map, theme);
  let standing: ReturnType<typeof setTimeout> | undefined;
  // Closer than this a short journey would fill the map with one road.
  const frame = frameOf(map, { padding: PADDING_PX, maxZoom: 10 });
  return {
    route: (line) =>
      put('route', [
        {
          type: 'Feature',
          geometry: { type: 'LineString', coordinates: line.map(([lon, lat]) => [lon, lat]) },
          properties: {},
        },
      ]),
    track: ({ lines, late, stops }) => {
      put('track', lines);
      put('late', late);
      put('stops', stops);
    },
    diversions: (all) => void ready.then(() => putDiversions(map, all)),
    truck: (at, follow) => {
      truck.show(at);
      clearTimeout(standing);
      standing = setTimeout(() => put('truck', at === undefined ? [] : [pointOf(at)]), STANDS_MS);
      if (at === undefined || !follow) return;
      frame.leave();
      map.setCenter([at.lon, at.lat]);
    },
    other: (strokes) => {
      compared = strokes !== undefined;
      put('other', strokes ?? []);
      void ready.then(() =>
        map.setPaintProperty('track', 'line-color', trackColour(theme, compared)),
      );
    },
    otherTruck: (at) => put('other-truck', at === undefined ? [] : [otherPoint(at)]),
    fit: (bounds) => void ready.then(() => frame.fit(bounds)),
    theme: (next) => {
      theme = next;
      truck.theme(next);
      void ready.then(() =>
        repaint(map, next, [
          ...baseLayers(next),
          ...diversionLayers(next),
          ...journeyLayers(next, compared),
        ]),
      );
    },
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: EASE_MS });
    },
    close: () => {
      clearTimeout(standing);
      map.remove();
    },
  };
}

function pickOn(map: MapLibreMap, onPick: JourneyMapOptions['onPick']): void {
  map.on('click', ({ point, lngLat }) => {
    const near = map.queryRenderedFeatures(
      [
        [point.x - REACH_PX, point.y - REACH_PX],
        [point.x + REACH_PX, point.y + REACH_PX],
      ],
      { layers: ['track', 'track-gaps', 'stops'] },
    );
    if (near.length > 0) onPick({ lat: lngLat.lat, lon: lngLat.lng });
  });
}

function pointOf({ lat, lon }: TruckAt): object {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: {} };
}

function addJourney(map: MapLibreMap, theme: Theme): void {
  addDiversions(map, theme);
  for (const name of SOURCES)
    map.addSource(name, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  for (const layer of journeyLayers(theme, false)) map.addLayer(layer);
}

function journeyLayers(theme: Theme, compared: boolean): LayerSpecification[] {
  return [
    {
      id: 'route',
      type: 'line',
      source: 'route',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour('accent', theme), 'line-opacity': 0.18, 'line-width': 12 },
    },
    ...trackLayers(theme, compared),
    ...otherLayers(theme),
    {
      id: 'late',
      type: 'circle',
      source: 'late',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, 1.2, 8, 2.6, 10, 4],
        'circle-color': colour('map-land', theme),
        'circle-stroke-color': colour('ink-2', theme),
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 8, 1.2],
      },
    },
    ...stopLayers(theme),
    truckLayer,
  ];
}

function trackLayers(theme: Theme, compared: boolean): LayerSpecification[] {
  return [
    {
      id: 'track-gaps',
      type: 'line',
      source: 'track',
      filter: ['==', ['get', 'step'], 0],
      paint: {
        'line-color': colour('ink-2', theme),
        'line-width': 2,
        'line-dasharray': [0.6, 2.2],
      },
      layout: { 'line-cap': 'round' },
    },
    {
      id: 'track',
      type: 'line',
      source: 'track',
      filter: ['>', ['get', 'step'], 0],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-width': 4,
        'line-color': trackColour(theme, compared),
      },
    },
  ];
}

function stopLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'stops',
      type: 'circle',
      source: 'stops',
      paint: {
        'circle-radius': 9,
        'circle-color': colour('panel', theme),
        'circle-stroke-color': colour('ink', theme),
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'stop-numbers',
      type: 'symbol',
      source: 'stops',
      layout: {
        'text-field': ['to-string', ['get', 'n']],
        'text-font': FONT,
        'text-size': 11,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour('ink', theme) },
    },
    {
      id: 'stop-words',
      type: 'symbol',
      source: 'stops',
      minzoom: 6,
      layout: {
        'text-field': ['get', 'words'],
        'text-font': FONT,
        'text-size': 11,
        // Beyond the ring of a truck that stands there, on whichever side is free.
        'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
        'text-radial-offset': 2.1,
        'text-justify': 'auto',
        'text-optional': true,
      },
      paint: {
        'text-color': colour('ink', theme),
        'text-halo-color': colour('map-land', theme),
        'text-halo-width': 1.6,
      },
    },
  ];
}

/** Not seen: it keeps what is written on the map clear of the truck's ring. */
const truckLayer: LayerSpecification = {
  id: 'truck-ring',
  type: 'symbol',
  source: 'truck',
  layout: { 'icon-allow-overlap': true, 'icon-image': 'selected' },
  paint: { 'icon-opacity': 0 },
};
