import { setTimeout as sleep } from 'node:timers/promises';
import { FACTS_CHANNEL } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import pg from 'pg';

const RETRY_MS = 1_000;

/** Calls `wake` soon after commits that announce facts. Only a hint: facts are looked for at intervals too. */
export async function listenForFacts(
  { url, log, wake }: { readonly url: string; readonly log: Log; readonly wake: () => void },
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const client = new pg.Client({ connectionString: url, application_name: 'lakiri listener' });
    const { promise: broken, resolve: ended } = Promise.withResolvers<void>();
    const onAbort = (): void => ended();
    client.on('error', () => ended());
    client.on('end', () => ended());
    client.on('notification', wake);
    stop.addEventListener('abort', onAbort, { once: true });
    try {
      await client.connect();
      await client.query(`LISTEN ${FACTS_CHANNEL}`);
      await broken;
    } catch (error) {
      log.debug({ err: error }, 'cannot listen for facts; looking at intervals instead');
    }
    stop.removeEventListener('abort', onAbort);
    await client.end().catch(() => undefined); // it may be gone already
    await sleep(RETRY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: told to stop
  }
}
