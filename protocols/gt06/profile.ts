import { NO_BITS, type Profile, type ProfileFault, SEAL_EVENTS } from '@lakiri/kit';
import { type AlarmMeaning, CAMERA_ALARMS, INFO_ALARMS, STANDARD_ALARMS } from './alarms.ts';

const HEARTBEATS = ['level', 'centivolts', 'decivolts'] as const;
/**
 * How a heartbeat of type 13 goes on after its information byte. `level`: voltage level 1, signal 1. `centivolts`:
 * hundredths of a volt 2, signal 1. `decivolts`: as `level`, and the two bytes after it are a word whose low 12
 * bits are tenths of a volt.
 */
export type HeartbeatForm = (typeof HEARTBEATS)[number];

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type ProfileData = {
  /** Minutes that its clock is ahead of UTC; §3.4 says 0. */
  readonly utcOffsetMinutes?: number;
  /** `lenient`: its checksums are wrong, and its frames are read all the same. */
  readonly checksum?: 'strict' | 'lenient';
  /** By code in hex: what differs from §3.4; `null` takes a meaning away, and the code stays a number. */
  readonly alarms?: Readonly<Record<string, AlarmMeaning | null>>;
  readonly heartbeat?: HeartbeatForm;
};

type AlarmTable = ReadonlyMap<number, AlarmMeaning>;

/** A profile made ready for decoding. */
export type Gt06Profile = Profile & {
  readonly dialect: 'gt06';
  readonly utcOffsetMinutes: number;
  readonly lenient: boolean;
  readonly alarms: AlarmTable;
  readonly heartbeat: HeartbeatForm;
};

export const INFO_TABLE: AlarmTable = tableOf(INFO_ALARMS, 10);
export const CAMERA_TABLE: AlarmTable = tableOf(CAMERA_ALARMS, 16);

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
const WORD_CHARS_MAX = 40;

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): Gt06Profile | ProfileFault {
  const path = faultInFields(data, CHECKS);
  return path === undefined ? ready(data as ProfileData) : { code: 'bad-profile', path };
}

function ready(data: ProfileData): Gt06Profile {
  return {
    dialect: 'gt06',
    utcOffsetMinutes: data.utcOffsetMinutes ?? 0,
    lenient: data.checksum === 'lenient',
    alarms: tableOf({ ...STANDARD_ALARMS, ...data.alarms }, 16),
    heartbeat: data.heartbeat ?? 'level',
  };
}

function tableOf(
  meanings: Readonly<Record<string, AlarmMeaning | null>>,
  radix: number,
): AlarmTable {
  const table = new Map<number, AlarmMeaning>();
  for (const [code, meaning] of Object.entries(meanings))
    if (meaning !== null) table.set(Number.parseInt(code, radix), meaning);
  return table;
}

/** §3.4 as it stands, for a device whose model nobody has told. */
const STANDARD: Gt06Profile = ready({});

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): Gt06Profile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'gt06' ? (profile as Gt06Profile) : STANDARD;
}

/** The same model, read whatever its checksum says: for looking at evidence, not for intake. */
export function leniently(profile: Profile | undefined): Gt06Profile {
  return { ...ours(profile), lenient: true };
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
  alarms: faultInAlarms,
  heartbeat: (value) => wrongUnless(HEARTBEATS.some((form) => form === value)),
};

const MEANING_CHECKS: Readonly<Record<keyof AlarmMeaning, Check>> = {
  word: (value) => wrongUnless(isWord(value)),
  event: (value) => wrongUnless(SEAL_EVENTS.some((type) => type === value)),
  bit: (value) => wrongUnless(typeof value === 'string' && Object.hasOwn(NO_BITS, value)),
};

function faultInAlarms(value: unknown): string | undefined {
  if (!isRecord(value)) return '';
  for (const [code, meaning] of Object.entries(value)) {
    if (!/^[\da-f]{2}$/.test(code)) return code;
    if (meaning === null) continue;
    const inside = faultInFields(meaning, MEANING_CHECKS);
    if (inside !== undefined) return joined(code, inside);
    if (!Object.hasOwn(meaning as object, 'word')) return joined(code, 'word');
  }
  return undefined;
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

function isWord(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[a-z][A-Za-z]*$/.test(value) && value.length <= WORD_CHARS_MAX
  );
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
