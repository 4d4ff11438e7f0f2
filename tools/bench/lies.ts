// How many lies about place the rules find on made-up tracks, and how often they doubt an honest truck:
// npm run -s bench:lies -- --journeys 100 --runs 200 --seed 1
// There is no field data: what is measured is these tracks, and no more.
import { addMs, type Chance, chanceOf, type Instant, MINUTE_MS } from '@lakiri/kit';
import { fold, type Reading } from '@lakiri/seals';
import { DEFAULT_NUMBERS, judge, type Suspicion, type TrustNumbers } from '@lakiri/trust';
import { aWatchedSeal } from '@lakiri/trust/testing';
import { readFlags } from './flags.ts';
import { HOURS, journey, LIES, NUISANCES, type Play, played } from './lies-tracks.ts';
import { command, conclude, progress } from './report.ts';

const THRESHOLDS = [20, 30, 40, 60, 80] as const;
/** A doubt so long after the end of a lie is still of it: the place comes back with a jump. */
const AFTER_MS = 10 * MINUTE_MS;
const BARS: Readonly<Record<string, number>> = { jam: 0.95, teleport: 0.9, 'replayed trip': 0.9 };
const FALSE_PER_1000_H_MAX = 1;

type Doubted = { readonly at: Instant; readonly kind: string; readonly code: string };

function numbersWith(oddsMin: number): TrustNumbers {
  return {
    ...DEFAULT_NUMBERS,
    'position-doubted': { ...DEFAULT_NUMBERS['position-doubted'], oddsMin },
    'jamming-suspected': { ...DEFAULT_NUMBERS['jamming-suspected'], oddsMin },
  };
}

/** What is doubted of one seal; an identity that is doubted is lifted at once, so that all is counted. */
function doubtsOf(readings: readonly Reading[], numbers: TrustNumbers): Doubted[] {
  let seal = aWatchedSeal({ custody: { ...aWatchedSeal().custody, armedAt: 0 } as never });
  let suspicion: Suspicion | null = null;
  const found: Doubted[] = [];
  for (const reading of readings) {
    const folded = fold(seal, reading);
    const judged = judge({ before: seal, folded, reading, suspicion, numbers });
    for (const { kind, why } of judged.doubts)
      found.push({ at: folded.at, kind, code: why[0]?.code ?? '' });
    suspicion = judged.suspicion?.state === 'identity-doubted' ? null : judged.suspicion;
    seal = folded.seal;
  }
  return found;
}

/** The honest journey with the nuisances that chance brings it. */
function honest(seed: number): readonly Reading[] {
  const chance = chanceOf(seed ^ 0x51);
  let readings: readonly Reading[] = journey(seed);
  for (const nuisance of NUISANCES)
    for (let hour = 0; hour < HOURS; hour++)
      if (chance.next() < nuisance.perHour)
        readings = played(readings, nuisance, chance)?.readings ?? readings;
  return readings;
}

type Run = {
  readonly readings: readonly Reading[];
  readonly from: Instant;
  readonly until: Instant;
};

function runsOf(
  play: Play,
  tracks: readonly (readonly Reading[])[],
  count: number,
  chance: Chance,
): Run[] {
  const runs: Run[] = [];
  for (let n = 0; n < count; n++) {
    const run = played(tracks[n % tracks.length] ?? [], play, chance);
    if (run !== undefined) runs.push(run);
  }
  return runs;
}

function rateOf(runs: readonly Run[], numbers: TrustNumbers) {
  const delays: number[] = [];
  for (const { readings, from, until } of runs) {
    const hit = doubtsOf(readings, numbers).find(
      ({ at }) => at >= from && at <= addMs(until, AFTER_MS),
    );
    if (hit !== undefined) delays.push((hit.at - from) / 1_000);
  }
  delays.sort((a, b) => a - b);
  return {
    runs: runs.length,
    detected: delays.length,
    rate: runs.length === 0 ? 0 : Math.round((delays.length / runs.length) * 1_000) / 1_000,
    median_delay_s: delays[Math.floor(delays.length / 2)] ?? null,
  };
}

function falseOf(tracks: readonly (readonly Reading[])[], numbers: TrustNumbers) {
  const doubts = tracks.flatMap((track) => doubtsOf(track, numbers));
  const hours = tracks.length * HOURS;
  const byCode = Object.fromEntries(
    [...Map.groupBy(doubts, ({ code }) => code)].map(([code, all]) => [code, all.length]),
  );
  return {
    suspects: doubts.length,
    per_1000_h: Math.round((doubts.length / hours) * 1e6) / 1e3,
    by_reason: byCode,
  };
}

await command(async () => {
  const { journeys, runs, seed } = readFlags({ journeys: 100, runs: 200, seed: 1 });
  const tracks = Array.from({ length: journeys }, (_, at) => honest(seed * 1_000 + at));
  const clean = tracks.slice(0, 20).map((_, at) => journey(seed * 1_000 + at));
  progress(`${journeys} journeys of ${HOURS} h`);
  const chance = chanceOf(seed);
  const lies = LIES.map((play) => ({ name: play.name, runs: runsOf(play, clean, runs, chance) }));
  const roc = THRESHOLDS.map((oddsMin) => {
    const numbers = numbersWith(oddsMin);
    const rates = Object.fromEntries(
      lies.map(({ name, runs: own }) => [name, rateOf(own, numbers)]),
    );
    progress(`threshold ${oddsMin / 10}`);
    return { odds_min: oddsMin / 10, honest: falseOf(tracks, numbers), lies: rates };
  });
  const inForce = DEFAULT_NUMBERS['position-doubted'].oddsMin / 10;
  const own = roc.find(({ odds_min }) => odds_min === inForce);
  if (own === undefined) throw new Error('the threshold in force is not among those tried');
  const bars = Object.entries(BARS).map(([name, bar]) => {
    const rate = own.lies[name]?.rate ?? 0;
    return { name, bar, rate, met: rate >= bar };
  });
  const isQuiet = own.honest.per_1000_h <= FALSE_PER_1000_H_MAX;
  conclude(
    {
      bench: 'lies',
      seed,
      journey_hours: journeys * HOURS,
      data: 'made up; there is no field data',
      honest: own.honest,
      lies: own.lies,
      bars: [
        ...bars,
        {
          name: 'false per 1,000 h',
          bar: FALSE_PER_1000_H_MAX,
          rate: own.honest.per_1000_h,
          met: isQuiet,
        },
      ],
      roc,
    },
    bars.every(({ met }) => met) && isQuiet,
  );
  await Promise.resolve();
});
