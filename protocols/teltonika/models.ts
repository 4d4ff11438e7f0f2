// What is known of families, as data (§3.5): for a registry to take over and edit. Nothing here is code.
import type { IoBinding, IoProfile, ProfileData } from './profile.ts';

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

/** §3.5 and the FMB id page: what the FMB, FMC and FMM platform says of itself, whatever is wired to it. */
const fmbPlatform: IoProfile = [
  ...anyTracker,
  { id: 16, bytes: 4, means: 'odometerM' },
  { id: 66, bytes: 2, means: 'number', name: 'externalMv' },
  { id: 67, bytes: 2, means: 'number', name: 'batteryMv' },
  { id: 239, bytes: 1, means: 'flag', name: 'ignition' },
  { id: 240, bytes: 1, means: 'flag', name: 'movement' },
  { id: 236, bytes: 1, means: 'flag', name: 'alarm' },
  { id: 246, bytes: 1, means: 'flag', name: 'towing' },
  { id: 78, bytes: 8, means: 'card' }, // iButton
  { id: 252, bytes: 1, means: 'event', when: 1, event: 'power.cut' }, // unplugged
  { id: 252, bytes: 1, means: 'event', when: 0, event: 'power.restored' },
  { id: 249, bytes: 1, means: 'event', when: 1, event: 'tamper.jamming' },
  ...[155, 156, 157, 158, 159].map(
    (id, at): IoBinding => ({ id, bytes: 1, means: 'number', name: `geofence${at + 1}` }),
  ),
];

/** §3.5: level sensors of a tanker, in the sensor's own units: only a tank's calibration makes litres of them. */
const tanker: IoProfile = [
  ...fmbPlatform,
  ...[201, 203, 210, 212, 214].map(
    (id, at): IoBinding => ({ id, bytes: 2, means: 'number', name: `lls${at + 1}Level` }),
  ),
  ...[202, 204, 211, 213, 215].map(
    (id, at): IoBinding => ({
      id,
      bytes: 1,
      means: 'number',
      name: `lls${at + 1}TemperatureC`,
      signed: true,
    }),
  ),
  { id: 84, bytes: 2, means: 'number', name: 'canFuelL', per: 10 },
  { id: 89, bytes: 1, means: 'number', name: 'canFuelPct' },
  ...[270, 273, 276, 279].map(
    (id, at): IoBinding => ({ id, bytes: 2, means: 'number', name: `ble${at + 1}Fuel` }),
  ),
];

/** Profiles by the name of a family. */
export const PROFILES = {
  anyTracker: { io: anyTracker },
  sealOnDin1: { io: sealOnDin1 },
  fmbPlatform: { io: fmbPlatform },
  tanker: { io: tanker },
} as const satisfies Readonly<Record<string, ProfileData>>;

/** The family of each model that is known by name. */
export const MODELS: Readonly<Record<string, keyof typeof PROFILES>> = {
  FMB120: 'fmbPlatform',
  FMB130: 'fmbPlatform',
  FMB920: 'fmbPlatform',
  FMC130: 'fmbPlatform',
  FMM130: 'fmbPlatform',
};
