import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { silentLog } from './log.ts';
import { type MigrationSet, migrate, missingMigrations, roleUrls } from './migrate.ts';
import { platformMigrations, type TestDatabase, testDatabase } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'lakiri-sql-'));
const set: MigrationSet = { module: 'seals', directory: pathToFileURL(`${folder}/`) };
const log = silentLog();
const roleSecret = 'a secret of this test';
let database: TestDatabase;

before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);

async function run(sets: readonly MigrationSet[] = [platformMigrations, set]) {
  return await migrate({ ownerUrl: database.ownerUrl, sets, roleSecret, log });
}

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('each file is applied once, in order, and starts at once take turns', async () => {
  write('0001-table.sql', 'CREATE SCHEMA seal; CREATE TABLE seal.one (n int);');
  write('0002-row.sql', 'INSERT INTO seal.one VALUES (1);');
  const runs = await Promise.all([run(), run(), run()]);
  assert.deepEqual(runs.map(({ applied }) => applied).sort(), [0, 0, 2]);
  assert.equal((await run()).applied, 0);
  const { rows } = await as(database.ownerUrl, (it) => it.query('SELECT n FROM seal.one'));
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('a file that fails leaves nothing, and says its line', async () => {
  write('0003-bad.sql', 'INSERT INTO seal.one VALUES (2);\nINSERT INTO seal.none VALUES (1);\n');
  await assert.rejects(run(), {
    code: 'migration-failed',
    message: /^seals\/0003-bad\.sql:2: relation "seal\.none" does not exist/,
  });
  rmSync(join(folder, '0003-bad.sql'));
  const { rows } = await as(database.ownerUrl, (it) => it.query('SELECT count(*) FROM seal.one'));
  assert.deepEqual(rows, [{ count: '1' }]);
});

test('what the application sees of it', async () => {
  const { appUrl } = await run();
  write('0003-later.sql', 'SELECT 1;');
  assert.deepEqual(
    await as(appUrl, (it) => missingMigrations(it as never, [platformMigrations, set])),
    ['seals/0003-later.sql'],
  );
  rmSync(join(folder, '0003-later.sql'));
  assert.deepEqual(
    await as(appUrl, (it) => missingMigrations(it as never, [platformMigrations, set])),
    [],
  );
});

test('a file changed or gone after it was applied, and a newer database, are refused', async () => {
  write('0002-row.sql', 'INSERT INTO seal.one VALUES (7);');
  await assert.rejects(run(), { code: 'migration-changed' });
  rmSync(join(folder, '0002-row.sql'));
  await assert.rejects(run(), { code: 'migration-newer' });
  write('0002-row.sql', 'INSERT INTO seal.one VALUES (1);');
  await run();
});

test('roles may do what their group was granted, and nothing else', async () => {
  const urls = await run();
  for (const [name, url] of Object.entries(urls).filter(([key]) => key.endsWith('Url'))) {
    await as(String(url), async (client) => {
      const { rows } = await client.query(
        'SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user',
      );
      assert.deepEqual(rows, [{ mighty: false }], name);
      await assert.rejects(client.query('CREATE TABLE public.mine (n int)'), { code: '42501' });
      await assert.rejects(client.query('CREATE SCHEMA mine'), { code: '42501' });
      await assert.rejects(client.query('SELECT * FROM seal.one'), { code: '42501' });
      await assert.rejects(client.query('DELETE FROM platform.migration'), { code: '42501' });
    });
  }
  await as(urls.intakeUrl, (it) => it.query('CREATE TEMPORARY TABLE stage (n int)'));
  await as(urls.appUrl, (it) =>
    assert.rejects(it.query('CREATE TEMPORARY TABLE stage (n int)'), { code: '42501' }),
  );
});

test('a login of one database does not open another', async () => {
  const other = await testDatabase();
  const url = new URL((await run()).appUrl);
  url.pathname = new URL(other.ownerUrl).pathname;
  await assert.rejects(
    as(url.href, () => Promise.resolve()),
    { code: '42501' },
  );
  await other.drop();
});

test('passwords follow the secret: a new one replaces the old', async () => {
  const old = await run();
  const fresh = await migrate({
    ...{ ownerUrl: database.ownerUrl, sets: [platformMigrations, set], log },
    roleSecret: 'another secret of this test',
  });
  await assert.rejects(
    as(old.appUrl, () => Promise.resolve()),
    { code: '28P01' },
  );
  await as(fresh.appUrl, (it) => it.query('SELECT 1'));
  assert.equal(roleUrls(database.ownerUrl, 'another secret of this test').appUrl, fresh.appUrl);
});

test('a user who owns the database and may create roles is enough', async () => {
  const name = `owner_${process.pid}`;
  const admin = database.ownerUrl;
  await as(admin, async (it) => {
    await it.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'pw'`);
    await it.query(`CREATE DATABASE ${name} OWNER ${name}`);
    const { rows } = await it.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    // From 16 on, CREATEROLE alone does not reach roles that another user made.
    if ((rows[0]?.version ?? 0) >= 160_000)
      for (const group of ['app', 'intake', 'sequencer'])
        await it.query(`GRANT lakiri_${group} TO ${name} WITH ADMIN OPTION, INHERIT FALSE`);
  });
  const url = new URL(admin);
  Object.assign(url, { username: name, password: 'pw', pathname: `/${name}` });
  try {
    const { appUrl } = await migrate({
      ...{ ownerUrl: url.href, sets: [platformMigrations], roleSecret, log },
    });
    await as(appUrl, (it) => it.query('SELECT count(*) FROM platform.migration'));
    const stranger = new URL(appUrl);
    await assert.rejects(
      migrate({ ownerUrl: stranger.href, sets: [platformMigrations], roleSecret, log }),
      { code: 'database-not-owned' },
    );
  } finally {
    await as(admin, async (it) => {
      await it.query(`DROP DATABASE ${name} WITH (FORCE)`);
      for (const group of ['app', 'intake', 'sequencer'])
        await it.query(`DROP ROLE lakiri_${group}_at_${name}`);
      await it.query(`DROP OWNED BY ${name} CASCADE`);
      await it.query(`DROP ROLE ${name}`);
    });
  }
});
