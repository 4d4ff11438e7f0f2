// The whole server on a database of its own, without processes or sockets: for the tests of this app.
import { tmpdir } from 'node:os';
import type { Gazette } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import { passwordKeeper } from '@lakiri/parties/store';
import { TEST_PASSWORD, testAdministration } from '@lakiri/parties/testing';
import { readConfig } from '@lakiri/platform/config';
import { type Log, silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type App, createApp } from './app.ts';
import { metricsOfAll } from './metrics-page.ts';
import { migrationSets } from './migrations.ts';
import { prepare } from './prepare.ts';
import { readinessOf } from './readiness.ts';
import { compose } from './routes.ts';

export type Whole = AppOn & {
  readonly postgres: TestDatabase;
  readonly owner: Database;
  /** The cookie of an officer who is admin and station too. */
  readonly cookie: string;
};

export type AppOn = {
  readonly app: App;
  /** The cookie of whoever signs in so. */
  signIn(login: string, password: string): Promise<string>;
  close(): Promise<void>;
};

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 6, name: 'server test', onIdleError: () => undefined });

export async function openWhole(
  given: { readonly gazette?: Gazette; readonly env?: NodeJS.ProcessEnv; readonly log?: Log } = {},
): Promise<Whole> {
  const postgres = await testDatabase({
    sets: migrationSets.filter(({ module }) => module !== 'platform'),
  });
  const { ownerUrl, appUrl } = postgres;
  const { env = {}, log, ...gazette } = given;
  await prepare({ ownerUrl, appUrl, origin: 'test', log: silentLog(), ...gazette });
  const database = open(appUrl);
  const owner = open(ownerUrl);
  const opened = await openAppOn(postgres, env, log);
  await testAdministration(
    { database, origin: 'test', passwords: passwordKeeper() },
    Date.now() as Instant,
  );
  return {
    ...opened,
    postgres,
    owner,
    cookie: await opened.signIn('admin', TEST_PASSWORD),
    close: async () => {
      await opened.close();
      await database.end();
      await owner.end();
      await postgres.drop();
    },
  };
}

/** The server on a database that is there already, with settings of its own. */
export async function openAppOn(
  postgres: Pick<TestDatabase, 'appUrl'>,
  env: NodeJS.ProcessEnv,
  log: Log = silentLog(),
): Promise<AppOn> {
  const { appUrl: url } = postgres;
  const database = open(url);
  const metrics = createMetrics('server-test');
  const config = readConfig(env);
  const composition = compose({ config, log, metrics, database, url });
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
    fieldDirectory: tmpdir(),
  });
  for (const plug of composition.routes) await plug(app, { config, log, metrics, database, url });
  return {
    app,
    signIn: async (login, password) => {
      const payload = { login, password };
      const signedIn = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
      return String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    },
    close: async () => {
      await composition.close();
      await app.close();
      await database.end();
    },
  };
}
