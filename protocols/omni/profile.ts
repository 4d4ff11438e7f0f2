import { type Profile, type ProfileFault, SEAL_EVENTS, type SealEventType } from '@lakiri/kit';
import { STANDARD_LAYOUTS, type StateField } from './layout.ts';

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type OmniProfileData = {
  /** Minutes that the clock in the head is ahead of UTC; no table says, 0 is taken. */
  readonly utcOffsetMinutes?: number;
  /** What the lock field is when the lock is closed: 1 in every table. */
  readonly lockedValue?: 0 | 1;
  /** `Re,L0` as locks want it, or `L0` as scooters do. */
  readonly answer?: 're' | 'echo';
  /** What the codes of W0 mean; given at all, they replace the standard's. */
  readonly alarms?: Readonly<Record<string, SealEventType>>;
  /** Fields of state texts by `form.word`; each given replaces the standard's of that text. */
  readonly layouts?: Readonly<Record<string, readonly StateField[]>>;
};

/** A profile made ready for decoding. */
export type OmniProfile = Profile & {
  readonly dialect: 'omni';
  readonly utcOffsetMinutes: number;
  readonly lockedValue: number;
  readonly answer: 're' | 'echo';
  readonly alarms: ReadonlyMap<number, SealEventType>;
  readonly layouts: ReadonlyMap<string, readonly StateField[]>;
};

/** §3.6: 1 movement, 2 fall, 3 tamper, 4 low battery; 6 and 7 take 2 and 3 back and are no events. */
const STANDARD_ALARMS: Readonly<Record<string, SealEventType>> = {
  1: 'tamper.shock',
  2: 'tamper.dropped',
  3: 'tamper.removed',
  4: 'battery.low',
};

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
/** More than the longest text has. */
const FIELDS_MAX = 40;
/** Codes have one to three digits. */
const CODE = /^\d{1,3}$/;

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): OmniProfile | ProfileFault {
  const path = faultIn(data);
  return path === undefined ? ready(data as OmniProfileData) : { code: 'bad-profile', path };
}

function ready(data: OmniProfileData): OmniProfile {
  return {
    dialect: 'omni',
    utcOffsetMinutes: data.utcOffsetMinutes ?? 0,
    lockedValue: data.lockedValue ?? 1,
    answer: data.answer ?? 're',
    alarms: new Map(
      Object.entries(data.alarms ?? STANDARD_ALARMS).map(([code, type]) => [Number(code), type]),
    ),
    layouts: new Map(Object.entries({ ...STANDARD_LAYOUTS, ...data.layouts })),
  };
}

const STANDARD: OmniProfile = ready({});

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): OmniProfile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'omni' ? (profile as OmniProfile) : STANDARD;
}

/** Each check gives the path of the first thing wrong inside, '' for the thing itself, or nothing. */
const CHECKS: Readonly<Record<keyof OmniProfileData, (value: unknown) => string | undefined>> = {
  utcOffsetMinutes: (value) =>
    wrongUnless(
      Number.isInteger(value) &&
        Number(value) >= OFFSET_MINUTES_MIN &&
        Number(value) <= OFFSET_MINUTES_MAX,
    ),
  lockedValue: (value) => wrongUnless(value === 0 || value === 1),
  answer: (value) => wrongUnless(value === 're' || value === 'echo'),
  alarms: (value) =>
    faultInEach(value, CODE, (type) => SEAL_EVENTS.some((known) => known === type)),
  layouts: (value) => faultInEach(value, /^(CMD|SC|BG)\.[A-Z][A-Z0-9]$/, isLayout),
};

function faultIn(data: unknown): string | undefined {
  if (!isRecord(data)) return '';
  for (const [key, value] of Object.entries(data)) {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key as keyof OmniProfileData] : undefined;
    const inside = check === undefined ? '' : check(value);
    if (inside !== undefined) return inside === '' ? key : `${key}.${inside}`;
  }
  return undefined;
}

function faultInEach(
  value: unknown,
  keys: RegExp,
  holds: (item: unknown) => boolean,
): string | undefined {
  if (!isRecord(value)) return '';
  return Object.entries(value).find(([key, item]) => !keys.test(key) || !holds(item))?.[0];
}

function isLayout(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= FIELDS_MAX &&
    value.every((name) => typeof name === 'string' && /^([a-z][A-Za-z0-9]{0,30})?$/.test(name))
  );
}

function wrongUnless(holds: boolean): string | undefined {
  return holds ? undefined : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
