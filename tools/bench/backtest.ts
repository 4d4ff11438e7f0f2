// A changed rule tried on a simulated week: npm run -s bench:backtest -- --days 7 --seed 1
// The week is played and stored first; timed is what a server does when an officer asks: its own thread, its own code, an
// embedded Postgres beside it. The fold's rate is by the thread's own work, since a machine has other work too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_RULES } from '@lakiri/alarms';
import { silentLog } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import { openDatabase } from '@lakiri/platform/sql';
import {
  type BackTestAsked,
  type BackTestSaid,
  startBackTestThread,
} from '@lakiri/server/back-test';
import { migrationSets } from '@lakiri/server/migrations';
import { TRUCKS_A_DAY } from '../story/cast.ts';
import { fill, OFFICE, type World } from './backtest-world.ts';
import { readFlags } from './flags.ts';
import { command, conclude, progress, round1 } from './report.ts';

const BARS = { totalS: 60, foldReportsPerS: 300_000 } as const;
const KIND = 'long-stop';
/** Half as patient as what is shipped: both sides have something to say. */
const DRAFT_MIN = 15;

type Result = (BackTestSaid & { readonly is: 'done' })['result'];

function tryIt(url: string, { from, until }: World): Promise<Result> {
  const shipped = DEFAULT_RULES.filter(({ kind }) => kind === KIND).at(-1);
  if (shipped === undefined) throw new Error('nothing is shipped');
  const { severity, ackDueS, params, version: presentVersion } = shipped;
  const content = { severity, ackDueS, params: { ...params, dayMin: DRAFT_MIN } };
  const asked: BackTestAsked = {
    url,
    scope: { party: OFFICE },
    test: {
      kind: KIND,
      asked: {
        ...{ from, until, oneIn: 1, presentVersion, draft: 1 },
        content: { ...content, overrides: [], condition: null },
      },
    },
  };
  const worker = startBackTestThread(asked);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (said: BackTestSaid) => {
      if (said.is === 'done') resolve(said.result);
      else if (said.progress.journeys === said.progress.journeysInAll)
        progress(`${said.progress.reports} reports, ${said.progress.reportsPerS} a second in all`);
    });
  });
}

await command(async () => {
  const flags = readFlags({ days: 7, seed: 1, trucks: TRUCKS_A_DAY });
  const dataDirectory = mkdtempSync(join(tmpdir(), 'lakiri-backtest-'));
  const postgres = await startPostgres({ dataDirectory, log: silentLog() });
  try {
    const { ownerUrl } = postgres;
    const roleSecret = 'of a database that is thrown away';
    const { appUrl } = await migrate({
      ownerUrl,
      sets: migrationSets,
      roleSecret,
      log: silentLog(),
    });
    const open = { url: ownerUrl, poolMax: 1, name: 'bench', onIdleError: () => undefined };
    const owner = openDatabase(open);
    const world = await fill(owner, { ...flags, kind: KIND });
    await owner.end();
    progress(`${world.readings} readings stored`);
    const result = await tryIt(appUrl, world);
    const { reports, journeys, totalS, foldReportsPerS, present, drafted } = result;
    progress(
      `alarms: ${present.alarms} present, ${drafted.alarms} drafted, ${world.alarms} played`,
    );
    conclude(
      {
        ...{ days: flags.days, journeys, reports, fold_reports_per_s: foldReportsPerS },
        ...{ total_s: round1(totalS), present: present.alarms, drafted: drafted.alarms },
        ...{ played: world.alarms, bars: BARS },
      },
      present.alarms === world.alarms && drafted.alarms >= present.alarms,
    );
  } finally {
    await postgres.stop();
    rmSync(dataDirectory, { recursive: true });
  }
});
