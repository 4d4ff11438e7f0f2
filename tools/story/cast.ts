// Who plays in a story: the trucks that set out, by the day, and what may go wrong with them. Everything follows from the seed.
import { indexRoute, type RouteIndex } from '@lakiri/corridors';
import { readGazette } from '@lakiri/corridors/store';
import { addMs, DAY_MS, type Id, type Instant, MINUTE_MS } from '@lakiri/kit';
import { PROFILES } from '@lakiri/protocol-teltonika';
import type { Model } from '@lakiri/seals';
import { identityOf, planDeparting, type Rates, type TruckPlan } from '@lakiri/simulator';

/** Midnight in Nairobi; any day would do. */
const STORY_START = Date.UTC(2026, 2, 1, 21) as Instant;
/** "~300 heavy trucks/day leave Mombasa for EAC" (cargo-tracking [S7]); here over all gazetted routes. */
export const TRUCKS_A_DAY = 300;
const MOVING_S = 60; // the factory P04 setting of the commonest model
const STANDING_MS = 5 * MINUTE_MS;

/**
 * True incidents by the truck-hour: together about one in thirty journeys. No figure is published; what matters is that
 * they are rare beside what only looks like them.
 */
const TRUE_RATES: Rates = {
  cut: 0.000_1,
  opened: 0.000_12,
  'vendor-opened': 0.000_06,
  cover: 0.000_1,
  refused: 0.000_1,
  deviation: 0.000_15,
  'long-stop': 0.000_2,
};

/** What happens to honest trucks, and should call nobody. By the truck-hour; guesses, as in the simulator's calm day. */
const NUISANCE_RATES: Rates = {
  'clock-1970': 0.004,
  'clock-ahead': 0.004,
  'no-fix': 0.02,
  'zero-fix': 0.01,
  doubled: 0.02,
  reordered: 0.008,
  silence: 0.000_8, // not in a stretch that anybody knows of: it calls an officer, and nothing was wrong
};

/** Each truck that sets out within so many days, in the order of time. */
export function* cast(days: number, seed: number, perDay: number): Generator<TruckPlan> {
  const routes: readonly RouteIndex[] = readGazette().routes.map((route) => indexRoute(route));
  const rates = { ...TRUE_RATES, ...NUISANCE_RATES };
  const everyMs = DAY_MS / perDay;
  for (let truck = 0; truck < days * perDay; truck++) {
    const now = addMs(STORY_START, Math.floor(truck * everyMs));
    const identity = identityOf(seed, truck);
    const plan = planDeparting({ seed, truck, identity, routes, now, rates, everyS: MOVING_S });
    yield { ...plan, pace: { ...plan.pace, liveFrom: now, standingMs: STANDING_MS } };
  }
}

/** The models of the simulator as the register has them (modules/seals, migrations 0001 and 0004). */
export const MODELS: readonly Model[] = (
  [
    ['JT701D', 'jointech', 'Jointech', 0.4, 1_800, null],
    ['JT701', 'jointech', 'Jointech', 0.4, 1_800, null],
    ['JT600', 'jointech', 'Jointech', 0.5, 1_800, null],
    ['FMB-rope', 'teltonika', 'Teltonika', 1, null, JSON.stringify(PROFILES.sealOnDin1)],
  ] as const
).map(([model, dialect, maker, drainPctPerHour, asleepIntervalS, profile], at) => ({
  id: `01900000-0000-7000-8000-0000000001${at.toString(16).padStart(2, '0')}` as Id<'Model'>,
  model,
  dialect,
  maker,
  isMade: false,
  versions: [
    {
      version: 1,
      effectiveFrom: 0 as Instant,
      reportIntervalS: MOVING_S,
      parkedIntervalS: null,
      asleepIntervalS,
      drainPctPerHour,
      tierMax: 0,
      profile,
      basis: 'assumed',
      source: 'the register of models',
    },
  ],
}));
