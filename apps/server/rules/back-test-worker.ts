// The thread of one back-test: told what to try, it says how far it is, and at last what came out.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, type Scope } from '@lakiri/platform/sql';
import type { BackTest, Progress } from '@lakiri/rules/store';
import { runBackTest } from './back-test.ts';

export type Asked = {
  /** Of the application's role. */
  readonly url: string;
  readonly scope: Scope;
  readonly test: Pick<BackTest, 'kind' | 'asked'>;
};
export type Said =
  | { readonly is: 'progress'; readonly progress: Progress }
  | { readonly is: 'done'; readonly result: Awaited<ReturnType<typeof runBackTest>> };

const US_A_MS = 1_000;

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / US_A_MS;
}

async function work({ url, scope, test }: Asked): Promise<void> {
  const say = (said: Said): void => parentPort?.postMessage(said);
  const name = 'lakiri back-test';
  const database = openDatabase({ url, poolMax: 2, name, onIdleError: () => undefined });
  try {
    const progress = (it: Progress): void => say({ is: 'progress', progress: it });
    say({ is: 'done', result: await runBackTest({ database, scope, test, progress, workedMs }) });
  } finally {
    await database.end();
  }
}

await work(workerData as Asked);
