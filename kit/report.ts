import type { Instant } from './instant.ts';
import type { Signal } from './radio.ts';

/** How the device says it knows where it is. `none`: it does not, whatever the coordinates say. */
export type Fix = 'gnss' | 'cell' | 'none';

/**
 * What a seal may say about itself; `null` where the dialect has no such bit. All are the device's
 * claim at `occurredAt`, in one vocabulary across makers.
 */
export type SealBits = {
  readonly motorLocked: boolean | null;
  readonly ropeInserted: boolean | null;
  readonly ropeCut: boolean | null;
  readonly coverOpen: boolean | null;
  readonly motorStuck: boolean | null;
  readonly wrongPassword: boolean | null;
  readonly illegalCard: boolean | null;
  readonly longUnlocked: boolean | null;
  readonly lowBattery: boolean | null;
  readonly charging: boolean | null;
};

export const NO_BITS: SealBits = {
  motorLocked: null,
  ropeInserted: null,
  ropeCut: null,
  coverOpen: null,
  motorStuck: null,
  wrongPassword: null,
  illegalCard: null,
  longUnlocked: null,
  lowBattery: null,
  charging: null,
};

/**
 * What happened at a lock, in one vocabulary across makers: who closed or opened it and how, what was refused,
 * what was done to it by force, and what it says of itself.
 */
export const SEAL_EVENTS = [
  'lock.auto',
  'lock.rfid',
  'lock.remote',
  'lock.bluetooth',
  'lock.sms',
  /** Closed; the device does not say how. */
  'lock.closed',
  'unlock.rfid',
  'unlock.vehicleCard',
  'unlock.remoteStatic',
  'unlock.remoteDynamic',
  /** From the platform; the device does not say by which password. */
  'unlock.remote',
  'unlock.bluetooth',
  'unlock.sms',
  'unlock.lora',
  'unlock.key',
  'unlock.timed',
  /** Opened; the device does not say how. */
  'unlock.opened',
  'unlock.refusedCard',
  'unlock.refusedPassword',
  'unlock.refusedOutsideFence',
  'rope.pulled',
  'rope.inserted',
  'tamper.ropeCut',
  'tamper.coverOpened',
  'tamper.coverClosed',
  /** Opened by force while sealed. */
  'tamper.forced',
  /** Taken off what it was fixed to, or its light sensor saw light. */
  'tamper.removed',
  'tamper.shock',
  'tamper.dropped',
  'tamper.jamming',
  'valve.opened',
  'valve.closed',
  'motor.stuck',
  'battery.low',
  'power.cut',
  'power.restored',
  'power.off',
  'device.started',
  'device.woken',
  /** A sub-lock is no longer heard by its master, or is heard again. */
  'part.lost',
  'part.found',
  'person.sos',
  /** The truck: a collision or a rollover, by the device's own judgement. */
  'vehicle.accident',
] as const;
export type SealEventType = (typeof SEAL_EVENTS)[number];

/** One lock event; the dialect's own numbers stay beside the common word. */
export type SealEvent = {
  readonly type: SealEventType;
  /** The card or key shown, as the device prints it; `null` when none was. */
  readonly credential: string | null;
  readonly wrongCount: number | null;
  /** The maker's verification code, unread. */
  readonly verification: number | null;
};

export type RawValue = string | number | boolean | null;

/**
 * One reading of one device, in words common to all makers. `lat` and `lon` are what the device
 * sent (WGS 84 degrees); only `positionOf` says whether that may be taken for a place.
 */
export type Report = {
  /**
   * The sub-lock or valve that this reading is of, by its own wire id, when it speaks through the
   * device that sent the frame; absent: the device itself.
   */
  readonly part?: string;
  readonly occurredAt: Instant | null;
  /** `stored`: kept by the device while it could not send (blind area). */
  readonly source: 'live' | 'stored';
  readonly fix: Fix;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly altitudeM: number | null;
  readonly satellites: number | null;
  /** How well it hears its network; absent: its dialect does not say. */
  readonly signal?: Signal | undefined;
  /** The cell that serves it, `mcc-mnc-area-cell`; absent: it does not name one whole. */
  readonly cell?: string | undefined;
  readonly odometerKm: number | null;
  readonly batteryPct: number | null;
  /** Around the cargo or the seal; absent where the dialect has no such word. */
  readonly temperatureC?: number;
  /** Of the air, relative. */
  readonly humidityPct?: number;
  readonly bits: SealBits;
  readonly event: SealEvent | null;
  /** The dialect's own fields, named as its manual names them. What is unknown stays a number. */
  readonly raw: Readonly<Record<string, RawValue>>;
  /**
   * The bytes that make this record itself: without its serial and its live/stored flag, so that a
   * retransmission has the same digest and a lock event in the same second another one.
   */
  readonly record: Uint8Array;
};

export type Position = { readonly lat: number; readonly lon: number };

/**
 * The place a report may be taken to state: a satellite fix, in range, and not the 0,0 that devices
 * send when they know nothing (no corridor of ours passes the Gulf of Guinea).
 */
export function positionOf(report: Pick<Report, 'fix' | 'lat' | 'lon'>): Position | undefined {
  const { fix, lat, lon } = report;
  if (fix !== 'gnss' || lat === null || lon === null) return undefined;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return undefined; // NaN is nowhere either
  if (Math.abs(lat) < 0.001 && Math.abs(lon) < 0.001) return undefined;
  return { lat, lon };
}
