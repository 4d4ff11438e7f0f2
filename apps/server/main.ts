// The server process: reads its configuration, opens the database, and puts every module's routes on one app.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Instant } from '@lakiri/kit';
import { isSetUp } from '@lakiri/parties/store';
import { backoffMs } from '@lakiri/platform/backoff';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { beChild, EXIT_CANNOT_START, type ProcessState } from '@lakiri/platform/child';
import { type Config, readConfig } from '@lakiri/platform/config';
import { isUnavailable } from '@lakiri/platform/database-errors';
import { closeGracefully } from '@lakiri/platform/http';
import { createLog, type Log } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { openDatabase, sqlState } from '@lakiri/platform/sql';
import { createApp } from './app.ts';
import { metricsOfAll } from './metrics-page.ts';
import { migrationSets } from './migrations.ts';
import { keepBeating, operationRecord } from './operation/record.ts';
import { readinessOf } from './readiness.ts';
import { compose, type ServerContext } from './routes.ts';
import { PROGRAM } from './version.ts';

/** A request holds a connection for milliseconds; more would only queue inside Postgres on two cores. */
const POOL_MAX = 12;

const consoleDirectory = resolve(fileURLToPath(import.meta.url), '../../console/dist');
const fieldDirectory = resolve(fileURLToPath(import.meta.url), '../../field/dist');

const config = readConfig(process.env);
const log = createLog({ name: 'server', ...config.log });

async function main(): Promise<void> {
  const url = config.urls.app;
  if (url === undefined)
    throw new CannotStart(
      'no-database-url',
      'LAKIRI_APP_URL is not set. The server is started by: lakiri start.',
    );
  const metrics = createMetrics('server');
  const metricsPage = metricsOfAll(metrics);
  const database = openDatabase({
    url,
    poolMax: POOL_MAX,
    name: 'lakiri server',
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
  const readiness = readinessOf({
    sql: database.pool,
    sets: migrationSets,
    now: () => performance.now(),
  });
  let processes: readonly ProcessState[] = [];
  const context = { config, log, metrics, database, url, processes: () => processes };
  const { authorize, routes, close, setUpToken, keepTelling } = compose(context);
  const app = await createApp({
    config,
    log,
    metrics,
    metricsPage,
    readiness,
    authorize,
    consoleDirectory,
    fieldDirectory,
  });
  for (const plug of routes) await plug(app, context);
  const record = operationRecord({
    database,
    origin: config.node,
    program: PROGRAM,
    now: () => Date.now() as Instant,
    log,
  });
  const endRecord = keepBeating(record);
  const telling = keepTelling();
  const child = beChild({
    log,
    stop: async () => {
      await close();
      await closeGracefully(app);
      await telling.stop();
      await endRecord();
      await database.end();
    },
  });
  child.onMessage((message) => {
    if (message.type === 'processes') {
      processes = message.processes;
      readiness.processesAre(message.processes);
      record.processesAre(message.processes);
    }
    if (message.type === 'metrics') metricsPage.keep(message);
  });
  const address = await listen(app, config, log);
  child.ready(address);
  await inviteFirstPerson(context, { address: config.publicUrl ?? address, token: setUpToken });
}

/** Undefined table or schema, or no right on it: another process has yet to migrate. */
const NOT_MIGRATED = new Set(['42P01', '3F000', '42501']);

/** Nobody can sign in to a new node: whoever reads its log lets the first person in. */
async function inviteFirstPerson(
  { database, log: to }: Pick<ServerContext, 'database' | 'log'>,
  { address, token }: { readonly address: string; readonly token: string },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (await database.asNode(isSetUp)) return;
      break;
    } catch (error) {
      if (!isUnavailable(error) && !NOT_MIGRATED.has(sqlState(error) ?? '')) throw error;
      to.debug({ err: error }, 'whether anybody can sign in is not known yet');
    }
    await sleep(backoffMs(attempt), undefined, { ref: false });
  }
  to.info({ address: `${address}/setup#${token}` }, 'this node has nobody yet: set it up');
}

async function listen(
  app: Awaited<ReturnType<typeof createApp>>,
  { http }: Config,
  to: Log,
): Promise<string> {
  try {
    const address = await app.listen(http);
    to.info({ address }, 'listening');
    return address;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CannotStart(
        'port-in-use',
        `port ${http.port} of ${http.host} is in use. Set LAKIRI_HTTP_PORT to another one.`,
      );
    throw error;
  }
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) {
    log.fatal(error.message);
    process.exit(EXIT_CANNOT_START);
  }
  log.fatal({ err: error }, 'could not start');
  process.exit(1);
});
