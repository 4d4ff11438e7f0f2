import type { TruckChange } from '../live/monitor-feed.ts';
import { signOfTruck, type TruckSign } from './truck-sign.ts';

/** All trucks as the map draws them, by seal. */
export type Fleet = {
  /** Whether the picture must tell of it at once: the whole fleet, or a truck that has, or had, an alarm. */
  readonly take: (change: TruckChange) => boolean;
  readonly get: (seal: string) => TruckSign | undefined;
  readonly all: () => Iterable<TruckSign>;
};

export function openFleet(): Fleet {
  const signs = new Map<string, TruckSign>();
  const isAlarmed = (seal: string): boolean => (signs.get(seal)?.severity ?? null) !== null;
  return {
    take: ({ all, changed, removed }) => {
      let urgent = all;
      if (all) signs.clear();
      for (const truck of changed) {
        const sign = signOfTruck(truck);
        if (sign === undefined) continue;
        urgent ||= sign.severity !== null || isAlarmed(sign.id);
        signs.set(sign.id, sign);
      }
      for (const id of removed) {
        urgent ||= isAlarmed(id);
        signs.delete(id);
      }
      return urgent;
    },
    get: (seal) => signs.get(seal),
    all: () => signs.values(),
  };
}
