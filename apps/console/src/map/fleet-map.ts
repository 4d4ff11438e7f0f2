import { type GeoJSONSource, type MapLibreMap, type MapMouseEvent, Point } from 'maplibre-gl';
import type { TruckChange } from '../live/monitor-feed.ts';
import type { Theme } from '../theme/tokens.ts';
import { baseLayers, CORRIDOR_BOUNDS } from './base-style.ts';
import {
  addDiversions,
  type DrawnDiversion,
  diversionLayers,
  putDiversions,
} from './diversion-layers.ts';
import { flowInto } from './fleet-flow.ts';
import { FLEET, FOCUS, fleetLayers, type Shown, truckFilter } from './fleet-layers.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';

// The wall map of moving trucks. React hands it changes and never draws it: positions go straight to the source as
// differences.

/** Around a click; a finger is wider than an arrow. */
const REACH_PX = 8;
const EASE_MS = 150;
const PADDING_PX = 20;

export type FleetMapOptions = MapBox & {
  readonly shown: Shown;
  /** Seals at the point of a click, the most urgent first; empty when nothing is there. */
  readonly onPick: (seals: readonly string[]) => void;
  readonly onHover: (seal: string | undefined) => void;
};
export type FleetMap = {
  readonly move: (change: TruckChange) => void;
  /** Rings around the hovered and the selected truck; the selected one is brought into view if it is outside. */
  readonly focus: (seals: { selected: string | undefined; hovered: string | undefined }) => void;
  readonly show: (shown: Shown) => void;
  readonly diversions: (all: readonly DrawnDiversion[]) => void;
  readonly theme: (theme: Theme) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly home: () => void;
  readonly close: () => void;
};

export function openFleetMap(options: FleetMapOptions): FleetMap {
  const map = makeMap(options);
  let { shown } = options;
  const positions = new Map<string, [number, number]>();
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => {
    addDiversions(map, options.theme);
    addFleet(map, options.theme, shown);
  });
  const flow = flowInto(map, ready);
  const frame = frameOf(map, { padding: PADDING_PX, onLeft: () => rings.keepInView() });
  frame.fit(CORRIDOR_BOUNDS);
  const rings = ringsOn({ map, positions, ready, onMove: frame.leave });
  pickOn(map, options);
  return {
    move: (change) => {
      if (change.all) positions.clear();
      for (const { sealId, lon, lat } of change.changed)
        if (lon !== null && lat !== null) positions.set(sealId, [lon, lat]);
      for (const id of change.removed) positions.delete(id);
      flow.take(change);
      rings.follow();
    },
    focus: rings.set,
    show: (next) => {
      shown = next;
      void ready.then(() => {
        map.setFilter('trucks', truckFilter(shown));
        map.setLayoutProperty('trucks', 'visibility', shown.trucks ? 'visible' : 'none');
        map.setLayoutProperty('alarms', 'visibility', shown.alarms ? 'visible' : 'none');
      });
    },
    diversions: (all) => void ready.then(() => putDiversions(map, all)),
    theme: (theme) =>
      void ready.then(() =>
        repaint(map, theme, [
          ...baseLayers(theme),
          ...diversionLayers(theme),
          ...fleetLayers(theme, shown),
        ]),
      ),
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: EASE_MS });
    },
    home: () => frame.fit(CORRIDOR_BOUNDS, EASE_MS),
    close: () => {
      flow.close();
      map.remove();
    },
  };
}

const nothing = { type: 'FeatureCollection', features: [] } as const;

/** The sources and layers of all trucks. */
export function addFleet(map: MapLibreMap, theme: Theme, shown: Shown): void {
  map.addSource(FLEET, { type: 'geojson', data: { ...nothing, features: [] }, promoteId: 'id' });
  map.addSource(FOCUS, { type: 'geojson', data: { ...nothing, features: [] } });
  for (const layer of fleetLayers(theme, shown)) map.addLayer(layer);
}

type Focus = { readonly selected: string | undefined; readonly hovered: string | undefined };
type Rings = {
  readonly set: (focus: Focus) => void;
  readonly follow: () => void;
  readonly keepInView: () => void;
};
type Ringed = {
  readonly map: MapLibreMap;
  readonly positions: ReadonlyMap<string, [number, number]>;
  readonly ready: Promise<void>;
  /** Called before the map is moved to a truck outside it. */
  readonly onMove: () => void;
};

/** The rings around two trucks, following them as they move. */
function ringsOn({ map, positions, ready, onMove }: Ringed): Rings {
  let focus: Focus = { selected: undefined, hovered: undefined };
  let drawn = '';
  const draw = (): void => {
    const { selected, hovered } = focus;
    const features = [
      ...ring(hovered === selected ? undefined : hovered, 'hovered', positions),
      ...ring(selected, 'selected', positions),
    ];
    const next = JSON.stringify(features);
    if (next === drawn) return;
    drawn = next;
    void map.getSource<GeoJSONSource>(FOCUS)?.setData({ type: 'FeatureCollection', features });
  };
  const bring = (seal: string | undefined): void => {
    const at = seal === undefined ? undefined : positions.get(seal);
    if (at === undefined || isInView(map, at)) return;
    onMove();
    map.easeTo({ center: at, duration: EASE_MS });
  };
  return {
    set: (next) => {
      const chosen = next.selected !== focus.selected ? next.selected : undefined;
      focus = next;
      void ready.then(() => {
        draw();
        bring(chosen);
      });
    },
    follow: () => void ready.then(draw),
    keepInView: () => bring(focus.selected),
  };
}

function ring(
  seal: string | undefined,
  kind: 'selected' | 'hovered',
  positions: ReadonlyMap<string, [number, number]>,
) {
  const coordinates = seal === undefined ? undefined : positions.get(seal);
  if (coordinates === undefined) return [];
  const geometry = { type: 'Point' as const, coordinates };
  return [{ type: 'Feature' as const, geometry, properties: { ring: kind } }];
}

/** A map is moved to a chosen truck only when that is outside it (§4.1). */
function isInView(map: MapLibreMap, at: [number, number]): boolean {
  const { x, y } = map.project(at);
  const { clientWidth, clientHeight } = map.getContainer();
  return x > 0 && y > 0 && x < clientWidth && y < clientHeight;
}

/** Finds the trucks under a click and under the pointer. */
export function pickOn(
  map: MapLibreMap,
  { onPick, onHover }: Pick<FleetMapOptions, 'onPick' | 'onHover'>,
): void {
  let hovered: string | undefined;
  const under = (event: MapMouseEvent, reach: number): readonly string[] => {
    const layers = ['alarms', 'trucks'].filter((id) => map.getLayer(id) !== undefined);
    const { x, y } = event.point;
    const box: [Point, Point] = [new Point(x - reach, y - reach), new Point(x + reach, y + reach)];
    const found = map.queryRenderedFeatures(box, { layers });
    const urgent = found.toSorted(
      (one, other) => Number(one.properties.severity) - Number(other.properties.severity),
    );
    return [...new Set(urgent.map(({ properties }) => String(properties.id)))];
  };
  map.on('click', (event) => onPick(under(event, REACH_PX)));
  const hover = (next: string | undefined): void => {
    if (next === hovered) return;
    hovered = next;
    map.getCanvas().style.cursor = next === undefined ? '' : 'pointer';
    onHover(next);
  };
  map.on('mousemove', (event) => hover(under(event, 2)[0]));
  map.on('mouseout', () => hover(undefined));
}
