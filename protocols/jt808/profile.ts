import {
  NO_BITS,
  type Profile,
  type ProfileFault,
  SEAL_EVENTS,
  type SealBits,
  type SealEventType,
} from '@lakiri/kit';
import { ITEM_NAMES, type ItemName } from './item-names.ts';

/** What one bit of the alarm or status word means on a model. */
export type BitMeaning = {
  /** Its name in `raw`: alarms in the list of words, status bits by themselves. */
  readonly word?: string;
  /** The seal's bit that it tells, and which value when it is 1 (true unless said). */
  readonly bit?: keyof SealBits;
  readonly when?: boolean;
  /** What has happened when it is 1. */
  readonly event?: SealEventType;
};

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type ProfileData = {
  /** Minutes that its clock is ahead of UTC; the standard says 480. */
  readonly utcOffsetMinutes?: number;
  /** `lenient`: its firmware reckons length or sum wrong, and is read all the same. */
  readonly checksum?: 'strict' | 'lenient';
  /** Whose additional items it sends (README, "Items"). */
  readonly items?: ItemTable;
  /** By bit; given at all, they replace those of the standard. */
  readonly alarms?: Readonly<Record<string, BitMeaning>>;
  readonly status?: Readonly<Record<string, BitMeaning>>;
  /** Status bits of which any says that the place is from satellites, from cells. */
  readonly satelliteBits?: readonly number[];
  readonly cellBits?: readonly number[];
  /** Items read otherwise than by the table, by id in hex. */
  readonly itemNames?: Readonly<Record<string, ItemName>>;
};

const ITEM_TABLES = ['any', 'standard', 'padlock', 'jointech'] as const;
export type ItemTable = (typeof ITEM_TABLES)[number];

type BitRule = BitMeaning & { readonly mask: number };

/** A profile made ready for decoding. */
export type Jt808Profile = Profile & {
  readonly dialect: 'jt808';
  readonly utcOffsetMinutes: number;
  readonly lenient: boolean;
  readonly items: ItemTable;
  readonly alarms: readonly BitRule[];
  readonly status: readonly BitRule[];
  /** Those of either word that tell a bit of the seal: they are told whether 1 or 0. */
  readonly alarmBits: readonly BitRule[];
  readonly satelliteMask: number;
  readonly cellMask: number;
  readonly itemNames: ReadonlyMap<number, ItemName>;
};

/** JT/T 808-2013 §8.18, table 24; 15 to 17 are free there, and makers use them for vibration and tampering. */
const STANDARD_ALARMS: Readonly<Record<string, BitMeaning>> = {
  0: { word: 'sos', event: 'person.sos' },
  1: { word: 'overspeed' },
  2: { word: 'fatigueDriving' },
  3: { word: 'danger' },
  4: { word: 'gnssFault' },
  5: { word: 'gnssAntennaCut' },
  6: { word: 'gnssAntennaShort' },
  7: { word: 'lowBattery', bit: 'lowBattery' },
  8: { word: 'powerCut', event: 'power.cut' },
  9: { word: 'displayFault' },
  10: { word: 'speechFault' },
  11: { word: 'cameraFault' },
  12: { word: 'cardReaderFault' },
  13: { word: 'overspeedWarning' },
  14: { word: 'fatigueWarning' },
  15: { word: 'vibration' },
  16: { word: 'tampering' },
  17: { word: 'tampering' },
  18: { word: 'drivingTime' },
  19: { word: 'longStop' },
  20: { word: 'geofence' },
  21: { word: 'route' },
  22: { word: 'routeTime' },
  23: { word: 'offRoute' },
  24: { word: 'speedSensorFault' },
  25: { word: 'fuelAbnormal' },
  26: { word: 'stolen' },
  27: { word: 'illegalIgnition' },
  28: { word: 'movement' },
  29: { word: 'accident', event: 'vehicle.accident' },
  30: { word: 'rollover', event: 'vehicle.accident' },
  31: { word: 'illegalDoor' },
};

/** JT/T 808-2013 §8.18, table 25, the rows of §3.3 that are no part of the place. */
const STANDARD_STATUS: Readonly<Record<string, BitMeaning>> = {
  0: { word: 'ignition' },
  4: { word: 'stopped' },
  10: { word: 'oilCut' },
  11: { word: 'circuitCut' },
  12: { word: 'doorsLocked' },
};

/** China: §3.3. */
const STANDARD_OFFSET_MINUTES = 480;
const STANDARD_SATELLITE_BITS = [1];

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;

/** A list as long as the word has bits. */
const BITS = 32;
const WORD_CHARS_MAX = 40;

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): Jt808Profile | ProfileFault {
  const path = faultIn(data);
  return path === undefined ? ready(data as ProfileData) : { code: 'bad-profile', path };
}

