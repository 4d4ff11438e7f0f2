// A log with a Postgres of its own, all in one data directory: what an operator backs up and restores.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceMigrations } from '@lakiri/evidence/store';
import { silentLog } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import type { Database } from '@lakiri/platform/sql';
import { platformMigrations } from '@lakiri/platform/testing';
import { openTrialDatabase } from './log-stage.ts';
import { NODE, type SequencerProcess, startSequencer } from './sequencer-process.ts';

const ROLE_SECRET = 'secret-of-a-trial';

/** What a backup may have, or lack: the database, the log's folder. */
export const PARTS = ['postgres', 'log'] as const;
export type Part = (typeof PARTS)[number];

export type LogNode = {
  readonly data: string;
  /** The folder of the log. */
  readonly directory: string;
  /** Postgres and the sequencer; one at a time. */
  start(options?: { readonly witnessPolicy?: string | undefined }): Promise<RunningLog>;
  /** Cold: call it while nothing runs. */
  backUp(name: string): void;
  restore(name: string, parts: readonly Part[]): void;
  remove(): void;
};

export type RunningLog = {
  readonly owner: Database;
  readonly sequencer: SequencerProcess;
  stop(): Promise<void>;
};

export function makeLogNode(): LogNode {
  const root = mkdtempSync(join(tmpdir(), 'lakiri-log-node-'));
  const data = join(root, 'data');
  const copy = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', '--reflink=auto', from, to]);
  };
  return {
    data,
    directory: join(data, 'log', NODE),
    start: (options) => start(data, options?.witnessPolicy),
    backUp: (name) => copy(data, join(root, name)),
    restore: (name, parts) => {
      for (const part of parts) copy(join(root, name, part), join(data, part));
    },
    remove: () => {
      if (existsSync(root)) rmSync(root, { recursive: true });
    },
  };
}

async function start(data: string, witnessPolicy: string | undefined): Promise<RunningLog> {
  const postgres = await startPostgres({ dataDirectory: data, log: silentLog() });
  try {
    const { sequencerUrl } = await migrate({
      ownerUrl: postgres.ownerUrl,
      sets: [platformMigrations, evidenceMigrations],
      roleSecret: ROLE_SECRET,
      log: silentLog(),
    });
    const sequencer = startSequencer({ url: sequencerUrl, data, witnessPolicy });
    const owner = openTrialDatabase(postgres.ownerUrl);
    return {
      owner,
      sequencer,
      stop: async () => {
        await sequencer.stop();
        await owner.end();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
