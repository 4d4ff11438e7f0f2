import { type Profile, type ProfileFault, SEAL_EVENTS } from '@lakiri/kit';
import { ALERTS, type Codes, EMERGENCIES } from './alerts.ts';

/** A model's data as it is written, edited and versioned: every part may be left out. */
export type ProfileData = {
  /** Minutes that its clock is ahead of UTC; makers' default: none. */
  readonly utcOffsetMinutes?: number;
  /** By ALERT_ID; given at all, they replace the maker's. */
  readonly alerts?: Codes;
  /** By EMG_ID, as above. */
  readonly emergencies?: Codes;
  /** By EVT_ID, which tells of inputs: what is wired to them is the installer's knowledge. */
  readonly events?: Codes;
};

export type SuntechProfile = Profile & { readonly dialect: 'suntech' } & Required<ProfileData>;

/** Clocks on Earth are from 12 hours behind to 14 ahead. */
const OFFSET_MINUTES_MIN = -720;
const OFFSET_MINUTES_MAX = 840;
/** Codes are one byte on the wire. */
const CODES_MAX = 256;
const WORD = /^[a-z][A-Za-z]{0,39}$/;

const STANDARD: SuntechProfile = {
  dialect: 'suntech',
  utcOffsetMinutes: 0,
  alerts: ALERTS,
  emergencies: EMERGENCIES,
  events: {},
};

/** Reads a model's data. Total: what is no profile comes back with the path of what is wrong. */
export function profileOf(data: unknown): SuntechProfile | ProfileFault {
  if (!isRecord(data)) return { code: 'bad-profile', path: '' };
  for (const [key, value] of Object.entries(data)) {
    const path = faultIn(key, value);
    if (path !== undefined) return { code: 'bad-profile', path };
  }
  return { ...STANDARD, ...(data as ProfileData) };
}

/** A profile that {@link profileOf} made; the standard for any other. */
export function ours(profile: Profile | undefined): SuntechProfile {
  if (profile === undefined) return STANDARD;
  const { dialect } = profile;
  return dialect === 'suntech' ? (profile as SuntechProfile) : STANDARD;
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
    case 'alerts':
    case 'emergencies':
    case 'events':
      return faultInCodes(key, value);
    default:
      return key;
  }
}

function faultInCodes(key: string, value: unknown): string | undefined {
  if (!isRecord(value) || Object.keys(value).length > CODES_MAX) return key;
  const wrong = Object.entries(value).find(
    ([code, meaning]) => !/^\d{1,3}$/.test(code) || !isMeaning(meaning),
  );
  return wrong === undefined ? undefined : `${key}.${wrong[0]}`;
}

function isMeaning(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([key, part]) => {
    if (key === 'alarm') return typeof part === 'string' && WORD.test(part);
    if (key === 'event') return SEAL_EVENTS.some((known) => known === part);
    return key === 'ignition' && typeof part === 'boolean';
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
