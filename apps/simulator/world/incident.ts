// What goes wrong with a truck, how often, and to which models. What happens then is its play (plays.ts).
import { type Chance, HOUR_MS } from '@lakiri/kit';
import type { LockEvent, Measurement, SealBody, SealModel } from '../measurement.ts';

export const INCIDENT_KINDS = [
  'cut',
  'opened',
  'cover',
  'refused',
  'deviation',
  'long-stop',
  'silence',
  'battery',
  'clock-1970',
  'clock-ahead',
  'no-fix',
  'zero-fix',
  'doubled',
  'reordered',
  'vendor-opened',
  'turned-back',
  'missed-turn',
  'racing',
  'overtaking',
  'roaming',
  'lost-fix',
  'rattled',
  'misread',
  'faded',
  'rested',
  'queued',
  'weakened',
  'wild-fix',
  'tunnel',
  'jammed',
  'spoofed',
  'cloned',
  'clock-behind',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What a play may make happen. All times are from the moment the act is performed. */
export type Stage = {
  readonly chance: Chance;
  /** Performs an act later. */
  after(ms: number, act: () => void): void;
  /** The seal's contacts change, and the seal wakes and reports. */
  change(body: Partial<SealBody>, wake: Measurement['wake']): void;
  /** Something happened at the lock. */
  tell(event: LockEvent, wake: Measurement['wake']): void;
  /** Leaves the road for so many metres and comes back. False where the truck cannot now. */
  stray(awayM: number, kmh: number, stayMs: number): boolean;
  /** Goes so often to and fro beside the road, so far from it. False where the truck cannot now. */
  roam(awayM: number, kmh: number, times: number): boolean;
  /** Stands where it is, outside any place where it may. False where the truck cannot now. */
  stand(ms: number): boolean;
  /** Crawls so often: stands so long, drives on by so much. False where the truck cannot now. */
  queue(times: number, standMs: number, km: number): boolean;
  /** Drives back along its road. False where the truck cannot now. */
  turn(km: number, kmh: number): boolean;
  /** Drives on as fast. False where the truck cannot now. */
  race(kmh: number, ms: number): boolean;
  covered(is: boolean): void;
  /** Takes so much of the battery an hour, until so little is left. */
  drain(pctPerHour: number, leastPct: number): void;
  charge(pct: number): void;
  sense(senses: Partial<Senses>): void;
  send(manner: { readonly doubled?: boolean; readonly reordered?: boolean }): void;
  /** It is over. */
  end(): void;
};

/** How a seal's clock and receiver deceive it. */
export type Senses = {
  readonly clock: 'right' | '1970' | 'ahead' | 'behind';
  /** `deaf`: it hears no satellite at all. */
  readonly fix: 'right' | 'none' | 'zero' | 'deaf';
  /** It believes to be somewhere else, for so many reports. */
  readonly aside: Aside | null;
};
export type Aside = {
  readonly awayM: number;
  readonly bearingDeg: number;
  readonly reports: number;
};

/** Begins; false when the truck cannot now, and should be asked again later. */
export type Play = (stage: Stage) => boolean;

const ROAD = [
  'turned-back',
  'missed-turn',
  'racing',
  'overtaking',
  'lost-fix',
  'deviation',
  'long-stop',
  'silence',
  'battery',
  'clock-ahead',
  'no-fix',
  'zero-fix',
  'doubled',
  'reordered',
  'faded',
  'rested',
  'queued',
  'weakened',
  'wild-fix',
  'tunnel',
  'jammed',
  'spoofed',
  'cloned',
  'clock-behind',
] as const;
/** Two digits of a year cannot say 1970: such a seal says 2070. */
const LOCK = [
  ...ROAD,
  'roaming',
  'clock-1970',
  'cut',
  'opened',
  'cover',
  'refused',
  'vendor-opened',
  'rattled',
  'misread',
] as const;

/** What a model has words for. What it could not tell must not happen to it, or no test could ask for it. */
export const tellableBy: Readonly<Record<SealModel, readonly IncidentKind[]>> = {
  JT701D: LOCK,
  JT701: LOCK,
  JT600: ROAD,
  // It says that it has no fix by hearing no satellite, which is just what a jammer does.
  'FMB-rope': [
    ...ROAD.filter((kind) => kind !== 'no-fix' && kind !== 'lost-fix'),
    'roaming',
    'clock-1970',
    'cut',
  ],
};

/** How often each happens by chance, by the truck-hour. */
export type Rates = Readonly<Partial<Record<IncidentKind, number>>>;

/**
 * For 240 trucks about one alarm in ten minutes: what one operator can deal with (EEMUA 191 names one
 * in ten minutes as very likely acceptable). Faults that should raise nothing are more frequent.
 */
export const CALM: Rates = {
  cut: 0.001_5,
  opened: 0.002_5,
  cover: 0.002_5,
  refused: 0.003_5,
  deviation: 0.004,
  'long-stop': 0.006,
  silence: 0.003,
  battery: 0.002,
  'clock-1970': 0.004,
  'clock-ahead': 0.004,
  'no-fix': 0.02,
  'zero-fix': 0.01,
  doubled: 0.02,
  reordered: 0.008,
};

/** The next that chance brings: when, counted from now, and what. `undefined` when nothing ever. */
export function nextByChance(
  rates: Rates,
  model: SealModel,
  chance: Chance,
): { readonly inMs: number; readonly kind: IncidentKind } | undefined {
  const possible = tellableBy[model].filter((kind) => (rates[kind] ?? 0) > 0);
  const total = possible.reduce((sum, kind) => sum + (rates[kind] ?? 0), 0);
  if (total === 0) return undefined;
  const inMs = Math.round((-Math.log(1 - chance.next()) / total) * HOUR_MS);
  let left = chance.next() * total;
  for (const kind of possible) {
    left -= rates[kind] ?? 0;
    if (left < 0) return { inMs, kind };
  }
  return { inMs, kind: possible[possible.length - 1] ?? 'no-fix' };
}
