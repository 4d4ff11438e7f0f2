import { type Profile, type ProfileFault, SEAL_EVENTS, type SealEventType } from '@lakiri/kit';
import { FAMILIES, type Family } from './models.ts';

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type ProfileData = {
  /** Minutes that the clock of its send times is ahead of UTC; times of fixes are always UTC. */
  readonly utcOffsetMinutes?: number;
  /** How its fields are laid out, where its version does not tell it rightly. */
  readonly family?: Family;
  /** By message type (`LSW`), or by type and state (`LSW:1`): what has happened; `null`: nothing. */
  readonly events?: Readonly<Record<string, SealEventType | null>>;
};

export type QueclinkProfile = Profile & {
  readonly dialect: 'queclink';
  readonly utcOffsetMinutes: number;
  readonly family: Family | undefined;
  readonly events: Readonly<Record<string, SealEventType | null>>;
};

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
/** More than there are message types. */
const EVENTS_MAX = 400;

const STANDARD: QueclinkProfile = {
  dialect: 'queclink',
  utcOffsetMinutes: 0,
  family: undefined,
  events: {},
};

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): QueclinkProfile | ProfileFault {
  if (!isRecord(data)) return fault('');
  for (const [key, value] of Object.entries(data)) {
    const path = faultIn(key, value);
    if (path !== undefined) return fault(path);
  }
  return { ...STANDARD, ...(data as ProfileData) };
}

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): QueclinkProfile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'queclink' ? (profile as QueclinkProfile) : STANDARD;
}

function faultIn(key: string, value: unknown): string | undefined {
  switch (key) {
    case 'utcOffsetMinutes': {
      const isOffset =
        Number.isInteger(value) &&
        Number(value) >= OFFSET_MINUTES_MIN &&
        Number(value) <= OFFSET_MINUTES_MAX;
      return isOffset ? undefined : key;
    }
    case 'family':
      return FAMILIES.some((family) => family === value) ? undefined : key;
    case 'events':
      return faultInEvents(value);
    default:
      return key;
  }
}

function faultInEvents(value: unknown): string | undefined {
  if (!isRecord(value)) return 'events';
  const entries = Object.entries(value);
  if (entries.length > EVENTS_MAX) return 'events';
  const wrong = entries.find(
    ([key, type]) =>
      !/^[A-Z]{3}(:[0-9A-Fa-f]{1,2})?$/.test(key) ||
      !(type === null || SEAL_EVENTS.some((known) => known === type)),
  );
  return wrong === undefined ? undefined : `events.${wrong[0]}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(path: string): ProfileFault {
  return { code: 'bad-profile', path };
}
