// The embedded Postgres: made at the first start, run as a child, ended with its parent.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Log } from './log.ts';
import { embeddedBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import {
  endLeftover,
  endPostgres,
  initialise,
  isInitialised,
  OWNER,
  openPlace,
  type PostgresPlace,
  runAs,
  unusable,
} from './postgres-place.ts';
import { POSTGRES_SETTINGS } from './postgres-settings.ts';

/** Below the ports that systems hand out to outgoing connections, so that a kept port stays free. */
const PORT_FROM = 20_000;
const PORT_TO = 29_999;
const PORT_TRIES_MAX = 50;
/** After kill -9 of the postmaster its backends end by themselves, those inside a long query last. */
const OLD_BACKENDS_MS_MAX = 30_000;
/** Recovery replays at most max_wal_size (2 GB), which takes minutes on a slow disk. */
const RECOVERY_MS_MAX = 15 * 60_000;
const READY_LOOK_MS = 25;
/** Enough of its last words to say why it ended. */
const LAST_LINES_MAX = 20;

export type Postgres = {
  /** URL of its superuser in the database `lakiri`; a secret. */
  readonly ownerUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Fast shutdown: transactions are rolled back, a checkpoint is written. Bounded. */
  stop(): Promise<void>;
  /** Told once, with the reason, when it ends without `stop`. */
  onExit(listener: (reason: string) => void): void;
};

/**
 * Starts the Postgres of a data directory and waits until it answers (recovery included). Throws
 * CannotStart when the directory or the disk does not allow it.
 */
export async function startPostgres(options: {
  readonly dataDirectory: string;
  /** Must be this port: others hold URLs with it. Otherwise the one kept in the directory, or a free one. */
  readonly port?: number;
  readonly log: Log;
  readonly binaries?: PostgresBinaries;
}): Promise<Postgres> {
  const place = openPlace(options.dataDirectory, options.binaries ?? embeddedBinaries());
  await endLeftover(place, options.log);
  if (!isInitialised(place)) initialise(place);
  const password = place.secrets.get('postgres-owner');
  if (password === undefined)
    throw new CannotStart(
      'secrets-missing',
      `${place.root} has a database but its secrets.json has no password for it. Restore the file from a backup.`,
    );
  const port = options.port ?? (await keptPort(place.root));
  const running = await launch(place, port, options.log);
  const urlOf = (database: string): string =>
    `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await ready(running, urlOf('postgres'), place);
  } catch (error) {
    await running.stop();
    throw error;
  }
  const { pid, stop, onExit } = running;
  return { ownerUrl: urlOf(OWNER), port, pid, stop, onExit };
}

type Running = Pick<Postgres, 'pid' | 'stop' | 'onExit'> & {
  readonly lastLines: readonly string[];
  hasEnded(): boolean;
};

/** Starts the postmaster; again while the backends of a killed one still hold its memory. */
async function launch(place: PostgresPlace, port: number, log: Log): Promise<Running> {
  const until = performance.now() + OLD_BACKENDS_MS_MAX;
  for (;;) {
    const running = spawnPostmaster(place, port, log);
    const listening = await listensOrEnds(running);
    if (listening) return running;
    const said = running.lastLines.join('\n');
    if (!/pre-existing shared memory|already exists|in use/.test(said) || performance.now() > until)
      throw unusable(place.root, new Error(said === '' ? 'Postgres ended at once' : said));
    await sleep(READY_LOOK_MS * 4);
  }
}

function spawnPostmaster(place: PostgresPlace, port: number, log: Log): Running {
  const settings = POSTGRES_SETTINGS.flatMap(({ name, value }) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(place.binaries.directory, 'postgres'),
    ['-D', place.given, '-p', String(port), ...settings],
    // Its own process group: Ctrl-C reaches the supervisor, which stops the writers first.
    { ...runAs(place, place.cluster), detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.unref();
  const lastLines: string[] = [];
  readLog(child, lastLines, log);
  const guard = guardOf(place, child.pid);
  let ended = false;
  let stopping = false;
  const listeners: ((reason: string) => void)[] = [];
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    guard?.kill('SIGKILL');
    if (!stopping) for (const listener of listeners) listener(reason);
  };
  child.once('error', (error) => {
    lastLines.push(error.message);
    end(error.message);
  });
  child.once('exit', (code, signal) => end(signal ?? `exit ${code}`));
  return {
    pid: child.pid ?? 0,
    lastLines,
    hasEnded: () => ended,
    onExit: (listener) => listeners.push(listener),
    stop: async () => {
      stopping = true;
      if (!ended && child.pid !== undefined) await endPostgres(child.pid);
      guard?.kill('SIGKILL');
    },
  };
}

/**
 * Ends Postgres when this process dies without a word: the shell waits for the end of its input,
 * which the system closes with us, and looks whether the pid is still the postmaster's.
 */
function guardOf(place: PostgresPlace, pid: number | undefined): ChildProcess | undefined {
  if (process.platform === 'win32' || pid === undefined) return undefined;
  const script = `read -r line; read -r pid < postmaster.pid && [ "$pid" = "$1" ] && kill -INT "$1"`;
  const guard = spawn('/bin/sh', ['-c', script, 'lakiri-postgres-guard', String(pid)], {
    ...runAs(place, place.cluster),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined); // no shell: a leftover is ended at the next start
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  return guard;
}

/** What is worth an operator's line; the rest of Postgres's LOG is for debugging. */
const NOTABLE =
  /^(duration|checkpoint complete|database system was (interrupted|not)|redo done)|still waiting/;

function readLog(child: ChildProcess, lastLines: string[], log: Log): void {
  if (child.stderr === null) return;
  (child.stderr as unknown as { unref(): void }).unref();
  const said = { process: 'postgres' };
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > LAST_LINES_MAX) lastLines.shift();
    const [, severity = '', text = line] = /^([A-Z]+): {1,2}(.*)$/.exec(line) ?? [];
    if (severity === 'PANIC') log.error(said, text);
    else if (severity === 'LOG') log[NOTABLE.test(text) ? 'info' : 'debug'](said, text);
    else if (severity === 'ERROR' || severity === '') log.debug(said, line);
    else if (!/is starting up|not yet accepting/.test(text)) log.warn(said, text);
  });
}

/** A postmaster that holds its port has passed its locks; before that it ends with the reason. */
async function listensOrEnds(running: Running): Promise<boolean> {
  for (;;) {
    if (running.hasEnded()) {
      await sleep(READY_LOOK_MS); // its last line may come after its end
      return false;
    }
    if (running.lastLines.some((line) => line.includes('listening on IPv4'))) return true;
    await sleep(READY_LOOK_MS);
  }
}

async function ready(running: Running, url: string, place: PostgresPlace): Promise<void> {
  const until = performance.now() + RECOVERY_MS_MAX;
  for (;;) {
    if (running.hasEnded()) throw unusable(place.root, new Error(running.lastLines.join('\n')));
    try {
      return await ensureDatabase(url);
    } catch (error) {
      const code = (error as { code?: string }).code;
      // 28P01: the password in secrets.json is not this database's; waiting does not mend it.
      if (code === '28P01')
        throw new CannotStart('secrets-wrong', `secrets.json of ${place.root} is not its own.`);
      if (performance.now() > until) throw unusable(place.root, error);
    }
    await sleep(READY_LOOK_MS);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // reported by the query that fails
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${OWNER}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function keptPort(root: string): Promise<number> {
  const file = join(root, 'postgres-port');
  const kept = readPort(file);
  if (kept !== undefined && (await isFree(kept))) return kept;
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const port = randomInt(PORT_FROM, PORT_TO + 1);
    if (!(await isFree(port))) continue;
    writeFileSync(file, String(port));
    return port;
  }
  throw new CannotStart('no-port', `no free port between ${PORT_FROM} and ${PORT_TO}.`);
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : undefined;
  } catch {
    return undefined;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
