import type { MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../theme/tokens.ts';
import styles from './fleet-canvas.module.css';
import { type Eye, type Mark, pictureOf, type Shown, signsAt, worldPx } from './fleet-picture.ts';
import { LABEL_BELOW_PX, openStamps } from './fleet-stamps.ts';
import type { TruckSign } from './truck-sign.ts';

// All trucks lie over the map on a canvas of their own. While they move, the map beneath is not drawn again: without a
// graphics card its picture is read back by the page's own thread, which hears no key for as long as that takes.

export type FleetCanvas = {
  /** Draws the trucks where they are now. */
  readonly draw: () => void;
  readonly show: (shown: Shown) => void;
  readonly theme: (theme: Theme) => void;
  /** The trucks at a point of the map's box, the most urgent first. */
  readonly at: (point: Point, reachPx: number) => readonly TruckSign[];
};

type Point = { readonly x: number; readonly y: number };
type FleetCanvasOptions = {
  readonly theme: Theme;
  readonly shown: Shown;
  readonly signs: () => Iterable<TruckSign>;
};

/** Lies over the map, and follows it when it is moved, until it is removed. */
export function openFleetCanvas(
  map: MapLibreMap,
  { signs, ...options }: FleetCanvasOptions,
): FleetCanvas {
  let { theme, shown } = options;
  const stamps = openStamps();
  const canvas = document.createElement('canvas');
  canvas.className = styles.fleet ?? '';
  canvas.ariaHidden = 'true'; // its twin is the list beside it
  map.getCanvasContainer().append(canvas);
  const context = canvas.getContext('2d');

  const draw = (): void => {
    if (context === null) return;
    const ratio = devicePixelRatio;
    const eye = eyeOf(map);
    clear(canvas, eye, ratio);
    const { healthy, alarmed, labelled } = pictureOf(signs(), eye, shown);
    const { healthy: plain, alarmed: severe, label } = stamps.of({ theme, ratio, zoom: eye.zoom });
    const stamp = ({ x, y }: Mark, picture: ImageBitmap, below = -picture.height / 2): void =>
      // Between two pixels it would be blurred, and cost thrice as much.
      context.drawImage(
        picture,
        Math.round(x * ratio - picture.width / 2),
        Math.round(y * ratio + below),
      );
    for (const mark of healthy) stamp(mark, plain(mark.sign));
    for (const mark of alarmed) stamp(mark, severe(mark.sign));
    for (const mark of labelled) stamp(mark, label(mark.sign), LABEL_BELOW_PX * ratio);
  };
  map.on('move', draw);
  map.on('resize', draw);
  return {
    draw,
    show: (next) => {
      shown = next;
      draw();
    },
    theme: (next) => {
      theme = next;
      draw();
    },
    at: ({ x, y }, reachPx) => signsAt(signs(), eyeOf(map), { x, y, reachPx, shown }),
  };
}

function eyeOf(map: MapLibreMap): Eye {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const zoom = map.getZoom();
  // The map is neither turned nor tilted: one point tells where all others lie. This one is the middle of the world's square.
  const middle = map.project([0, 0]);
  const half = worldPx(zoom) / 2;
  return { zoom, left: half - middle.x, top: half - middle.y, width, height };
}

/** Empty, and of the map's size. */
function clear(canvas: HTMLCanvasElement, { width, height }: Eye, ratio: number): void {
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  } else canvas.getContext('2d')?.clearRect(0, 0, across, down);
}
