import { setTimeout as sleep } from 'node:timers/promises';
import { FACTS_CHANNEL } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';

const RETRY_MS = 1_000;

/**
 * Calls `wake` soon after each commit with facts, on a connection of the pool's. Only a hint: who is woken reads,
 * and looks at intervals besides.
 */
export async function listenForActs(
  { database, log, wake }: { database: Database; log: Log; wake: () => void },
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await listenOnce(database, wake, stop);
    } catch (error) {
      log.warn({ err: error }, 'cannot listen for acts; looking at intervals instead');
    }
    await sleep(RETRY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: told to stop
  }
}

/** Ends when the connection breaks or it is told to stop; the connection is not used for anything else. */
async function listenOnce(database: Database, wake: () => void, stop: AbortSignal): Promise<void> {
  const client = await database.pool.connect();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const onAbort = (): void => end();
  stop.addEventListener('abort', onAbort, { once: true });
  client.on('error', () => end());
  client.on('end', () => end());
  client.on('notification', wake);
  try {
    await client.query(`LISTEN ${FACTS_CHANNEL}`);
    wake();
    if (!stop.aborted) await ended;
  } finally {
    stop.removeEventListener('abort', onAbort);
    client.release(true);
  }
}
