import { NO_BITS, type SealBits } from '@lakiri/kit';

/**
 * What one IO id means on one kind of device. The maker gives ids a meaning per model and the
 * installer gives inputs a meaning per truck, so this is data. `bytes` is part of the key: the same
 * id of another size is another thing on another model (113 of 4 bytes has been seen).
 */
export type IoBinding =
  /** True when the value is `when`, false for any other. */
  | {
      readonly id: number;
      readonly bytes: IoBytes;
      readonly means: keyof SealBits;
      readonly when: number;
    }
  | { readonly id: number; readonly bytes: 1; readonly means: 'batteryPct' }
  | { readonly id: number; readonly bytes: 4; readonly means: 'odometerM' }
  /** A variable-length list of Bluetooth beacons, spelled out in `raw`. */
  | { readonly id: number; readonly bytes: 'variable'; readonly means: 'beacons' };

/** 8-byte values are not bound: they may not fit a number. */
type IoBytes = 1 | 2 | 4;
export type IoProfile = readonly IoBinding[];

/**
 * Holds for every device that sends these ids in these sizes. No input is taken for a seal: what is
 * wired to it is the installer's knowledge, not the maker's.
 */
export const anyTracker: IoProfile = [
  { id: 113, bytes: 1, means: 'batteryPct' }, // FMB, FTX, ATX id pages: battery level, %
  { id: 548, bytes: 'variable', means: 'beacons' },
  { id: 10828, bytes: 'variable', means: 'beacons' },
  { id: 10829, bytes: 'variable', means: 'beacons' },
  { id: 10831, bytes: 'variable', means: 'beacons' },
];

/**
 * An FMB-platform tracker with a rope loop between digital input 1 and its supply: while the loop is
 * whole the input reads 1. The device cannot tell a cut rope from one drawn out, so both bits follow
 * the one wire.
 */
export const sealOnDin1: IoProfile = [
  ...anyTracker,
  { id: 16, bytes: 4, means: 'odometerM' }, // FMB, FTX, ATX id pages: total odometer, m
  { id: 1, bytes: 1, means: 'ropeInserted', when: 1 },
  { id: 1, bytes: 1, means: 'ropeCut', when: 0 },
];

/** What a profile makes of one record's IO; filled value by value. */
export type Meant = {
  batteryPct: number | null;
  odometerKm: number | null;
  bits: { -readonly [Bit in keyof SealBits]: SealBits[Bit] };
};

/** A profile made ready for look-up by id. */
export type IoMap = ReadonlyMap<number, readonly IoBinding[]>;

export function mapOf(profile: IoProfile): IoMap {
  const byId = new Map<number, IoBinding[]>();
  for (const binding of profile) {
    const others = byId.get(binding.id);
    if (others === undefined) byId.set(binding.id, [binding]);
    else others.push(binding);
  }
  return byId;
}

export function nothingMeant(): Meant {
  return { batteryPct: null, odometerKm: null, bits: { ...NO_BITS } };
}

/** Notes what one fixed-size value means; a value the meaning cannot hold (101 %) means nothing. */
export function noteValue(meant: Meant, binding: IoBinding, value: number): void {
  switch (binding.means) {
    case 'batteryPct':
      if (value <= 100) meant.batteryPct = value;
      return;
    case 'odometerM':
      meant.odometerKm = value / 1000;
      return;
    case 'beacons':
      return;
    default:
      meant.bits[binding.means] = value === binding.when;
  }
}
