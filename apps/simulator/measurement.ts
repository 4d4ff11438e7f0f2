import type { Instant } from '@lakiri/kit';
import type { LockEventType } from '@lakiri/protocol-jointech';

/** By the names of our register of models. */
export type SealModel = 'JT701D' | 'JT701' | 'JT600' | 'FMB-rope';

export const dialectOf = {
  JT701D: 'jointech',
  JT701: 'jointech',
  JT600: 'jointech',
  'FMB-rope': 'teltonika',
} as const satisfies Record<SealModel, string>;

/** What a seal's own sensors and contacts say of it. */
export type SealBody = {
  readonly motorLocked: boolean;
  readonly ropeInserted: boolean;
  readonly ropeCut: boolean;
  readonly coverOpen: boolean;
};

export const WHOLE: SealBody = {
  motorLocked: true,
  ropeInserted: true,
  ropeCut: false,
  coverOpen: false,
};

/** Something happened at the lock. */
export type LockEvent = {
  readonly type: LockEventType;
  /** Ten digits. */
  readonly card?: string;
  readonly wrongCount?: number;
};

/** One thing a seal found out about itself, before anybody encoded it. */
export type Measurement = {
  /** When it was so. */
  readonly at: Instant;
  /** When the seal's own clock says that it was. */
  readonly saidAt: Instant;
  readonly hasFix: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly satellites: number;
  readonly odometerKm: number;
  readonly batteryPct: number;
  readonly body: SealBody;
  readonly wake: 'rtc' | 'vibration' | 'cover' | 'rope' | 'rfid' | 'bluetooth';
  readonly event: LockEvent | null;
};
