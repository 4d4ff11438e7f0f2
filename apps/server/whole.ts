// The whole server on a database of its own, without processes or sockets: for the tests of this app.
import { tmpdir } from 'node:os';
import type { Gazette } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import { passwordKeeper } from '@lakiri/parties/store';
import { TEST_PASSWORD, testAdministration } from '@lakiri/parties/testing';
import { readConfig } from '@lakiri/platform/config';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type App, createApp } from './app.ts';
import { metricsOfAll } from './metrics-page.ts';
import { migrationSets } from './migrations.ts';
import { prepare } from './prepare.ts';
import { readinessOf } from './readiness.ts';
import { compose } from './routes.ts';

export type Whole = {
  readonly app: App;
  readonly postgres: TestDatabase;
  readonly owner: Database;
  /** The cookie of an officer who is admin and station too. */
  readonly cookie: string;
  close(): Promise<void>;
};

export async function openWhole(given: { readonly gazette?: Gazette } = {}): Promise<Whole> {
  const postgres = await testDatabase({
    sets: migrationSets.filter(({ module }) => module !== 'platform'),
  });
  const log = silentLog();
  const { ownerUrl, appUrl } = postgres;
  await prepare({ ownerUrl, appUrl, origin: 'test', log, ...given });
  const open = (url: string): Database =>
    openDatabase({ url, poolMax: 6, name: 'server test', onIdleError: () => undefined });
  const database = open(postgres.appUrl);
  const owner = open(postgres.ownerUrl);
  const metrics = createMetrics('server-test');
  const config = readConfig({});
  const composition = compose({ config, log, metrics, database, url: postgres.appUrl });
  const app = await createApp({
    config,
    log,
    metrics,
    metricsPage: metricsOfAll(metrics),
    readiness: readinessOf({
      sql: database.pool,
      sets: migrationSets,
      now: () => performance.now(),
    }),
    authorize: composition.authorize,
    consoleDirectory: tmpdir(),
  });
  for (const plug of composition.routes)
    await plug(app, { config, log, metrics, database, url: postgres.appUrl });
  await testAdministration(
    { database, origin: 'test', passwords: passwordKeeper() },
    Date.now() as Instant,
  );
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login: 'admin', password: TEST_PASSWORD },
  });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  return {
    app,
    postgres,
    owner,
    cookie,
    close: async () => {
      await composition.close();
      await app.close();
      await database.end();
      await owner.end();
      await postgres.drop();
    },
  };
}
