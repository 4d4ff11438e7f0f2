// Builders for tests: an armed seal on a straight road, and what the rules say of its readings.
import {
  type Diversions,
  indexRoute,
  type Place,
  type Route,
  type RouteIndex,
} from '@lakiri/corridors';
import { addMs, type Fix, type Id, type Instant, MINUTE_MS, type Report } from '@lakiri/kit';
import { fold, type Reading, type Seal, type SealId } from '@lakiri/seals';
import { aJourney, aReading, aSeal } from '@lakiri/seals/testing';
import type { CaseClock } from './core/case-clock.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './core/default-rules.ts';
import { type Evaluated, evaluate, type Raised } from './core/evaluate.ts';
import type { Watched } from './core/look.ts';
import { type Alarm, raise } from './core/raise.ts';
import { type Rules, rulesOf } from './core/rule.ts';
import { freshWatch, type Watch } from './core/watch.ts';

/** 2023-11-14 09:00 in Nairobi: day for three hours on either side of noon. */
export const NINE = Date.UTC(2023, 10, 14, 6) as Instant;
/** 20:00 of that day: night. */
export const TWENTY = Date.UTC(2023, 10, 14, 17) as Instant;

export const defaultRules: Rules = rulesOf(DEFAULT_RULES, {
  overrides: [],
  fences: [],
  administrations: DEFAULT_ADMINISTRATIONS,
});

/** The road lies on this parallel; a degree of latitude is 111.2 km. */
export const ROAD_LAT = -1;
const M_PER_DEG = 111_195;

const place = (id: string, lon: number): Place => ({
  id: id as Place['id'],
  name: id,
  short: id,
  kind: 'rest_stop',
  country: 'KE',
  lat: ROAD_LAT,
  lon,
  radiusM: 1_000,
});

/** Straight along the parallel from 36° to 38°, 222 km; one allowed stop in the middle, buffer 500 m. */
export const aStraightRoute: Route = {
  id: 'west-east' as Route['id'],
  name: 'West – East',
  corridor: 'northern',
  from: place('west', 36),
  to: place('east', 38),
  line: Array.from({ length: 21 }, (_, at) => [36 + at / 10, ROAD_LAT] as const),
  km: 222.3,
  bufferM: 500,
  timeLimitH: 30,
  allowedStops: [place('middle', 37)],
};
export const aRouteIndex: RouteIndex = indexRoute(aStraightRoute);

/** A position so many metres north of the road. */
export function besideRoad(
  lon: number,
  northM = 0,
): { readonly lat: number; readonly lon: number } {
  return { lat: ROAD_LAT + northM / M_PER_DEG, lon };
}

/** So many kilometres from the road's beginning, and so many metres north of it. */
export function atKm(km: number, northM = 0): { readonly lat: number; readonly lon: number } {
  return besideRoad(36 + (km / aRouteIndex.totalKm) * 2, northM);
}

export const underway: Watched = { id: aJourney, underway: true };

/** A seal armed an hour before nine. */
export function anArmedSeal(over: Partial<Seal> = {}): Seal {
  const armedAt = addMs(NINE, -60 * MINUTE_MS);
  return aSeal({ custody: { phase: 'armed', journey: aJourney, armedAt }, ...over });
}

export type Told = Partial<Report> & {
  /** Minutes after the beginning, by the device's clock. */
  readonly min: number;
  /** Minutes after the beginning when heard; the same unless told. */
  readonly heardMin?: number;
  readonly digest?: string;
};

/** A reading of a seal on the straight road, moving, unless told otherwise. */
export function told({ min, heardMin, digest, ...report }: Told, start: Instant = NINE): Reading {
  const occurredAt = addMs(start, min * MINUTE_MS);
  const receivedAt = addMs(start, (heardMin ?? min) * MINUTE_MS);
  const words = { occurredAt, ...besideRoad(36.2), fix: 'gnss' as Fix, ...report };
  return aReading(words, { receivedAt, digest: digest ?? digestOf(words) });
}

/** Two readings that say the same at the same time are one; any other two differ. */
function digestOf(words: object): string {
  return JSON.stringify(words);
}

export type Following = {
  readonly seal?: Seal;
  readonly journey?: Watched | null;
  readonly route?: RouteIndex | null;
  readonly diversions?: Diversions;
  readonly watch?: Watch | null;
  readonly rules?: Rules;
};

export type Followed = {
  readonly seal: Seal;
  readonly watch: Watch | null;
  readonly raised: readonly Raised[];
  readonly alarms: readonly Alarm[];
  /** How often there was something new to remember. */
  readonly changes: number;
};

/** Folds and evaluates readings in the order heard, raising as the intake does. */
export function follow(readings: readonly Reading[], over: Following = {}): Followed {
  let seal = over.seal ?? anArmedSeal();
  let watch = over.watch ?? null;
  let changes = 0;
  const raised: Raised[] = [];
  const alarms: Alarm[] = [];
  for (const reading of readings) {
    const after = look(seal, watch, reading, over);
    seal = after.seal;
    if (after.evaluated.watch !== watch) changes++;
    watch = after.evaluated.watch;
    raised.push(...after.evaluated.raised);
    if (watch === null || after.evaluated.raised.length === 0) continue;
    const done = raise({
      raised: after.evaluated.raised,
      watch,
      seal: seal.id,
      receivedAt: reading.receivedAt,
      cause: { occurredAt: reading.report.occurredAt, digest: reading.digest },
      newId: countedIds(alarms.length * 2),
    });
    watch = done.watch;
    alarms.push(...done.alarms);
  }
  return { seal, watch, raised, alarms, changes };
}

function look(
  before: Seal,
  watch: Watch | null,
  reading: Reading,
  over: Following,
): { readonly seal: Seal; readonly evaluated: Evaluated } {
  const folded = fold(before, reading);
  const journey = over.journey === undefined ? underway : over.journey;
  const route = over.route === undefined ? aRouteIndex : over.route;
  const rules = over.rules ?? defaultRules;
  const { diversions } = over;
  const evaluated = evaluate({
    ...{ before, folded, reading, journey, route, watch, rules },
    diversions,
  });
  return { seal: folded.seal, evaluated };
}

/** Ids that count up: the same in every run. */
export function countedIds(from = 0): () => Id {
  let at = from;
  return () => {
    at++;
    return `01900000-0000-7000-9000-${at.toString(16).padStart(12, '0')}` as Id;
  };
}

/** Looks again after five minutes; three steps a minute apart. */
export const aClock: CaseClock = {
  severity: 1,
  version: 1,
  from: 0 as Instant,
  checkS: 300,
  againS: 60,
  stepsMax: 3,
};

export const aWatch: Watch = freshWatch(aJourney);
export const aSealId: SealId = anArmedSeal().id;
