import type { Truck } from '../api/live-contract.ts';

/** A truck for tests, healthy and on its way. */
export function aTruck(some: Partial<Truck> = {}): Truck {
  return {
    ...{ sealId: 's1', journeyId: 'j', ref: '7QF2-93', plate: 'KDJ 417K', number: 'JT-20417' },
    ...{ lat: -0.2, lon: 36, courseDeg: 71.4, speedKmh: 61, state: 'moving', severity: null },
    ...{ occurredAt: '2026-02-04T05:30:00Z', receivedAt: '2026-02-04T05:30:00Z', batteryPct: 64 },
    ...some,
  };
}
