import type { GeoJSONSource, LayerSpecification, MapLibreMap } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures,
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawLineStringMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { LonLat, Shape } from '../api/gazette-queries.ts';
import { colour, type Theme } from '../theme/tokens.ts';
import { baseLayers } from './base-style.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import { boundsOfPoints, geometryOf, shapeOfDrawn } from './shapes.ts';

// A map on which an area is drawn by hand. What is drawn goes to the fields beside it, and what they say is drawn: the
// fields are what is sent.

const EASE_MS = 150;
const PADDING_PX = 48;

export type Tool = 'circle' | 'polygon' | 'linestring' | 'edit';
export type Drawing = Tool | undefined;

/** A line shown beside what is drawn: part of what another version changes, what is closed, the road itself. */
export type Beside = { readonly role: 'new' | 'gone' | 'road'; readonly line: readonly LonLat[] };

export type DrawMap = {
  /** What the fields say. */
  readonly area: (area: Shape | undefined) => void;
  /** What another version changes. */
  readonly beside: (lines: readonly Beside[]) => void;
  /** What is taken up when its corners are to be moved. */
  readonly edits: (area: Shape | undefined) => void;
  readonly draw: (drawing: Drawing) => void;
  readonly fit: (area: Shape) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly close: () => void;
};

export type DrawMapOptions = MapBox & { readonly onDrawn: (area: Shape) => void };

export function openDrawMap({ onDrawn, ...box }: DrawMapOptions): DrawMap {
  const map = makeMap(box);
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => addArea(map, box.theme));
  const frame = frameOf(map, { padding: PADDING_PX, maxZoom: 12 });
  const hand = handOn(map, onDrawn);
  let said: Shape | undefined;
  return {
    area: (area) => void ready.then(() => put(map, area)),
    beside: (lines) => void ready.then(() => putBeside(map, lines)),
    edits: (area) => {
      said = area;
    },
    draw: (drawing) => {
      frame.leave();
      void ready.then(() => hand.draw(drawing, said));
    },
    fit: (area) => void ready.then(() => frame.fit(boundsOfPoints(pointsOf(area)))),
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

const CORNERS = {
  feature: { coordinates: { midpoints: true, draggable: true, deletable: true } },
} as const;

type Hand = {
  readonly draw: (drawing: Drawing, said: Shape | undefined) => void;
  readonly close: () => void;
};

/** The drawing hand, made when it is first wanted: most who look at a fence draw nothing. */
function handOn(map: MapLibreMap, onDrawn: (area: Shape) => void): Hand {
  let hand: TerraDraw | undefined;
  const make = (): TerraDraw => {
    const made = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 6 }),
      modes: [
        new TerraDrawCircleMode(),
        new TerraDrawPolygonMode(),
        new TerraDrawLineStringMode(),
        new TerraDrawSelectMode({
          flags: {
            polygon: CORNERS,
            linestring: CORNERS,
          },
        }),
      ],
    });
    made.start();
    made.on('finish', (id) => {
      const drawn = made.getSnapshotFeature(id);
      const area = drawn === undefined ? undefined : shapeOfDrawn(drawn);
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
function takeUp(hand: TerraDraw, said: Shape | undefined): void {
  hand.setMode('select');
  if (said === undefined || said.is === 'circle') return;
  const feature: GeoJSONStoreFeatures = {
    type: 'Feature',
    geometry: geometryOf(said),
    properties: { mode: said.is === 'line' ? 'linestring' : 'polygon' },
  };
  const [added] = hand.addFeatures([feature]);
  if (added?.valid === true && added.id !== undefined) hand.selectFeature(added.id);
}

function pointsOf(shape: Shape): readonly LonLat[] {
  const { coordinates } = geometryOf(shape);
  return (shape.is === 'line' ? coordinates : coordinates[0]) as unknown as readonly LonLat[];
}

function put(map: MapLibreMap, area: Shape | undefined): void {
  const features =
    area === undefined
      ? []
      : [{ type: 'Feature' as const, geometry: geometryOf(area), properties: {} }];
  map.getSource<GeoJSONSource>('area')?.setData({ type: 'FeatureCollection', features });
}

function putBeside(map: MapLibreMap, lines: readonly Beside[]): void {
  const features = lines.map(({ role, line }) => ({
    type: 'Feature' as const,
    geometry: geometryOf({ is: 'line', line }),
    properties: { role },
  }));
  map.getSource<GeoJSONSource>('beside')?.setData({ type: 'FeatureCollection', features });
}

function addArea(map: MapLibreMap, theme: Theme): void {
  for (const source of ['area', 'beside'])
    map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  for (const layer of areaLayers(theme)) map.addLayer(layer);
}

function areaLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'area',
      type: 'fill',
      source: 'area',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour('accent', theme), 'fill-opacity': 0.2 },
    },
    {
      id: 'area-edge',
      type: 'line',
      source: 'area',
      paint: { 'line-color': colour('accent', theme), 'line-width': 2 },
    },
    {
      id: 'beside-road',
      type: 'line',
      source: 'beside',
      filter: ['==', ['get', 'role'], 'road'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour('accent', theme), 'line-opacity': 0.18, 'line-width': 12 },
    },
    {
      id: 'beside-gone',
      type: 'line',
      source: 'beside',
      filter: ['==', ['get', 'role'], 'gone'],
      paint: {
        'line-color': colour('sev-1', theme),
        'line-width': 3,
        'line-dasharray': [2, 1.5],
      },
    },
    {
      id: 'beside-new',
      type: 'line',
      source: 'beside',
      filter: ['==', ['get', 'role'], 'new'],
      paint: { 'line-color': colour('speed-4', theme), 'line-width': 5 },
    },
  ];
}
