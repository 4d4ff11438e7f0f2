import type { Worker } from 'node:worker_threads';
import type { Instant } from '@lakiri/kit';
import { overseerScope } from '@lakiri/notices/store';
import type { Log } from '@lakiri/platform/log';
import { type Database, openDatabase, type Scope, type Sql } from '@lakiri/platform/sql';
import type { BackTestRunner } from '@lakiri/rules/api';
import {
  type BackTest,
  type Broken,
  endBackTest,
  endForsaken,
  holdBackTest,
  isRunning,
  keepProgress,
  type Progress,
} from '@lakiri/rules/store';
import type { PoolClient } from 'pg';
import { type BackTestSaid, startBackTestThread } from './back-test-thread.ts';

export type RunnerDeps = {
  readonly database: Database;
  /** Of the application's role. */
  readonly url: string;
  readonly now: () => Instant;
  readonly log: Log;
};

/** Far above what a quarter of a year of a country takes on a slow machine; a thread that hangs ends. */
const RUN_MS_MAX = 3_600_000;
/** Who looks at it from another server sees it move. */
const KEEP_EVERY_MS = 2_000;
/** One that was cancelled through another server goes on for no longer than this. */
const LOOK_EVERY_MS = 1_000;
/** A back-test of a server that is gone is told as interrupted so soon after. */
const SWEEP_EVERY_MS = 10_000;
/** So much of a fault is kept; the rest is in the log. */
const FAULT_CHARS_MAX = 400;

/** The one place that this server has; held in the database too, by a connection that ends with the server. */
type Place = { readonly id: string; run: Run | undefined; release(): Promise<void> };

type Run = {
  readonly id: string;
  readonly scope: Scope;
  readonly worker: Worker;
  progress: Progress | undefined;
  keptAt: number;
};

/** Runs back-tests in a thread of their own, one at a time, so that requests wait for none. */
export function backTestRunner(deps: RunnerDeps): BackTestRunner & { close(): Promise<void> } {
  let place: Place | undefined;
  const leave = async (left: Place): Promise<void> => {
    if (place === left) place = undefined;
    await left.release();
  };
  const keepEnd = ({ id, scope }: Run, how: Parameters<typeof endBackTest>[2]): Promise<unknown> =>
    deps.database
      .asParty(scope, (tx) => endBackTest(tx, id, how))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'a back-test’s end was not kept'));
  const cancel = (id: string): boolean => {
    if (place?.run?.id !== id) return false;
    void place.run.worker.terminate();
    void leave(place);
    return true;
  };
  const sweeping = sweepAtTimes(deps);
  return {
    async reserve(id) {
      if (place !== undefined) return false;
      const mine = takePlace(deps, id);
      place = mine;
      try {
        await mine.hold();
      } catch (error) {
        await leave(mine);
        throw error;
      }
      return true;
    },
    giveUp(id) {
      if (place?.id === id) void leave(place);
    },
    start(test, scope) {
      const mine = place;
      if (mine?.id !== test.id) throw new Error('a back-test begins in the place held for it');
      const run = begin(deps, test, scope);
      mine.run = run;
      // It is let go only when its end is kept: until then it is not forsaken.
      const over = (how: Parameters<typeof endBackTest>[2]): void => {
        if (place !== mine) return;
        place = undefined;
        void keepEnd(run, { ...told(run), ...how }).then(() => mine.release());
      };
      follow(deps, run, over);
      lookAtTimes(deps, run, () => cancel(run.id));
    },
    cancel,
    progressOf: (id) => (place?.run?.id === id ? place.run.progress : undefined),
    close: async () => {
      clearInterval(sweeping);
      const last = place;
      if (last === undefined) return;
      place = undefined;
      const fault: Broken = 'server-stopped';
      if (last.run !== undefined) {
        await last.run.worker.terminate();
        await keepEnd(last.run, { state: 'interrupted', at: deps.now(), ...told(last.run), fault });
      }
      await last.release();
    },
  };
}

function takePlace({ url }: RunnerDeps, id: string): Place & { hold(): Promise<void> } {
  const own = { url, poolMax: 1, name: 'lakiri back-test place', onIdleError: () => undefined };
  const database = openDatabase(own);
  let connection: PoolClient | undefined;
  return {
    id,
    run: undefined,
    hold: async () => {
      connection = await database.pool.connect();
      await holdBackTest(connection as unknown as Sql, id);
    },
    release: async () => {
      connection?.release(true);
      connection = undefined;
      await database.end();
    },
  };
}

/** Now and from time to time: what another server, or this one before, left running. */
function sweepAtTimes({ database, now, log }: RunnerDeps): ReturnType<typeof setInterval> {
  const sweep = async (): Promise<void> => {
    const overseer = await database.asNode(overseerScope);
    if (overseer === undefined) return;
    const ended = await database.asParty(overseer, (tx) => endForsaken(tx, now()));
    for (const id of ended) log.warn({ backTest: id }, 'a back-test was left by its server');
  };
  const quietly = (): void => {
    sweep().catch((error: unknown) => log.debug({ err: error }, 'forsaken back-tests: not asked'));
  };
  quietly();
  const timer = setInterval(quietly, SWEEP_EVERY_MS);
  timer.unref();
  return timer;
}

type Over = (how: Parameters<typeof endBackTest>[2]) => void;

function follow(deps: RunnerDeps, run: Run, over: Over): void {
  const late = setTimeout(() => void run.worker.terminate(), RUN_MS_MAX);
  late.unref();
  run.worker.on('message', (said: BackTestSaid) => {
    if (said.is === 'progress') note(deps, run, said.progress);
    else over({ state: 'done', at: deps.now(), result: JSON.stringify(said.result) });
  });
  run.worker.on('error', (error: Error) => {
    deps.log.warn({ err: error }, 'a back-test failed');
    over({ state: 'failed', at: deps.now(), fault: error.message.slice(0, FAULT_CHARS_MAX) });
  });
  run.worker.on('exit', () => {
    clearTimeout(late);
    over({ state: 'failed', at: deps.now(), fault: 'ended early' });
  });
}

/** Whether an officer has ended it through another server, for as long as its thread is there. */
function lookAtTimes({ database, log }: RunnerDeps, run: Run, stop: () => void): void {
  const look = async (): Promise<void> => {
    if (!(await database.asParty(run.scope, (tx) => isRunning(tx, run.id)))) stop();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.debug({ err: error }, 'a back-test’s row: not asked'));
  }, LOOK_EVERY_MS);
  timer.unref();
  run.worker.on('exit', () => clearInterval(timer));
}

const told = ({ progress }: Run) => (progress === undefined ? {} : { progress });

function begin({ url }: RunnerDeps, { id, kind, asked }: BackTest, scope: Scope): Run {
  const worker = startBackTestThread({ url, scope, test: { kind, asked } });
  worker.unref(); // a server that ends waits for none
  return { id, scope, worker, progress: undefined, keptAt: 0 };
}

function note({ database, now, log }: RunnerDeps, run: Run, progress: Progress): void {
  run.progress = progress;
  if (now() < run.keptAt + KEEP_EVERY_MS) return;
  run.keptAt = now();
  database
    .asParty(run.scope, (tx) => keepProgress(tx, run.id, progress))
    .catch((error: unknown) => log.warn({ err: error }, 'a back-test’s progress was not kept'));
}
