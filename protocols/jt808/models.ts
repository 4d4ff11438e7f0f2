// What is known of models, as data (§3.2, §3.3): for a registry to take over, and for captures that name their model.
// Nothing here is looked at while a frame is decoded.
import type { ProfileData } from './profile.ts';

/** §3.2: status and alarm bits of the JT709A and JT707, and their clock in UTC (vendor's SDK). */
const jointech: ProfileData = {
  utcOffsetMinutes: 0,
  items: 'jointech',
  alarms: {
    1: { word: 'overspeed' },
    7: { word: 'lowBattery', bit: 'lowBattery' },
    16: { word: 'coverOpen', bit: 'coverOpen' },
    17: { word: 'geofenceEnter' },
    18: { word: 'geofenceExit' },
  },
  status: {
    0: { word: 'ignition' },
    7: { bit: 'coverOpen' },
    20: { bit: 'ropeInserted', when: false },
    21: { bit: 'motorLocked', when: false },
  },
  satelliteBits: [1, 18],
  cellBits: [6],
};

/** §3.3 "Padlock extension": what is the standard's SOS is a cut strap here. */
const padlock: ProfileData = {
  items: 'padlock',
  alarms: {
    0: { word: 'removing', bit: 'ropeCut' },
    1: { word: 'tampering', bit: 'coverOpen' },
    4: { word: 'removing', bit: 'ropeCut' },
  },
};

/** Vehicle trackers with a door contact. */
const doorTracker: ProfileData = {
  status: { 0: { word: 'ignition' }, 10: { word: 'oilCut' }, 16: { word: 'door' } },
  itemNames: { '57': 'harshDrivingWithDoor' },
};

/** Container trackers whose bit 16 is movement; bits of the standard are not told. */
const containerTracker: ProfileData = { alarms: { 16: { word: 'movement' } } };

const jimiCamera: ProfileData = { itemNames: { e8: 'jimiStatus' } };

/** Profiles by the name of a family. */
export const PROFILES = {
  standard: {},
  jointech,
  padlock,
  doorTracker,
  containerTracker,
  jimiCamera,
  beaconBadge: { itemNames: { f8: 'steps' } },
  levelless: { itemNames: { e2: 'hex' } },
  moving: { status: { 0: { word: 'ignition' }, 4: { word: 'motion' }, 10: { word: 'oilCut' } } },
} as const satisfies Readonly<Record<string, ProfileData>>;

/** The family of each model that is known by name. */
export const MODELS: Readonly<Record<string, keyof typeof PROFILES>> = {
  JT707: 'jointech',
  JT707A: 'jointech',
  JT709: 'jointech',
  JT709A: 'jointech',
  'G-300': 'padlock',
  'G-360P': 'padlock',
  'G-508P': 'padlock',
  MV710G: 'doorTracker',
  MV810G: 'doorTracker',
  AL300: 'containerTracker',
  GL100: 'containerTracker',
  JC181: 'jimiCamera',
  JC182: 'jimiCamera',
  JC371: 'jimiCamera',
  JC450: 'jimiCamera',
  JC451: 'jimiCamera',
  C5L: 'beaconBadge',
  DT800: 'levelless',
  'G1C Pro': 'moving',
};
