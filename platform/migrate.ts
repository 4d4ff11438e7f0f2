import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Log } from './log.ts';
import {
  type AppliedMigration,
  labelOf,
  type MigrationFile,
  type MigrationSet,
  pendingMigrations,
  readMigrations,
} from './migration-files.ts';
import { closeDefaults, ensureRoles, type Group, loginRole, rolePassword } from './roles.ts';
import type { Sql } from './sql.ts';

export type { MigrationSet } from './migration-files.ts';
export { frameSecret, sealSecret } from './roles.ts';

/** NULLS NOT DISTINCT, SQL function bodies and public's ownership are from 15. */
const SERVER_VERSION_MIN = 150_000;
/** Any fixed number, the same in every release: two starts on one database take turns. */
const LOCK = 7_110_915_284;
/** The other start may be applying a long migration. */
const LOCK_MS_MAX = 10 * 60_000;

const APPLIED =
  'SELECT module, number, name, sha256 FROM platform.migration ORDER BY module, number';

/** A URL for each process's role; secrets. */
export type RoleUrls = {
  readonly appUrl: string;
  readonly intakeUrl: string;
  readonly sequencerUrl: string;
};

/**
 * Brings a database to this release: roles first, then each set's files in order, one transaction
 * each. Safe to run at every start and at once. Throws CannotStart with the remedy where the
 * database is too old, too new, or not what the files say.
 */
export async function migrate(options: {
  /** A superuser, or the database's owner with CREATEROLE. */
  readonly ownerUrl: string;
  /** In the order in which their files may refer to each other. */
  readonly sets: readonly MigrationSet[];
  /** Gives the passwords of the login roles; the same on all machines of one database. */
  readonly roleSecret: string;
  readonly log: Log;
}): Promise<RoleUrls & { readonly applied: number }> {
  const { ownerUrl, roleSecret, log } = options;
  const files = options.sets.flatMap(readMigrations);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lakiri migrate' });
  client.on('error', (error) => log.warn({ err: error }, 'the connection of migrate broke'));
  client.on('notice', ({ message }) => log.debug({ postgres: message }));
  await client.connect();
  try {
    const database = await checkServer(client);
    await client.query(`SET lock_timeout = ${LOCK_MS_MAX}`);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query('SET lock_timeout = 0');
    await ensureRoles(client, database, roleSecret);
    await closeDefaults(client, database);
    await ensureLedger(client);
    const pending = pendingMigrations(files, await readApplied(client));
    for (const file of pending) {
      await apply(client, file);
      log.info({ migration: labelOf(file) }, 'migrated');
    }
    return { ...roleUrls(ownerUrl, roleSecret), applied: pending.length };
  } finally {
    await client.end(); // gives the lock back
  }
}

/** Files of these sets that the database does not have; for a process that may look but not migrate. */
export async function missingMigrations(
  sql: Pick<Sql, 'query'>,
  sets: readonly MigrationSet[],
): Promise<readonly string[]> {
  const { rows } = await sql.query<AppliedMigration>(APPLIED);
  return pendingMigrations(sets.flatMap(readMigrations), rows).map(labelOf);
}

async function checkServer(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: number; database: string; owner: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, current_database() AS database,
       pg_has_role(datdba, 'USAGE') AS owner FROM pg_database WHERE datname = current_database()`,
  );
  const server = rows[0];
  if (server === undefined) throw new Error('the database does not list itself');
  if (server.version < SERVER_VERSION_MIN)
    throw new CannotStart(
      'postgres-too-old',
      `DATABASE_URL is a PostgreSQL ${Math.floor(server.version / 10_000)}; Lakiri needs 15 or newer.`,
    );
  if (!server.owner)
    throw new CannotStart(
      'database-not-owned',
      `the user of DATABASE_URL does not own the database ${server.database}. Run ALTER DATABASE … OWNER TO it.`,
    );
  return server.database;
}

async function ensureLedger(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ledger: string | null }>(
    `SELECT to_regclass('platform.migration') AS ledger`,
  );
  if (rows[0]?.ledger !== null) return;
  await client.query(`
    CREATE SCHEMA platform;
    CREATE TABLE platform.migration (
      module text NOT NULL,
      number integer NOT NULL CHECK (number > 0),
      name text NOT NULL,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (module, number)
    );
    COMMENT ON TABLE platform.migration IS 'Which files of which module made this database.';
    GRANT USAGE ON SCHEMA platform TO lakiri_app, lakiri_intake, lakiri_sequencer;
    GRANT SELECT ON platform.migration TO lakiri_app, lakiri_intake, lakiri_sequencer;
  `);
}

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(APPLIED);
  return rows;
}

/** The file and its line in the ledger, both or neither. */
async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(file.sql);
    await client.query(
      'INSERT INTO platform.migration (module, number, name, sha256) VALUES ($1, $2, $3, $4)',
      [file.module, file.number, file.name, file.sha256],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the first error is the one to tell
    const { message, position } = error as { message: string; position?: string };
    const line =
      position === undefined ? '' : `:${file.sql.slice(0, Number(position)).split('\n').length}`;
    throw new CannotStart('migration-failed', `${labelOf(file)}${line}: ${message}`, {
      cause: error,
    });
  }
}

/** The URLs that the roles of this database have; without asking it, so that it may be down. */
export function roleUrls(ownerUrl: string, roleSecret: string): RoleUrls {
  const owner = new URL(ownerUrl);
  // As every client of Postgres has it: without a database in the URL, the one named like the user.
  const database = decodeURIComponent(owner.pathname.slice(1) || owner.username);
  const urlOf = (group: Group): string => {
    const url = new URL(ownerUrl);
    const role = loginRole(group, database);
    url.username = encodeURIComponent(role);
    url.password = rolePassword(roleSecret, role);
    url.pathname = `/${encodeURIComponent(database)}`;
    return url.href;
  };
  return { appUrl: urlOf('app'), intakeUrl: urlOf('intake'), sequencerUrl: urlOf('sequencer') };
}
