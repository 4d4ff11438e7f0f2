import {
  NO_BITS,
  type Profile,
  type ProfileFault,
  SEAL_EVENTS,
  type SealBits,
  type SealEventType,
} from '@lakiri/kit';

/** A bit of the seal that a wire tells: `when` is what it means that the input is active. */
export type InputMeaning = { readonly bit: keyof SealBits; readonly when: boolean };

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type MeitrackProfileData = {
  /** Minutes that its clock is ahead of UTC (command B36); the maker's default is 0. */
  readonly utcOffsetMinutes?: number;
  /** `lenient`: read whatever its length and sum say. */
  readonly checksum?: 'strict' | 'lenient';
  /** What the event codes mean for a seal; given at all, they replace the standard's. */
  readonly events?: Readonly<Record<string, SealEventType>>;
  /** What is wired to inputs 1–8. */
  readonly inputs?: Readonly<Record<string, InputMeaning>>;
  /** Volts of one step of the battery and supply readings in AAA and CCC; 0.01 in newer models. */
  readonly volts?: { readonly battery: number; readonly power: number };
  /** Parameter 47 of a lock when it is closed, and when it is open. */
  readonly lock?: { readonly locked: number; readonly open: number };
  /** Which batches are answered with their count. */
  readonly answered?: readonly BatchWord[];
};

export const BATCH_WORDS = ['CCC', 'CCE', 'CFF'] as const;
type BatchWord = (typeof BATCH_WORDS)[number];

/** A profile made ready for decoding. */
export type MeitrackProfile = Profile & {
  readonly dialect: 'meitrack';
  readonly utcOffsetMinutes: number;
  readonly lenient: boolean;
  readonly events: ReadonlyMap<number, SealEventType>;
  readonly inputs: readonly (InputMeaning & { readonly mask: number })[];
  readonly batteryVolts: number;
  readonly powerVolts: number;
  readonly locked: number;
  readonly open: number;
  readonly answered: readonly string[];
};

/** The maker's table of event codes, the rows that a seal may say; the code itself is always in `raw`. */
const STANDARD_EVENTS: Readonly<Record<string, SealEventType>> = {
  1: 'person.sos',
  17: 'battery.low',
  22: 'power.restored',
  23: 'power.cut',
  27: 'device.woken',
  29: 'device.started',
  40: 'power.off',
  44: 'tamper.jamming',
  78: 'tamper.shock',
};

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
const STANDARD_VOLTS = 0.01;
/** No reading has a step as coarse as this. */
const VOLTS_MAX = 1;
/** Codes have two bytes. */
const CODE_MAX = 0xffff;

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): MeitrackProfile | ProfileFault {
  const path = faultIn(data);
  return path === undefined ? ready(data as MeitrackProfileData) : { code: 'bad-profile', path };
}

/** The same model, read whatever its length and sum say: for looking at evidence, not for intake. */
export function leniently(profile: Profile | undefined): MeitrackProfile {
  return { ...ours(profile), lenient: true };
}

function ready(data: MeitrackProfileData): MeitrackProfile {
  return {
    dialect: 'meitrack',
    utcOffsetMinutes: data.utcOffsetMinutes ?? 0,
    lenient: data.checksum === 'lenient',
    events: new Map(
      Object.entries(data.events ?? STANDARD_EVENTS).map(([code, type]) => [Number(code), type]),
    ),
    inputs: Object.entries(data.inputs ?? {}).map(([input, meaning]) => ({
      ...meaning,
      mask: 1 << (Number(input) - 1),
    })),
    batteryVolts: data.volts?.battery ?? STANDARD_VOLTS,
    powerVolts: data.volts?.power ?? STANDARD_VOLTS,
    locked: data.lock?.locked ?? 2,
    open: data.lock?.open ?? 1,
    answered: data.answered ?? ['CCC'],
  };
}

const STANDARD: MeitrackProfile = ready({});

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): MeitrackProfile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'meitrack' ? (profile as MeitrackProfile) : STANDARD;
}

type Check = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<keyof MeitrackProfileData, Check>> = {
  utcOffsetMinutes: (value) =>
    wrongUnless(
      Number.isInteger(value) &&
        Number(value) >= OFFSET_MINUTES_MIN &&
        Number(value) <= OFFSET_MINUTES_MAX,
    ),
  checksum: (value) => wrongUnless(value === 'strict' || value === 'lenient'),
  events: (value) =>
    faultInEach(
      value,
      (code) => /^\d{1,5}$/.test(code) && Number(code) <= CODE_MAX,
      (type) => SEAL_EVENTS.some((known) => known === type),
    ),
  inputs: (value) => faultInEach(value, (input) => /^[1-8]$/.test(input), isMeaning),
  volts: (value) => faultInPair(value, ['battery', 'power'], isVolts),
  lock: (value) => faultInPair(value, ['locked', 'open'], isByte),
  answered: (value) =>
    wrongUnless(
      Array.isArray(value) &&
        value.length <= BATCH_WORDS.length &&
        value.every((word) => BATCH_WORDS.some((known) => known === word)),
    ),
};

function faultIn(data: unknown): string | undefined {
  if (!isRecord(data)) return '';
  for (const [key, value] of Object.entries(data)) {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key as keyof MeitrackProfileData] : undefined;
    const inside = check === undefined ? '' : check(value);
    if (inside !== undefined) return inside === '' ? key : `${key}.${inside}`;
  }
  return undefined;
}

function faultInEach(
  value: unknown,
  isKey: (key: string) => boolean,
  holds: (item: unknown) => boolean,
): string | undefined {
  if (!isRecord(value)) return '';
  return Object.entries(value).find(([key, item]) => !isKey(key) || !holds(item))?.[0];
}

/** Both names, and no other. */
function faultInPair(
  value: unknown,
  names: readonly [string, string],
  holds: (item: unknown) => boolean,
): string | undefined {
  if (!isRecord(value)) return '';
  const stranger = Object.keys(value).find((key) => !names.includes(key));
  return stranger ?? names.find((name) => !holds(value[name]));
}

function isMeaning(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { bit, when, ...rest } = value;
  return (
    Object.keys(rest).length === 0 &&
    typeof bit === 'string' &&
    Object.hasOwn(NO_BITS, bit) &&
    typeof when === 'boolean'
  );
}

function isVolts(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= VOLTS_MAX;
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xff;
}

function wrongUnless(holds: boolean): string | undefined {
  return holds ? undefined : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
