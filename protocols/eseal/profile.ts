import {
  NO_BITS,
  type Profile,
  type ProfileFault,
  SEAL_EVENTS,
  type SealBits,
  type SealEventType,
} from '@lakiri/kit';

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type ESealProfileData = {
  /** Minutes that its clock is ahead of UTC; no table says, 0 is taken. */
  readonly utcOffsetMinutes?: number;
  /** What has happened, by type of report, or by `type/door` where the door decides; given at all, they replace the standard's. */
  readonly events?: Readonly<Record<string, SealEventType>>;
  /** Which bit of the seal the door field tells, and its value when it says Open; without it, it tells none. */
  readonly door?: { readonly bit: keyof SealBits; readonly open: boolean };
  /** The settings sent back to a seal that starts: whole numbers, as its `Startup OK` repeats them. */
  readonly startup?: readonly number[];
};

/** A profile made ready for decoding. */
export type ESealProfile = Profile & {
  readonly dialect: 'eseal';
  readonly utcOffsetMinutes: number;
  readonly events: ReadonlyMap<string, SealEventType>;
  readonly door: { readonly bit: keyof SealBits; readonly open: boolean } | undefined;
  readonly startup: readonly number[];
};

/** §3.6, types of reports. A door that closes locks nothing: that is Event-Lock. */
const STANDARD_EVENTS: Readonly<Record<string, SealEventType>> = {
  Startup: 'device.started',
  'Event-Door/Open': 'unlock.opened',
  'Event-Shock': 'tamper.shock',
  'Event-Drop': 'tamper.dropped',
  'Event-Lock': 'lock.closed',
  'Event-RC-Unlock': 'unlock.remote',
};

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
/** A seal repeats six. */
const SETTINGS_MAX = 20;
const SETTING_MAX = 1_000_000;

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): ESealProfile | ProfileFault {
  const path = faultIn(data);
  return path === undefined ? ready(data as ESealProfileData) : { code: 'bad-profile', path };
}

function ready(data: ESealProfileData): ESealProfile {
  return {
    dialect: 'eseal',
    utcOffsetMinutes: data.utcOffsetMinutes ?? 0,
    events: new Map(Object.entries(data.events ?? STANDARD_EVENTS)),
    door: data.door,
    startup: data.startup ?? [],
  };
}

const STANDARD: ESealProfile = ready({});

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): ESealProfile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'eseal' ? (profile as ESealProfile) : STANDARD;
}

const CHECKS: Readonly<Record<keyof ESealProfileData, (value: unknown) => string | undefined>> = {
  utcOffsetMinutes: (value) => wrongUnless(isWhole(value, OFFSET_MINUTES_MIN, OFFSET_MINUTES_MAX)),
  events: faultInEvents,
  door: (value) => {
    if (!isRecord(value)) return '';
    const { bit, open, ...rest } = value;
    if (Object.keys(rest).length > 0) return Object.keys(rest)[0];
    if (typeof bit !== 'string' || !Object.hasOwn(NO_BITS, bit)) return 'bit';
    return typeof open === 'boolean' ? undefined : 'open';
  },
  startup: (value) => {
    if (!Array.isArray(value) || value.length > SETTINGS_MAX) return '';
    const at = value.findIndex((it) => !isWhole(it, 0, SETTING_MAX));
    return at === -1 ? undefined : String(at);
  },
};

function faultIn(data: unknown): string | undefined {
  if (!isRecord(data)) return '';
  for (const [key, value] of Object.entries(data)) {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key as keyof ESealProfileData] : undefined;
    const inside = check === undefined ? '' : check(value);
    if (inside !== undefined) return inside === '' ? key : `${key}.${inside}`;
  }
  return undefined;
}

function faultInEvents(value: unknown): string | undefined {
  if (!isRecord(value)) return '';
  const isEvent = (key: string, type: unknown): boolean =>
    /^[A-Za-z0-9 _-]{1,40}(\/(Open|Close))?$/.test(key) && SEAL_EVENTS.some((it) => it === type);
  return Object.entries(value).find(([key, type]) => !isEvent(key, type))?.[0];
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function wrongUnless(holds: boolean): string | undefined {
  return holds ? undefined : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
