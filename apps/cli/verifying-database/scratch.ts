// A database of its own with the same migrations, in which a node's tables are written again from nothing.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import { openDatabase, type Sql } from '@lakiri/platform/sql';
import { migrationSets } from '@lakiri/server/migrations';
import { TABLES } from './tables.ts';

export type Scratch = {
  /** One connection; each statement is a transaction of its own. */
  readonly sql: Sql;
  end(): Promise<void>;
};

/** Starts an empty node's database in a temporary directory, gone at the end. Throws CannotStart. */
export async function openScratch(log: Log): Promise<Scratch> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lakiri-verify-'));
  const postgres = await startPostgres({ dataDirectory, log });
  const end = async (): Promise<void> => {
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    const { ownerUrl } = postgres;
    const roleSecret = randomBytes(16).toString('hex');
    await migrate({ ownerUrl, roleSecret, sets: migrationSets, log });
    const scratch = await useScratch(ownerUrl);
    return {
      sql: scratch.sql,
      end: async () => {
        await scratch.end();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Uses a fresh, migrated database as scratch; as a superuser of its cluster. */
export async function useScratch(ownerUrl: string): Promise<Scratch> {
  const database = openDatabase({
    url: ownerUrl,
    poolMax: 1,
    name: 'lakiri verify, scratch',
    onIdleError: () => undefined,
  });
  const client = await database.pool.connect();
  // References are checked where the rows are really kept; here one subject is written after another. What
  // is lost with the machine is written again.
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
    SET statement_timeout = 0; SET TimeZone = 'UTC'`);
  return {
    sql: client as unknown as Sql,
    end: async () => {
      client.release();
      await database.end();
    },
  };
}

/** Forgets all that was written again, so that another history can be. */
export async function emptyScratch(sql: Sql): Promise<void> {
  const written = TABLES.filter(({ is }) => is === 'recomputed' || is === 'beside');
  const whole = written.filter(({ ours }) => ours === undefined);
  await sql.query(`TRUNCATE ${whole.map(({ name }) => name).join(', ')}`);
  for (const { name, ours } of written)
    if (ours !== undefined) await sql.query(`DELETE FROM ${name} WHERE NOT (${ours})`);
}
