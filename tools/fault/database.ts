// The database away for a minute, twice: frozen (a hung disk or machine) and stopped (and kept from starting).
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trapEarlyAcks } from '../bench/early-ack-trap.ts';
import { readFlags } from '../bench/flags.ts';
import { freezePostgres, type NodeUnderTest, thawPostgres } from '../bench/node-under-test.ts';
import { signal } from '../bench/processes.ts';
import { command, conclude, progress } from '../bench/report.ts';
import { kill } from './kill-process.ts';
import { startLoaded } from './load.ts';
import { type Outage, type OutageSeen, suffer } from './outage.ts';
import { holds, judge, type Verdict } from './verdict.ts';

const standard = { seconds: 60, seals: 300, rate: 2_000, seed: 2 };
const FIRST_ACKS_MS_MAX = 60_000;

await command(async () => {
  const flags = readFlags(standard);
  const trial = await startLoaded({ ...flags, ratePerS: flags.rate });
  const seen: OutageSeen[] = [];
  let verdict: Verdict;
  try {
    await trial.untilAcked(flags.rate, FIRST_ACKS_MS_MAX);
    for (const outage of outagesOf(trial.node, flags.seconds))
      seen.push(await suffer(trial, outage));
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
  const ackedWhileDown = seen.reduce((sum, one) => sum + one.ackedWhileDown, 0);
  const named = seen.every(({ isNamed }) => isNamed);
  conclude(
    {
      rounds: seen.length,
      seconds: flags.seconds,
      ...verdict,
      acked_while_down: ackedWhileDown,
      named_on_readyz: named,
      recovery_ms_max: Math.max(...seen.map(({ recoveryMs }) => recoveryMs)),
    },
    holds(verdict) && ackedWhileDown === 0 && named,
  );
});

function outagesOf(node: NodeUnderTest, seconds: number): readonly Outage[] {
  // As an operator's slip would: Postgres refuses to start until the line is gone.
  const settings = join(node.dataDirectory, 'postgres', 'postgresql.auto.conf');
  const good = readFileSync(settings);
  return [
    {
      name: 'frozen',
      seconds,
      begin: () => freezePostgres(node),
      end: () => thawPostgres(node),
      named: /"missing":\[[^\]]*"database"/,
    },
    {
      name: 'stopped',
      seconds,
      begin: () => {
        appendFileSync(settings, 'this is no setting\n');
        const postmaster = node.postmasterPid();
        if (postmaster === undefined || !signal(postmaster, 'SIGINT'))
          throw new Error('there is no Postgres to stop');
      },
      end: () => writeFileSync(settings, good),
      named: /"missing":\[[^\]]*"postgres"/,
      halfway: () => kill(node, 'gateway'),
    },
  ];
}
