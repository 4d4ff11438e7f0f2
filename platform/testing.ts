// Databases for tests: one embedded cluster per process (or the one the environment names), a fresh
// database per call.
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLog } from './log.ts';
import { type MigrationSet, migrate, type RoleUrls } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { startPostgres } from './postgres.ts';
import { GROUPS, loginRole } from './roles.ts';
import { sha256Hex } from './sha256.ts';

export type TestDatabase = RoleUrls & {
  readonly ownerUrl: string;
  /** Drops the database and its roles; ends the cluster when it was the last of this process. */
  drop(): Promise<void>;
};

type Cluster = { readonly adminUrl: string; stop(): Promise<void> };

let cluster: Promise<Cluster> | undefined;
let databases = 0;

/** The platform's own migrations, which come before every module's. */
export const platformMigrations: MigrationSet = {
  module: 'platform',
  directory: new URL('migrations/', import.meta.url),
};

/**
 * A database of its own with the platform's migrations and the given ones. Runs on the Postgres of
 * LAKIRI_TEST_DATABASE_URL (a user who may create databases and roles), or on an embedded one.
 */
export async function testDatabase(
  options: { readonly sets?: readonly MigrationSet[] } = {},
): Promise<TestDatabase> {
  databases++;
  cluster ??= startCluster();
  const { adminUrl } = await cluster;
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const sets = [platformMigrations, ...(options.sets ?? [])];
  await asAdmin(adminUrl, async (admin) => {
    const from = await templateOf(admin, adminUrl, sets);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  });
  const ownerUrl = urlOf(adminUrl, name);
  const { appUrl, intakeUrl, sequencerUrl } = await migrated(ownerUrl, sets);
  return {
    ownerUrl,
    appUrl,
    intakeUrl,
    sequencerUrl,
    drop: async () => {
      await asAdmin(adminUrl, (admin) => dropDatabase(admin, name));
      databases--;
      if (databases === 0) await endCluster();
    },
  };
}

const urlOf = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

const migrated = (ownerUrl: string, sets: readonly MigrationSet[]): Promise<RoleUrls> =>
  migrate({ ownerUrl, sets, roleSecret: randomBytes(16).toString('hex'), log: silentLog() });

/** Any fixed number: of the files that want the same template one makes it, and the others wait. */
const TEMPLATE_LOCK = 7_110_915_285;

/**
 * A database with these migrations, to copy from: a copy costs a third of applying them again. Only in a cluster of the runner's
 * (it says so by LAKIRI_TEST_TEMPLATES), which is thrown away with whatever is left in it.
 */
async function templateOf(
  admin: pg.Client,
  adminUrl: string,
  sets: readonly MigrationSet[],
): Promise<string> {
  if (process.env['LAKIRI_TEST_TEMPLATES'] !== '1') return 'template1';
  const files = sets
    .flatMap(readMigrations)
    .map(({ module, number, sha256 }) => [module, number, sha256]);
  const name = `template_${sha256Hex(JSON.stringify(files)).slice(0, 16)}`;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rows } = await admin.query<{ whole: boolean }>(
    'SELECT datistemplate AS whole FROM pg_database WHERE datname = $1',
    [name],
  );
  if (rows[0]?.whole !== true) {
    if (rows.length > 0) await dropDatabase(admin, name); // whoever made it died over it
    await admin.query(`CREATE DATABASE ${name}`);
    await migrated(urlOf(adminUrl, name), sets);
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  }
  await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  return name;
}

/** Runs `work` on a fresh database and drops it whatever happens. */
export async function withPostgres<T>(
  work: (database: TestDatabase) => Promise<T>,
  options: { readonly sets?: readonly MigrationSet[] } = {},
): Promise<T> {
  const database = await testDatabase(options);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

async function startCluster(): Promise<Cluster> {
  const { LAKIRI_TEST_DATABASE_URL: given } = process.env;
  if (given !== undefined) return { adminUrl: given, stop: () => Promise.resolve() };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lakiri-test-'));
  const postgres = await startPostgres({ dataDirectory, log: silentLog() });
  return {
    adminUrl: postgres.ownerUrl,
    stop: async () => {
      await postgres.stop();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}

async function endCluster(): Promise<void> {
  const ending = cluster;
  cluster = undefined;
  await (await ending)?.stop();
}

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const group of GROUPS) await admin.query(`DROP ROLE IF EXISTS ${loginRole(group, name)}`);
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
