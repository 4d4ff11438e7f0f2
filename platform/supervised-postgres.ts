import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs, STEADY_MS } from './backoff.ts';
import type { ProcessState } from './child.ts';
import type { Log } from './log.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export type SupervisedPostgres = {
  readonly ownerUrl: string;
  state(): ProcessState;
  stop(): Promise<void>;
};

/**
 * The embedded Postgres, started again whenever it ends, on the same port: those who use it keep
 * their URLs and reconnect. The first start throws CannotStart; later ones are tried until they hold.
 */
export async function supervisePostgres(options: {
  readonly dataDirectory: string;
  readonly log: Log;
  readonly onChange: () => void;
}): Promise<SupervisedPostgres> {
  const { dataDirectory, log, onChange } = options;
  let running: Postgres = await startPostgres({ dataDirectory, log });
  const { ownerUrl, port } = running;
  let state: ProcessState = { name: 'postgres', state: 'ready', restarts: 0 };
  let stopping = false;
  let startedAt = performance.now();
  let failures = 0;
  let restarting: Promise<void> = Promise.resolve();
  const become = (next: Omit<ProcessState, 'name'>): void => {
    state = { name: 'postgres', ...next };
    onChange();
  };
  const restart = async (reason: string): Promise<void> => {
    log.error({ reason }, 'Postgres ended; starting it again');
    failures = performance.now() - startedAt > STEADY_MS ? 0 : failures;
    become({ state: 'restarting', reason, restarts: state.restarts + 1 });
    while (!stopping) {
      try {
        running = await startPostgres({ dataDirectory, port, log });
        startedAt = performance.now();
        watch();
        log.info('Postgres is back');
        return become({ state: 'ready', restarts: state.restarts });
      } catch (error) {
        const { message } = error as Error;
        log.error({ reason: message }, 'Postgres does not start');
        become({ state: 'restarting', reason: message, restarts: state.restarts });
      }
      await sleep(backoffMs(++failures));
    }
  };
  const watch = (): void =>
    running.onExit((reason) => {
      restarting = restart(reason);
    });
  watch();
  return {
    ownerUrl,
    state: () => state,
    stop: async () => {
      stopping = true;
      await restarting;
      await running.stop();
    },
  };
}
