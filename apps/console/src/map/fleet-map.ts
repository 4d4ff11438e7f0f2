import type { MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { TruckChange } from '../live/monitor-feed.ts';
import type { Theme } from '../theme/tokens.ts';
import { baseLayers, CORRIDOR_BOUNDS } from './base-style.ts';
import {
  addDiversions,
  type DrawnDiversion,
  diversionLayers,
  putDiversions,
} from './diversion-layers.ts';
import { openFleet } from './fleet.ts';
import { type FleetCanvas, openFleetCanvas } from './fleet-canvas.ts';
import type { Shown } from './fleet-picture.ts';
import { frameOf } from './frame.ts';
import { type MapBox, makeMap, repaint } from './map-canvas.ts';
import { openPace } from './pace.ts';
import { openRingMarker } from './truck-marker.ts';
import type { TruckSign } from './truck-sign.ts';

// The wall map of moving trucks. React hands it changes and never draws it: positions go straight to the canvas over the
// map.

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
  const fleet = openFleet();
  const ready = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  void ready.then(() => addDiversions(map, options.theme));
  const frame = frameOf(map, { padding: PADDING_PX, onLeft: () => rings.keepInView() });
  frame.fit(CORRIDOR_BOUNDS);
  const rings = ringsOn({ map, theme: options.theme, placeOf: fleet.get, onMove: frame.leave });
  const canvas = openFleetCanvas(map, { ...options, signs: fleet.all });
  const pace = openPace(() => {
    canvas.draw();
    rings.follow();
  });
  pickOn(map, { at: canvas.at, ...options });
  return {
    move: (change) => (fleet.take(change) ? pace.soon() : pace.sometime()),
    focus: rings.set,
    show: canvas.show,
    diversions: (all) => void ready.then(() => putDiversions(map, all)),
    theme: (theme) => {
      canvas.theme(theme);
      rings.theme(theme);
      void ready.then(() => repaint(map, theme, [...baseLayers(theme), ...diversionLayers(theme)]));
    },
    zoom: (by) => {
      frame.leave();
      map.zoomTo(map.getZoom() + by, { duration: EASE_MS });
    },
    home: () => frame.fit(CORRIDOR_BOUNDS, EASE_MS),
    close: () => {
      pace.close();
      map.remove();
    },
  };
}

type Focus = { readonly selected: string | undefined; readonly hovered: string | undefined };
type Rings = {
  readonly set: (focus: Focus) => void;
  readonly follow: () => void;
  readonly keepInView: () => void;
  readonly theme: (theme: Theme) => void;
};
type Ringed = {
  readonly map: MapLibreMap;
  readonly theme: Theme;
  readonly placeOf: (seal: string) => TruckSign | undefined;
  /** Called before the map is moved to a truck outside it. */
  readonly onMove: () => void;
};

/** The rings around two trucks, following them as they move. */
function ringsOn({ map, theme, placeOf, onMove }: Ringed): Rings {
  let focus: Focus = { selected: undefined, hovered: undefined };
  const hoveredRing = openRingMarker(map, theme, 'hovered');
  const selectedRing = openRingMarker(map, theme, 'selected');
  const placed = (seal: string | undefined) => (seal === undefined ? undefined : placeOf(seal));
  const draw = (): void => {
    const { selected, hovered } = focus;
    hoveredRing.show(hovered === selected ? undefined : placed(hovered));
    selectedRing.show(placed(selected));
  };
  const bring = (seal: string | undefined): void => {
    const at = placed(seal);
    if (at === undefined || isInView(map, [at.lon, at.lat])) return;
    onMove();
    map.easeTo({ center: [at.lon, at.lat], duration: EASE_MS });
  };
  return {
    set: (next) => {
      const chosen = next.selected !== focus.selected ? next.selected : undefined;
      focus = next;
      draw();
      bring(chosen);
    },
    follow: draw,
    keepInView: () => bring(focus.selected),
    theme: (next) => {
      hoveredRing.theme(next);
      selectedRing.theme(next);
    },
  };
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
  { at, onPick, onHover }: Pick<FleetMapOptions, 'onPick' | 'onHover'> & Pick<FleetCanvas, 'at'>,
): void {
  let hovered: string | undefined;
  const under = ({ point }: MapMouseEvent, reachPx: number): readonly string[] =>
    at(point, reachPx).map(({ id }) => id);
  map.on('click', (event) => onPick(under(event, REACH_PX)));
  const hover = (next: string | undefined): void => {
    if (next === hovered) return;
    hovered = next;
    map.getCanvas().style.cursor = next === undefined ? '' : 'pointer';
    onHover(next);
  };
  map.on('mousemove', (event) => hover(under(event, 0)[0]));
  map.on('mouseout', () => hover(undefined));
}
