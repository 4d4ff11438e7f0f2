import type { Tier } from '@lakiri/kit';
import type { DoubtWhyParams } from '@lakiri/trust';

/**
 * The facts that may make an alarm fire, each with what it says. Instants are ISO 8601 UTC text, so
 * that the evidence reads the same everywhere. One plain sentence per code is the console's.
 */
export type WhyParams = DoubtWhyParams & {
  'rope-cut-reported': { readonly at: string };
  'cover-open-reported': { readonly at: string };
  'motor-unlocked': { readonly at: string };
  'rope-out': { readonly at: string };
  'rope-pulled': { readonly at: string };
  /** `credential`: the last four signs of the card or key. */
  'unlocked-by': { readonly method: string; readonly credential: string | null };
  'no-unlock-order': { readonly armedAt: string };
  /** Whose word this is: who made the seal, who owns it (`null`: not to be told), and how sure its origin is. */
  'told-by': { readonly maker: string; readonly owner: string | null; readonly tier: Tier };
  /** The order that stood, and how long the lock was waited for. */
  'opening-unproved': { readonly orderedAt: string; readonly waitedS: number };
  'attempts-refused': { readonly attempts: number; readonly withinMin: number };
  'attempt-refused': { readonly method: string; readonly credential: string | null };
  'device-counted': { readonly wrongCount: number };
  'wrong-password-reported': { readonly at: string };
  'illegal-card-reported': { readonly at: string };
  'off-route': {
    readonly offM: number;
    readonly bufferM: number;
    readonly fixes: number;
    readonly since: string;
  };
  stopped: { readonly minutes: number; readonly since: string };
  'outside-allowed-stops': { readonly limitMin: number; readonly night: boolean };
  'silent-for': { readonly minutes: number; readonly expectedS: number };
  'last-heard': { readonly at: string };
  'silence-jamming': { readonly at: string };
  'silence-no-fix': { readonly at: string };
  'silence-battery': { readonly pct: number; readonly leftPct: number };
  'silence-near': { readonly late: number; readonly seals: number };
  'silence-dead-zone': { readonly name: string; readonly excusedMin: number };
  'silence-asleep': { readonly expectedS: number };
  'silence-after-incident': { readonly name: string; readonly until: string };
  'silence-unexplained': Readonly<Record<string, never>>;
  /** The rule’s condition asks for what nobody knows here: raised all the same. */
  'condition-unanswered': { readonly condition: string };
  'stopped-longer': { readonly growMin: number };
  'stop-allows': {
    readonly name: string;
    readonly minutes: number;
    readonly limitMin: number;
    readonly since: string;
  };
  'moved-back': { readonly backKm: number; readonly fromKm: number; readonly since: string };
  'faster-than': { readonly kmh: number; readonly limitKmh: number; readonly since: string };
  'moved-by-night': { readonly fromH: number; readonly untilH: number; readonly since: string };
  'in-forbidden-place': { readonly name: string; readonly fixes: number; readonly since: string };
  temperature: {
    readonly degreesC: number;
    readonly minC: number;
    readonly maxC: number;
    readonly since: string;
  };
  humidity: {
    readonly pct: number;
    readonly minPct: number;
    readonly maxPct: number;
    readonly since: string;
  };
  driven: {
    readonly drivenKm: number;
    readonly lineKm: number;
    readonly pctMax: number;
    readonly slackKm: number;
    readonly since: string;
  };
  'no-fix-for': { readonly minutes: number; readonly moves: boolean; readonly since: string };
  'reported-by-officer': {
    readonly exception: 'theft' | 'accident' | 'report' | 'mismatch';
    readonly at: string;
  };
  'device-told': { readonly method: string; readonly at: string };
  shocks: { readonly shocks: number; readonly withinMin: number };
  'opened-by-order': { readonly command: string | null; readonly at: string };
  'outside-places': { readonly nearest: string; readonly awayKm: number };
  'trip-time-near': { readonly limitH: number; readonly limitAt: string };
  'trip-time-over': { readonly limitH: number; readonly limitAt: string };
  'period-near': { readonly limitDays: number; readonly limitAt: string };
  'period-over': { readonly limitDays: number; readonly limitAt: string };
  'apart-from': { readonly other: string; readonly apartM: number; readonly since: string };
  'trucks-at-one-spot': {
    readonly trucks: number;
    readonly radiusM: number;
    readonly since: string;
  };
  'number-seen': { readonly seen: string; readonly fitted: string };
  battery: { readonly pct: number; readonly needsPct: number; readonly remainingKm: number };
  'told-late': { readonly minutes: number };
  'device-clock-wrong': { readonly verdict: string; readonly said: string | null };
  'place-last-known': { readonly at: string };
};

export type WhyCode = keyof WhyParams;
export type Why = {
  readonly [C in WhyCode]: { readonly code: C; readonly params: WhyParams[C] };
}[WhyCode];

/** The last signs shown of a card or key: enough to compare, too few to use. */
const CREDENTIAL_CHARS_SHOWN = 4;

export function maskCredential(credential: string | null): string | null {
  if (credential === null) return null;
  const shown = credential.length > CREDENTIAL_CHARS_SHOWN * 2 ? CREDENTIAL_CHARS_SHOWN : 2;
  return credential.length <= 2 ? '…' : `…${credential.slice(-shown)}`;
}
