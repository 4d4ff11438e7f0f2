import type { Worker } from 'node:worker_threads';
import type { Instant } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import type { Database, Scope } from '@lakiri/platform/sql';
import type { BackTestRunner } from '@lakiri/rules/api';
import { type BackTest, endBackTest, keepProgress, type Progress } from '@lakiri/rules/store';
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
/** So much of a fault is kept; the rest is in the log. */
const FAULT_CHARS_MAX = 400;

type Run = {
  readonly id: string;
  readonly scope: Scope;
  readonly worker: Worker;
  progress: Progress | undefined;
  keptAt: number;
};

/** Runs back-tests in a thread of their own, one at a time, so that requests wait for none. */
export function backTestRunner(deps: RunnerDeps): BackTestRunner & { close(): Promise<void> } {
  let running: Run | undefined;
  const end = (run: Run, how: Parameters<typeof endBackTest>[2]): void => {
    if (running === run) running = undefined;
    deps.database
      .asParty(run.scope, (tx) => endBackTest(tx, run.id, how))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'a back-test’s end was not kept'));
  };
  return {
    start(test, scope) {
      if (running !== undefined) return false;
      const run = begin(deps, test, scope);
      running = run;
      const late = setTimeout(() => void run.worker.terminate(), RUN_MS_MAX);
      run.worker.on('message', (said: BackTestSaid) => {
        if (said.is === 'progress') note(deps, run, said.progress);
        else
          end(run, {
            state: 'done',
            at: deps.now(),
            ...told(run),
            result: JSON.stringify(said.result),
          });
      });
      run.worker.on('error', (error: Error) => {
        deps.log.warn({ err: error }, 'a back-test failed');
        const fault = error.message.slice(0, FAULT_CHARS_MAX);
        end(run, { state: 'failed', at: deps.now(), ...told(run), fault });
      });
      run.worker.on('exit', () => {
        clearTimeout(late);
        if (running === run)
          end(run, { state: 'failed', at: deps.now(), ...told(run), fault: 'ended early' });
      });
      return true;
    },
    cancel(id) {
      const run = running;
      if (run?.id !== id) return false;
      running = undefined;
      void run.worker.terminate();
      return true;
    },
    progressOf: (id) => (running?.id === id ? running.progress : undefined),
    close: async () => {
      await running?.worker.terminate();
    },
  };
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
