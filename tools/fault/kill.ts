// kill -9 of the gateway, of Postgres, of both, in turn and under load: whatever was acknowledged is stored
// once, and every cut that was acknowledged has its alarm.
import { chanceOf } from '@lakiri/kit';
import { trapEarlyAcks } from '../bench/early-ack-trap.ts';
import { readFlags } from '../bench/flags.ts';
import { command, conclude, pause, progress } from '../bench/report.ts';
import { kill, TARGETS } from './kill-process.ts';
import { type LoadedTrial, startLoaded } from './load.ts';
import { holds, judge, type Verdict } from './verdict.ts';

const standard = { rounds: 21, seals: 300, rate: 2_000, seed: 1 };
/** Supervisors wait up to 10 s before another try, and Postgres replays what it had not written. */
const RECOVERY_MS_MAX = 120_000;
/** A node serves again when so many seconds' worth of the load is acknowledged. */
const SERVED_S = 0.5;
/** Acknowledgements that were on their way when everything stopped are heard within it. */
const LAST_ACKS_MS = 300;
/** How long the load runs well before it is hit. */
const WELL_MS = [200, 1_500] as const;

await command(async () => {
  const flags = readFlags(standard);
  const trial = await startLoaded({ ...flags, ratePerS: flags.rate });
  const chance = chanceOf(flags.seed);
  let verdict: Verdict;
  try {
    await trial.untilAcked(flags.rate * SERVED_S, RECOVERY_MS_MAX);
    for (let round = 0; round < flags.rounds; round++) {
      const target = TARGETS[round % TARGETS.length] ?? 'both';
      await trial.cut();
      await pause(chance.integer(...WELL_MS));
      await trial.cut(); // one is on its way when everything stops
      await pause(chance.integer(0, 30));
      kill(trial.node, target);
      await pause(LAST_ACKS_MS);
      const ms = LAST_ACKS_MS + (await trial.untilAcked(flags.rate * SERVED_S, RECOVERY_MS_MAX));
      progress(`round ${round + 1}: served again after ${Math.round(ms)} ms`);
    }
    await trial.endLoad();
    await trapEarlyAcks(trial, flags.rate);
    verdict = await judge(trial);
  } catch (error) {
    progress(trial.node.logTail());
    throw error;
  } finally {
    await end(trial);
  }
  conclude({ rounds: flags.rounds, ...verdict }, holds(verdict));
});

async function end(trial: LoadedTrial): Promise<void> {
  await trial.endLoad();
  await trial.stop();
}
