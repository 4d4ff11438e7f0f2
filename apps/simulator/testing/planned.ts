import type { RouteIndex } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { TruckPlan } from '../world/truck.ts';
import { NOON } from './measured.ts';

const indexes = new Map<string, RouteIndex>();

/** One index for a route, as in a world: trucks of a route share it. */
export function indexOf(route: string): RouteIndex {
  const known = indexes.get(route) ?? shippedIndex(route);
  indexes.set(route, known);
  return known;
}

/** A JT701D from Mombasa to Kampala that departs at {@link NOON} and reports each 20 s. */
export function aPlan(changes: Partial<TruckPlan> = {}): TruckPlan {
  const startAt: Instant = addMs(NOON, -20 * MINUTE_MS);
  return {
    truck: 0,
    seed: 11,
    model: 'JT701D',
    wireId: '8131020001',
    index: indexOf('mombasa-kampala'),
    startKm: 0,
    startAt,
    departAt: NOON,
    batteryPct: 97,
    drainPctPerHour: 0.4,
    pace: {
      liveFrom: startAt,
      movingMs: 20 * SECOND_MS,
      standingMs: MINUTE_MS,
      pastMovingMs: 3 * MINUTE_MS,
      pastStandingMs: 10 * MINUTE_MS,
    },
    rates: {},
    ...changes,
  };
}

export const hoursAfter = (hours: number): Instant => addMs(NOON, Math.round(hours * HOUR_MS));
