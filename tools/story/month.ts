// A month on the corridors, in minutes: npm run -s story:month -- --days 30 --seed 1
// Every byte of every seal goes through the functions by which a node judges; nothing is stored and nothing is sent.
import { DEFAULT_RULES, rulesOf } from '@lakiri/alarms';
import { modelsOf } from '@lakiri/gateway/refolding';
import { DAY_MS } from '@lakiri/kit';
import type { Happened } from '@lakiri/simulator';
import { readFlags } from '../bench/flags.ts';
import { command, conclude, progress } from '../bench/report.ts';
import { cast, MODELS, TRUCKS_A_DAY } from './cast.ts';
import { type Opened, travel } from './trip.ts';
import { counts, isActionable, isCaught, isTrue } from './verdict.ts';

const standard = { days: 30, seed: 1, trucks: TRUCKS_A_DAY };
/** Of the true incidents; and of cases that call somebody, by the journey (cargo-tracking §1.6 plans for so few). */
const BARS = { caughtMin: 0.95, actionableMax: 0.3, speedupMin: 1_000 } as const;
const TELL_EVERY = 500;

type Month = {
  readonly journeys: number;
  readonly reports: number;
  readonly cases: readonly Opened[];
  readonly truths: readonly Happened[];
  readonly missed: readonly Happened[];
};

function play(days: number, seed: number, trucks: number): Month {
  const standing = { rules: rulesOf(DEFAULT_RULES), models: modelsOf(MODELS) };
  const cases: Opened[] = [];
  const truths: Happened[] = [];
  const missed: Happened[] = [];
  let journeys = 0;
  let reports = 0;
  for (const plan of cast(days, seed, trucks)) {
    const trip = travel(plan, standing);
    const own = trip.happened.filter(isTrue);
    truths.push(...own);
    missed.push(...own.filter((one) => !isCaught(one, trip.alarms)));
    cases.push(...trip.cases);
    journeys++;
    reports += trip.reports;
    if (journeys % TELL_EVERY === 0) progress(`${journeys} journeys, ${reports} reports`);
  }
  return { journeys, reports, cases, truths, missed };
}

await command(() => {
  const { days, seed, trucks } = readFlags(standard);
  const from = performance.now();
  const { journeys, reports, cases, truths, missed } = play(days, seed, trucks);
  const seconds = (performance.now() - from) / 1_000;
  const incidents = truths.length;
  const caught = incidents - missed.length;
  const perJourney = cases.filter(isActionable).length / journeys;
  const speedup = Math.round((days * DAY_MS) / 1_000 / seconds);
  progress(`incidents: ${counts(truths)}`);
  progress(`cases: ${counts(cases)}`);
  for (const { kind, truck } of missed) progress(`missed: ${kind} of truck ${truck}`);
  progress(`${reports} reports, ${Math.round(reports / seconds)} a second`);
  conclude(
    {
      days,
      journeys,
      incidents,
      caught,
      actionable_per_journey: Math.round(perJourney * 1_000) / 1_000,
      speedup,
    },
    caught >= BARS.caughtMin * incidents &&
      perJourney <= BARS.actionableMax &&
      speedup >= BARS.speedupMin,
  );
  return Promise.resolve();
});
