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
      void flush().finally(() => {
        timer = undefined;
        const more = fresh || pending.changed.size > 0 || pending.removed.size > 0;
        if (!closed && more) later(FLUSH_MS);
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
      if (timer === undefined) later(change.all ? 0 : FLUSH_MS);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
