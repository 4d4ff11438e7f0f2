import type { Case, CaseCounts } from './case-contract.ts';
import type { Severity } from './contract.ts';

// What the live stream of the monitor tells.

export type Truck = {
  readonly sealId: string;
  readonly journeyId: string | null;
  readonly ref: string | null;
  readonly plate: string | null;
  readonly number: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly courseDeg: number | null;
  readonly speedKmh: number | null;
  readonly state: 'moving' | 'stopped' | 'silent';
  readonly severity: Severity | null;
  readonly occurredAt: string | null;
  readonly receivedAt: string | null;
  readonly positionAt?: string | null;
  readonly batteryPct: number | null;
};
export type LiveSnapshot = {
  readonly at: string;
  readonly trucks: readonly Truck[];
  readonly cases: readonly Case[];
  readonly counts: CaseCounts;
};
export type LiveTrucks = {
  readonly changed: readonly Truck[];
  readonly removed: readonly string[];
};
export type LiveCases = {
  readonly changed: readonly Case[];
  /** Cases that were closed. */
  readonly removed: readonly string[];
  readonly counts: CaseCounts;
};
export type LivePulse = {
  readonly at: string;
  readonly feedAgeMs: number | null;
  readonly trucks: number;
};
