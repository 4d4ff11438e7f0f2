import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { silentLog } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { withPostgres } from '@lakiri/platform/testing';
import pg from 'pg';
import { migrationSets } from './migrations.ts';
import { prepare } from './prepare.ts';

const log = silentLog();

async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('an owner who is no superuser can prepare a node, and again without a second publication', () =>
  withPostgres(async ({ ownerUrl: adminUrl }) => {
    const name = `test_owned_${randomBytes(6).toString('hex')}`;
    await asking(adminUrl, async (admin) => {
      await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
      const { rows } = await admin.query<{ version: number }>(
        `SELECT current_setting('server_version_num')::int AS version`,
      );
      // From 16 on, a role with CREATEROLE needs ADMIN on roles that another user has made; it inherits
      // nothing of them, or the policies of the application would hold for the owner as well.
      if ((rows[0]?.version ?? 0) >= 160_000)
        await admin.query(
          `GRANT lakiri_app, lakiri_intake, lakiri_sequencer TO ${name} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
        );
      await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
    });
    const owner = new URL(adminUrl);
    owner.username = name;
    owner.password = 'owner';
    owner.pathname = `/${name}`;
    const ownerUrl = owner.href;
    try {
      const { appUrl } = await migrate({
        ownerUrl,
        sets: migrationSets,
        roleSecret: randomBytes(16).toString('hex'),
        log,
      });
      for (const _ of ['first', 'again']) await prepare({ ownerUrl, appUrl, origin: 'test', log });
      const { rows } = await asking(ownerUrl, (client) =>
        client.query<{ type: string; once: boolean }>(
          'SELECT type, count(*) = count(DISTINCT subject) AS once FROM fact.fact GROUP BY type ORDER BY type',
        ),
      );
      assert.deepEqual(rows, [
        { type: 'place-published', once: true },
        { type: 'route-published', once: true },
      ]);
    } finally {
      await asking(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        for (const group of ['app', 'intake', 'sequencer'])
          await admin.query(`DROP ROLE IF EXISTS lakiri_${group}_at_${name}`);
        await admin.query(`DROP OWNED BY ${name}`);
        await admin.query(`DROP ROLE ${name}`);
      });
    }
  }));
