// The disk of the database full, under load: said on /readyz, nothing acknowledged that is not stored, and all
// well again by itself when there is space.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { trapEarlyAcks } from '../bench/early-ack-trap.ts';
import { readFlags } from '../bench/flags.ts';
import { command, conclude, progress } from '../bench/report.ts';
import { kill } from './kill-process.ts';
import { startLoaded } from './load.ts';
import { type OutageSeen, suffer } from './outage.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { holds, judge, type Verdict } from './verdict.ts';

const standard = { seconds: 20, seals: 300, rate: 2_000, seed: 3 };
const FIRST_ACKS_MS_MAX = 60_000;
/** Little enough that the load writes it within the first second. */
const LEFT_MB = 0.5;

await command(async () => {
  const flags = readFlags(standard);
  const disk = mountSmallDisk();
  if ('forbidden' in disk) {
    progress(`skipped: a small disk may not be mounted here (${disk.forbidden}); run it as root`);
    conclude({ skipped: 'mounting is forbidden', said: disk.forbidden }, true);
    return;
  }
  try {
    await run(flags, disk);
  } finally {
    disk.unmount();
  }
});

async function run(
  flags: ReturnType<typeof readFlags<keyof typeof standard>>,
  disk: SmallDisk,
): Promise<void> {
  const dataDirectory = join(disk.directory, 'data');
  mkdirSync(dataDirectory, { mode: 0o711 });
  const trial = await startLoaded({ ...flags, ratePerS: flags.rate, dataDirectory });
  let seen: OutageSeen;
  let verdict: Verdict;
  try {
    await trial.untilAcked(flags.rate, FIRST_ACKS_MS_MAX);
    seen = await suffer(trial, {
      name: 'full disk',
      seconds: flags.seconds,
      begin: () => disk.fill(LEFT_MB),
      end: () => disk.free(),
      named: /disk[^"]* (is )?full|No space left/,
      halfway: () => kill(trial.node, 'both'),
    });
    await trial.endLoad();
    await trapEarlyAcks(trial, flags.rate);
    verdict = await judge(trial);
  } catch (error) {
    progress(trial.node.logTail());
    throw error;
  } finally {
    await trial.endLoad();
    await trial.stop();
  }
  conclude(
    {
      rounds: 1,
      seconds: flags.seconds,
      ...verdict,
      named_on_readyz: seen.isNamed,
      recovery_ms: seen.recoveryMs,
    },
    holds(verdict) && seen.isNamed,
  );
}
