// Where the trucks of a world are when it begins, so that it looks like an ordinary day from the first moment.
import type { RouteIndex } from '@lakiri/corridors';
import {
  addMs,
  type Chance,
  chanceOf,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  SECOND_MS,
} from '@lakiri/kit';
import { laterOf } from '../instants.ts';
import type { SealIdentity } from './identity.ts';
import type { Rates } from './incident.ts';
import { type Pace, type TruckPlan, whereWouldBe } from './truck.ts';

/** Routes that carry more than others; all else counts one. Guesses: no count by route is published. */
const TRAFFIC: Readonly<Record<string, number>> = {
  'mombasa-kampala': 5,
  'mombasa-malaba': 4,
  'mombasa-kigali': 4,
  'mombasa-busia': 3,
  'mombasa-katuna': 2,
  'mombasa-elegu': 3,
  'dar-kigali': 4,
  'dar-rusumo': 3,
  'dar-bujumbura': 3,
  'dar-kobero': 2,
};

/** A battery that is short at the start would, rightly, not be armed: see the journeys' guard. */
const NEEDED = { paceKmh: 14, reservePct: 10 } as const;
const DRAIN_PCT_PER_HOUR = { JT701D: 0.4, JT701: 0.4, JT600: 0.5, 'FMB-rope': 1 } as const;

/** How long before departure the seal is put on and armed. */
export const SEALED_BEFORE_MS = 20 * MINUTE_MS;
const TRIES_MAX = 24;
/** Of trucks that would be standing just now, so many are taken all the same. */
const STANDING_SHARE = 0.08;
const PAST_PACE_KMH = 44; // with its stops, by trying

export type SpreadOptions = {
  readonly seed: number;
  readonly truck: number;
  readonly identity: SealIdentity;
  readonly routes: readonly RouteIndex[];
  readonly now: Instant;
  readonly rates: Rates;
  /** Seconds between reports of a moving truck. */
  readonly everyS?: number;
  /** Departures lie after this: by default 35 h ago. */
  readonly departAfter?: Instant;
};

const PAST_MS_MAX = 35 * HOUR_MS;

/** A truck somewhere on its way now, that departed from its route's start in the past. */
export function planWithPast(options: SpreadOptions): TruckPlan {
  const { now, departAfter = addMs(now, -PAST_MS_MAX) } = options;
  const chance = chanceOf(options.seed * 7_919 + options.truck);
  let plan = planFrom(options, chance, now);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const index = routeFor(options, chance);
    const agoH = (0.04 + 0.9 * chance.next()) * (index.totalKm / PAST_PACE_KMH);
    const departAt = laterOf(departAfter, addMs(now, -Math.round(agoH * HOUR_MS)));
    if (departAt >= now) continue;
    plan = planFrom({ ...options, routes: [index] }, chance, departAt);
    const { kind } = whereWouldBe(plan, now);
    if (kind === 'drive' || (kind !== 'ended' && chance.next() < STANDING_SHARE)) return plan;
  }
  return plan;
}

/** A truck that is somewhere on its way now and has no past. */
export function planFromHere(options: SpreadOptions): TruckPlan {
  const { now, truck, seed } = options;
  const chance = chanceOf(seed * 7_919 + truck);
  const plan = planFrom(options, chance, now);
  const startKm = plan.index.totalKm * (0.02 + 0.9 * chance.next());
  // Seals do not report in step.
  const startAt = addMs(now, Math.round(plan.pace.movingMs * chance.next()));
  return { ...plan, startKm, startAt, departAt: startAt };
}

/** A truck that is sealed now at the start of a route and departs soon. */
export function planDeparting(options: SpreadOptions): TruckPlan {
  const { now, truck, seed } = options;
  const chance = chanceOf(seed * 7_919 + truck + Math.floor(now / MINUTE_MS));
  return { ...planFrom(options, chance, addMs(now, 2 * MINUTE_MS)), startAt: now };
}

/** A truck that goes on from where it was last heard of. */
export function planResumed(
  options: SpreadOptions & {
    readonly index: RouteIndex;
    readonly km: number;
    readonly since: Instant;
  },
): TruckPlan {
  const { index, km, since, now, truck, seed } = options;
  const chance = chanceOf(seed * 7_919 + truck + Math.floor(since / SECOND_MS));
  const plan = planFrom({ ...options, routes: [index] }, chance, since);
  const startAt = laterOf(addMs(since, SECOND_MS), addMs(now, -PAST_MS_MAX));
  return { ...plan, startKm: km, startAt, departAt: startAt };
}

function planFrom(options: SpreadOptions, chance: Chance, departAt: Instant): TruckPlan {
  const { truck, identity, now, rates } = options;
  const { model, wireId } = identity;
  return {
    truck,
    seed: chance.integer(0, 2 ** 31 - 1),
    model,
    wireId,
    index: routeFor(options, chance),
    startKm: 0,
    startAt: addMs(departAt, -SEALED_BEFORE_MS),
    departAt,
    batteryPct: chance.integer(93, 100),
    drainPctPerHour: DRAIN_PCT_PER_HOUR[model] * (0.6 + 0.3 * chance.next()),
    pace: paceOf(now, options.everyS ?? chance.integer(15, 20)),
    rates,
  };
}

function paceOf(liveFrom: Instant, everyS: number): Pace {
  return {
    liveFrom,
    movingMs: everyS * SECOND_MS,
    standingMs: MINUTE_MS,
    pastMovingMs: 4 * MINUTE_MS,
    pastStandingMs: 12 * MINUTE_MS,
  };
}

/** By traffic, among those whose way the seal's battery lasts. */
function routeFor({ routes, identity }: SpreadOptions, chance: Chance): RouteIndex {
  const perHour = DRAIN_PCT_PER_HOUR[identity.model];
  const lasting = routes.filter(
    ({ totalKm }) => (totalKm / NEEDED.paceKmh) * perHour + NEEDED.reservePct < 92,
  );
  const possible = lasting.length > 0 ? lasting : routes;
  const weight = ({ route }: RouteIndex): number => TRAFFIC[route.id] ?? 1;
  let left = chance.next() * possible.reduce((sum, index) => sum + weight(index), 0);
  for (const index of possible) {
    left -= weight(index);
    if (left < 0) return index;
  }
  return chance.pick(possible);
}
