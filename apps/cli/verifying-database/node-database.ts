// The database of a node as its owner: the one of DATABASE_URL; else the embedded one, running beside us or, where
// the node is stopped, started for as long as we read.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { frameKey } from '@lakiri/gateway/refolding';
import { CannotStart } from '@lakiri/platform/cannot-start';
import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import { frameSecret, missingMigrations, sealSecret } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import { openSecrets } from '@lakiri/platform/secrets';
import { openDatabase, type Sql } from '@lakiri/platform/sql';
import { migrationSets } from '@lakiri/server/migrations';
import { sealingKey } from '@lakiri/trust/store';

export type NodeDatabase = {
  /** One connection inside one snapshot; nothing is written. */
  readonly real: Sql;
  readonly frameKey: Uint8Array | undefined;
  readonly sealingKey: Uint8Array | undefined;
  /** Where its log lies. */
  readonly logDirectory: string;
  end(): Promise<void>;
};

/** Throws CannotStart where there is no such node, or its database is of another release. */
export async function openNodeDatabase(
  config: Config,
  log: Log,
  beforeSnapshot: (logDirectory: string) => Promise<void>,
): Promise<NodeDatabase> {
  const data = resolve(config.dataDirectory);
  const logDirectory = join(data, 'log', config.node);
  const server = await serverOf(config, data, log);
  const database = openDatabase({
    url: server.ownerUrl,
    poolMax: 1,
    name: 'lakiri verify',
    onIdleError: () => undefined,
  });
  const end = async (): Promise<void> => {
    await database.end();
    await server.end();
  };
  try {
    await beforeSnapshot(logDirectory);
    const client = await database.pool.connect();
    const real = client as unknown as Sql;
    await real.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`);
    const missing = await missingMigrations(real, migrationSets);
    if (missing.length > 0)
      throw new CannotStart(
        'other-release',
        `the database lacks ${missing.join(', ')}. Verify it with the release that runs on it, or migrate first.`,
      );
    return {
      real,
      ...keysOf(config, data),
      logDirectory,
      end: async () => {
        await client.query('ROLLBACK');
        client.release();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function keysOf(config: Config, data: string): Pick<NodeDatabase, 'frameKey' | 'sealingKey'> {
  const secret = config.roleSecret ?? openSecrets(join(data, 'secrets.json')).get('roles');
  if (secret === undefined) return { frameKey: undefined, sealingKey: undefined };
  return { frameKey: frameKey(frameSecret(secret)), sealingKey: sealingKey(sealSecret(secret)) };
}

type Server = { readonly ownerUrl: string; end(): Promise<void> };

const NOTHING = (): Promise<void> => Promise.resolve();

async function serverOf({ databaseUrl }: Config, data: string, log: Log): Promise<Server> {
  if (databaseUrl !== undefined) return { ownerUrl: databaseUrl, end: NOTHING };
  if (!existsSync(join(data, 'postgres')))
    throw new CannotStart(
      'no-node',
      `${data} holds no node. Set LAKIRI_DATA to its directory, or DATABASE_URL to its database.`,
    );
  const running = runningUrl(data);
  if (running !== undefined && (await answers(running))) return { ownerUrl: running, end: NOTHING };
  const postgres = await startPostgres({ dataDirectory: data, log });
  return { ownerUrl: postgres.ownerUrl, end: () => postgres.stop() };
}

/** As the embedded Postgres of this directory is reached while it runs. */
function runningUrl(data: string): string | undefined {
  const password = openSecrets(join(data, 'secrets.json')).get('postgres-owner');
  const file = join(data, 'postgres-port');
  if (password === undefined || !existsSync(file)) return undefined;
  const port = readFileSync(file, 'utf8').trim();
  return `postgres://lakiri:${password}@127.0.0.1:${port}/lakiri`;
}

async function answers(url: string): Promise<boolean> {
  const database = openDatabase({
    url,
    poolMax: 1,
    name: 'lakiri verify',
    onIdleError: () => undefined,
  });
  try {
    await database.pool.query('SELECT 1');
    return true;
  } catch {
    return false; // stopped, or another program has its port by now
  } finally {
    await database.end();
  }
}
