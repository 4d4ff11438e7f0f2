import type { GeoJSONSource, MapLibreMap } from 'maplibre-gl';
import type { TruckChange } from '../live/monitor-feed.ts';
import { FLEET } from './fleet-layers.ts';
import {
  diffFor,
  nothingPending,
  pend,
  type TruckFeature,
  truckFeature,
} from './truck-features.ts';

// The redraw of 20,000 points takes longer than the quarter second between two changes of the stream, so changes are
// gathered, and the next lot is not sent before the last one is drawn.
const FLUSH_MS = 500;
/** Of the time, the map takes a fifth at most: without a graphics card it would leave none for the queue beside it. */
const REST_OF_DRAWING = 4;
/** A truck that drives 80 km/h has gone 180 m by then, less than a pixel of a corridor. */
const REST_MS_MAX = 8_000;
/** A hidden tab draws nothing until it is seen. */
const DRAWN_MS_MAX = 5_000;

export type FleetFlow = {
  readonly take: (change: TruckChange) => void;
  readonly close: () => void;
};

/** Carries changes of positions into the map's source at the pace at which they are drawn. */
export function flowInto(map: MapLibreMap, ready: Promise<void>): FleetFlow {
  const drawn = new Map<string, TruckFeature>();
  let pending = nothingPending;
  let fresh = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restUntil = 0;
  let closed = false;

  const flush = async (): Promise<void> => {
    await ready;
    const source = map.getSource<GeoJSONSource>(FLEET);
    if (closed || source === undefined) return;
    const [now, whole] = [pending, fresh];
    pending = nothingPending;
    fresh = false;
    if (whole) drawn.clear();
    const diff = diffFor(drawn, now);
    for (const truck of now.changed.values()) {
      const feature = truckFeature(truck);
      if (feature !== undefined) drawn.set(truck.sealId, feature);
    }
    for (const id of now.removed) drawn.delete(id);
    if (whole) await source.setData({ type: 'FeatureCollection', features: [...drawn.values()] });
    else await source.updateData(diff);
  };

  const later = (ms: number): void => {
    timer = setTimeout(() => {
      const began = performance.now();
      void flush()
        .then(() => (closed ? undefined : drawnBy(map)))
        .finally(() => {
          timer = undefined;
          const tookMs = performance.now() - began;
          const restMs = Math.min(REST_MS_MAX, Math.max(FLUSH_MS, tookMs * REST_OF_DRAWING));
          restUntil = performance.now() + restMs;
          const more = fresh || pending.changed.size > 0 || pending.removed.size > 0;
          if (!closed && more) later(fresh ? 0 : restMs);
        });
    }, ms);
  };

  return {
    take: (change) => {
      if (change.all) {
        fresh = true;
        pending = nothingPending;
      }
      pending = pend(pending, change);
      const restMs = Math.max(FLUSH_MS, restUntil - performance.now());
      if (timer === undefined) later(change.all ? 0 : restMs);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** When the map stands still with what it was given, and the screen has shown it. */
function drawnBy(map: MapLibreMap): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, DRAWN_MS_MAX);
    map.once('idle', () => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  });
}
