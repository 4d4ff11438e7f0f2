// How soon the screen of a journey answers, in a browser: npm run -s bench:journey -- --rounds 5
// Judged by the slowest round. Each opens its pages anew; the browser's files are those of the round before, as at a desk.
import { type Desk, signInByKeys } from '../browser/desk.ts';
import {
  ALARM_TO_REPLAY_MS,
  alarmToReplay,
  FIXES,
  journeyOfAMonth,
  MONTH_OPENS_MS,
  monthDrawn,
  monthOpens,
  partOf,
  SCRUB_STEP_MS,
  scrub,
  trackTook,
} from '../browser/month.ts';
import { wholeSecond } from '../browser/seals-apart.ts';
import { openStage } from '../browser/stage.ts';
import { PEOPLE, TRIPS } from '../browser/trips.ts';
import { populate, setUpByHand, type Truck } from '../browser/world.ts';
import { readFlags } from './flags.ts';
import { command, conclude, progress, round1 } from './report.ts';

type Round = {
  readonly alarmMs: number;
  readonly opensMs: number;
  /** With the map drawn whole, in software where there is no graphics card. */
  readonly drawnMs: number;
  readonly steps: readonly number[];
};

type Shown = { readonly truck: Truck; readonly month: string };

async function round(desk: Desk, { truck, month }: Shown, steps: number): Promise<Round> {
  await desk.go('/monitor');
  const alarmMs = await alarmToReplay(desk, truck);
  const opensMs = await monthOpens(desk, month);
  const drawnMs = opensMs + (await monthDrawn(desk));
  const track = await trackTook(desk);
  const scrubbed = await scrub(desk, steps);
  if (scrubbed.shown.size !== steps) throw new Error('a step was not shown');
  const p95 = partOf(scrubbed.steps, 0.95);
  progress(
    `alarm ${round1(alarmMs)} ms, opens ${round1(opensMs)} ms, drawn ${round1(drawnMs)} ms, step p95 ${round1(p95)} ms; track: ${track}`,
  );
  return { alarmMs, opensMs, drawnMs, steps: scrubbed.steps };
}

await command(async () => {
  const flags = readFlags({ rounds: 5, steps: 200 });
  const stage = await openStage();
  try {
    await setUpByHand(stage.node);
    const fleet = await populate(stage.node, TRIPS.slice(0, 1));
    const [truck] = fleet.trucks;
    if (truck === undefined) throw new Error('there is no truck');
    const month = await journeyOfAMonth(stage.node, fleet.freeSeals[0] ?? '');
    await truck.tell(wholeSecond(), { bits: { ropeCut: true } });
    const desk = await stage.open();
    await desk.go('/sign-in');
    await signInByKeys(desk, PEOPLE.achieng);
    const rounds: Round[] = [];
    for (let n = 0; n < flags.rounds; n++)
      rounds.push(await round(desk, { truck, month }, flags.steps));
    await fleet.stop();
    const alarmMs = Math.max(...rounds.map((it) => it.alarmMs));
    const opensMs = Math.max(...rounds.map((it) => it.opensMs));
    const p50 = Math.max(...rounds.map(({ steps }) => partOf(steps, 0.5)));
    const p95 = Math.max(...rounds.map(({ steps }) => partOf(steps, 0.95)));
    const held = alarmMs <= ALARM_TO_REPLAY_MS && opensMs <= MONTH_OPENS_MS && p95 <= SCRUB_STEP_MS;
    conclude(
      {
        fixes: FIXES,
        opens_ms: round1(opensMs),
        drawn_ms: round1(Math.max(...rounds.map((it) => it.drawnMs))),
        scrub_p50_ms: round1(p50),
        scrub_p95_ms: round1(p95),
        alarm_to_replay_ms: round1(alarmMs),
        held,
      },
      held,
    );
  } finally {
    await stage.close();
  }
});
