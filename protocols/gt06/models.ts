// What is known of models, as data (§3.4): for a registry to take over, and for captures that name their model.
// Nothing here is looked at while a frame is decoded.
import type { ProfileData } from './profile.ts';

/** Vehicle trackers: JM-VL03 manual V1.1.2 §5 for 30, and a capture of a G18 that brakes. */
const vehicle: ProfileData = { alarms: { 30: { word: 'hardBraking' } } };

/** VL families: 09 is being towed; 30 is as §3.4 has it. Other projects' tables; no capture of ours shows them. */
const towed: ProfileData = {
  alarms: { '09': { word: 'tow' }, 30: { word: 'jamming', event: 'tamper.jamming' } },
};

/** LW families drive: 18, 19 and 28 are how. Other projects' tables; no capture of ours shows them. */
const driven: ProfileData = {
  heartbeat: 'decivolts', // capture of an LW4G-4B
  alarms: {
    18: { word: 'accident', event: 'vehicle.accident' },
    19: { word: 'hardAcceleration' },
    28: { word: 'hardBraking' },
    30: { word: 'hardBraking' },
  },
};

/** Profiles by the name of a family. */
export const PROFILES = {
  standard: {},
  vehicle,
  towed,
  driven,
  /** Its heartbeats carry the supply's voltage (capture of an R11). */
  centivoltHeartbeat: { heartbeat: 'centivolts' },
  /** For firmware known to reckon its checksums wrong. */
  lenient: { checksum: 'lenient' },
} as const satisfies Readonly<Record<string, ProfileData>>;

/** The family of each model that is known by name. */
export const MODELS: Readonly<Record<string, keyof typeof PROFILES>> = {
  G18: 'vehicle',
  'JM-VL03': 'vehicle',
  VL103: 'towed',
  VL110: 'towed',
  'LW4G-4B': 'driven',
  R11: 'centivoltHeartbeat',
};
