import type { GeoJSONSource, LayerSpecification, MapLibreMap } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures,
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Area, LonLat } from '../api/gazette-queries.ts';
import { colour, type Theme } from '../theme/tokens.ts';
import { baseLayers } from './base-style.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import { areaOfDrawn, boundsOfPoints, ringOf } from './shapes.ts';

// A map on which an area is drawn by hand. What is drawn goes to the fields beside it, and what they say is drawn: the
// fields are what is sent.

const EASE_MS = 150;
const PADDING_PX = 48;

export type Drawing = 'circle' | 'polygon' | 'edit' | undefined;

export type DrawMap = {
  /** What the fields say. */
  readonly area: (area: Area | undefined) => void;
  /** What is taken up when its corners are to be moved. */
  readonly edits: (area: Area | undefined) => void;
  readonly draw: (drawing: Drawing) => void;
  readonly fit: (area: Area) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export type DrawMapOptions = MapBox & { readonly onDrawn: (area: Area) => void };

export function openDrawMap({ onDrawn, ...box }: DrawMapOptions): DrawMap {
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => addArea(map, box.theme));
  const frame = frameOf(map, { padding: PADDING_PX, maxZoom: 12 });
  const hand = handOn(map, onDrawn);
  let said: Area | undefined;
  return {
    area: (area) => void ready.then(() => put(map, area)),
    edits: (area) => {
      said = area;
    },
    draw: (drawing) => {
      frame.leave();
      void ready.then(() => hand.draw(drawing, said));
    },
    fit: (area) => void ready.then(() => frame.fit(boundsOfPoints(ringOf(area)))),
    theme: (theme) =>
      void ready.then(() => repaint(map, theme, [...baseLayers(theme), ...areaLayers(theme)])),
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: EASE_MS });
    },
    close: () => {
      hand.close();
      map.remove();
    },
  };
}

type Hand = {
  readonly draw: (drawing: Drawing, said: Area | undefined) => void;
  readonly close: () => void;
};

/** The drawing hand, made when it is first wanted: most who look at a fence draw nothing. */
function handOn(map: MapLibreMap, onDrawn: (area: Area) => void): Hand {
  let hand: TerraDraw | undefined;
  const make = (): TerraDraw => {
    const made = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 6 }),
      modes: [
        new TerraDrawCircleMode(),
        new TerraDrawPolygonMode(),
        new TerraDrawSelectMode({
          flags: {
            polygon: {
              feature: { coordinates: { midpoints: true, draggable: true, deletable: true } },
            },
          },
        }),
      ],
    });
    made.start();
    made.on('finish', (id) => {
      const drawn = made.getSnapshotFeature(id);
      const area = drawn === undefined ? undefined : areaOfDrawn(drawn);
      if (area === undefined) return;
      // What was drawn stands in the fields from now on; what is being moved stays in the hand.
      if (made.getMode() !== 'select') made.clear();
      onDrawn(area);
    });
    return made;
  };
  return {
    draw: (drawing, said) => {
      if (drawing === undefined && hand === undefined) return;
      hand ??= make();
      hand.clear();
      if (drawing === undefined) hand.setMode('static');
      else if (drawing === 'edit') takeUp(hand, said);
      else hand.setMode(drawing);
    },
    close: () => hand?.stop(),
  };
}

/** Puts what stands into the hand, so that its corners can be moved. */
function takeUp(hand: TerraDraw, said: Area | undefined): void {
  hand.setMode('select');
  if (said?.is !== 'polygon') return;
  const feature: GeoJSONStoreFeatures = {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ringOf(said).map(([lon, lat]) => [lon, lat])] },
    properties: { mode: 'polygon' },
  };
  const [added] = hand.addFeatures([feature]);
  if (added?.valid === true && added.id !== undefined) hand.selectFeature(added.id);
}

function put(map: MapLibreMap, area: Area | undefined): void {
  const features =
    area === undefined
      ? []
      : [
          {
            type: 'Feature' as const,
            geometry: {
              type: 'Polygon' as const,
              coordinates: [ringOf(area).map(([lon, lat]: LonLat) => [lon, lat])],
            },
            properties: {},
          },
        ];
  map.getSource<GeoJSONSource>('area')?.setData({ type: 'FeatureCollection', features });
}

function addArea(map: MapLibreMap, theme: Theme): void {
  map.addSource('area', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  for (const layer of areaLayers(theme)) map.addLayer(layer);
}

function areaLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'area',
      type: 'fill',
      source: 'area',
      paint: { 'fill-color': colour('accent', theme), 'fill-opacity': 0.2 },
    },
    {
      id: 'area-edge',
      type: 'line',
      source: 'area',
      paint: { 'line-color': colour('accent', theme), 'line-width': 2 },
    },
  ];
}