/** The same model, read whatever its length and sum say: for looking at evidence, not for intake. */
export function leniently(profile?: Profile): Jt808Profile {
  return { ...ours(profile), lenient: true };
}

function ready(data: ProfileData): Jt808Profile {
  const alarms = rulesOf(data.alarms ?? STANDARD_ALARMS);
  return {
    dialect: 'jt808',
    utcOffsetMinutes: data.utcOffsetMinutes ?? STANDARD_OFFSET_MINUTES,
    lenient: data.checksum === 'lenient',
    items: data.items ?? 'any',
    alarms,
    status: rulesOf(data.status ?? STANDARD_STATUS),
    alarmBits: alarms.filter(({ bit }) => bit !== undefined),
    satelliteMask: maskOf(data.satelliteBits ?? STANDARD_SATELLITE_BITS),
    cellMask: maskOf(data.cellBits ?? []),
    itemNames: new Map(
      Object.entries(data.itemNames ?? {}).map(([id, name]) => [Number.parseInt(id, 16), name]),
    ),
  };
}

function rulesOf(meanings: Readonly<Record<string, BitMeaning>>): BitRule[] {
  return Object.entries(meanings).map(([bit, meaning]) => ({
    ...meaning,
    mask: maskOf([Number(bit)]),
  }));
}

/** As JavaScript's own 32-bit operators have it. */
function maskOf(bits: readonly number[]): number {
  return bits.reduce((mask, bit) => mask | (1 << bit), 0);
}

/** The standard, for a device whose model nobody has told. */
const STANDARD: Jt808Profile = ready({});

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): Jt808Profile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'jt808' ? (profile as Jt808Profile) : STANDARD;
}

// ---- validation: each check gives the path of the first thing wrong, or nothing

type Check = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<keyof ProfileData, Check>> = {
  utcOffsetMinutes: (value) =>
    wrongUnless(
      Number.isInteger(value) &&
        Number(value) >= OFFSET_MINUTES_MIN &&
        Number(value) <= OFFSET_MINUTES_MAX,
    ),
  checksum: (value) => wrongUnless(value === 'strict' || value === 'lenient'),
  items: (value) => wrongUnless(ITEM_TABLES.some((table) => table === value)),
  alarms: (value) => faultInEach(value, isBit, faultInMeaning),
  status: (value) => faultInEach(value, isBit, faultInMeaning),
  satelliteBits: faultInBits,
  cellBits: faultInBits,
  itemNames: (value) =>
    faultInEach(
      value,
      (id) => /^[\da-f]{2}$/.test(id),
      (name) => wrongUnless(ITEM_NAMES.some((known) => known === name)),
    ),
};

const MEANING_CHECKS: Readonly<Record<keyof BitMeaning, Check>> = {
  word: (value) =>
    wrongUnless(
      typeof value === 'string' && /^[a-z][A-Za-z]*$/.test(value) && value.length <= WORD_CHARS_MAX,
    ),
  bit: (value) => wrongUnless(typeof value === 'string' && Object.hasOwn(NO_BITS, value)),
  when: (value) => wrongUnless(typeof value === 'boolean'),
  event: (value) => wrongUnless(SEAL_EVENTS.some((type) => type === value)),
};

function faultIn(data: unknown): string | undefined {
  return faultInFields(data, CHECKS);
}

function faultInMeaning(value: unknown): string | undefined {
  return faultInFields(value, MEANING_CHECKS);
}

function faultInFields(data: unknown, checks: Readonly<Record<string, Check>>): string | undefined {
  if (!isRecord(data)) return '';
  for (const [key, value] of Object.entries(data)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    const inside = check === undefined ? '' : check(value);
    if (inside !== undefined) return joined(key, inside);
  }
  return undefined;
}

function faultInEach(
  value: unknown,
  isKey: (key: string) => boolean,
  check: Check,
): string | undefined {
  if (!isRecord(value)) return '';
  for (const [key, item] of Object.entries(value)) {
    const inside = isKey(key) ? check(item) : '';
    if (inside !== undefined) return joined(key, inside);
  }
  return undefined;
}

function faultInBits(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length > BITS) return '';
  const at = value.findIndex((bit) => !Number.isInteger(bit) || bit < 0 || bit >= BITS);
  return at === -1 ? undefined : String(at);
}

function isBit(key: string): boolean {
  return /^\d{1,2}$/.test(key) && Number(key) < BITS;
}

function wrongUnless(holds: boolean): string | undefined {
  return holds ? undefined : '';
}

function joined(key: string, inside: string): string {
  return inside === '' ? key : `${key}.${inside}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
