// Keeps the processes of a node running, and stops them in order. It knows no business.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import { CannotStart } from './cannot-start.ts';
import { EXIT_CANNOT_START, EXIT_TRY_LATER, type FromChild, type ProcessState } from './child.ts';
import type { Log } from './log.ts';
import type { SupervisedPostgres } from './supervised-postgres.ts';
import { type ProcessSpec, type Supervised, superviseProcess } from './supervised-process.ts';

export { type SupervisedPostgres, supervisePostgres } from './supervised-postgres.ts';
export type { ProcessSpec } from './supervised-process.ts';

export type Supervisor = {
  /** Starts a process, and tells the others. */
  run(spec: ProcessSpec): void;
  /** What is shown on `/readyz`; call it when something outside these processes changed. */
  announce(): void;
  /** First those that take in work, last those that keep what the others did; each within its bound. */
  stop(): Promise<void>;
  /** At once, without a word. */
  kill(): void;
};

/** Processes of a node, each told how all of them are. `postgres` is undefined when it is not ours. */
export function supervise(options: {
  readonly log: Log;
  readonly postgres: () => SupervisedPostgres | undefined;
  /** A process cannot start, and only the operator can mend it. */
  readonly onHopeless: (name: string) => void;
  readonly onChange: (processes: readonly ProcessState[]) => void;
}): Supervisor {
  const { log, postgres, onHopeless, onChange } = options;
  const children: { readonly spec: ProcessSpec; readonly process: Supervised }[] = [];
  const states = (): ProcessState[] => [
    ...[postgres()].filter((it) => it !== undefined).map((it) => it.state()),
    ...children.map(({ process }) => process.state()),
  ];
  const announce = (): void => {
    const processes = states();
    onChange(processes);
    for (const { process } of children) process.tell({ type: 'processes', processes });
  };
  const pass = (from: string, message: FromChild): void => {
    if (message.type !== 'metrics') return;
    for (const { spec, process } of children)
      if (spec.collectsMetrics && spec.name !== from)
        process.tell({ type: 'metrics', from, metrics: message.metrics });
  };
  return {
    announce,
    run: (spec) => {
      const process = superviseProcess(spec, {
        log,
        onChange: announce,
        onMessage: pass,
        onHopeless,
      });
      children.push({ spec, process });
      announce();
    },
    stop: async () => {
      const turn = async (of: (spec: ProcessSpec) => boolean | undefined): Promise<void> => {
        const these = children.filter(({ spec }) => of(spec));
        await Promise.all(these.map(({ process }) => process.stop()));
      };
      await turn((spec) => spec.stopsFirst);
      await turn((spec) => !spec.stopsLast);
      await Promise.all(children.map(({ process }) => process.stop()));
    },
    kill: () => {
      for (const { process } of children) process.kill();
    },
  };
}

/**
 * Runs a script that ends by itself, again while it says that it may succeed later. Throws
 * CannotStart when it gives up; it has said why in its own log.
 */
export async function runToEnd(
  spec: ProcessSpec,
  options: { readonly onTryLater: () => void; readonly signal: AbortSignal },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const code = await exitCodeOf(spec, options.signal);
    if (code === 0) return;
    options.signal.throwIfAborted();
    if (code !== EXIT_TRY_LATER)
      throw new CannotStart(`${spec.name}-failed`, `${spec.name} failed; see the line above.`);
    options.onTryLater();
    // Its own error says only that it was aborted; the signal's says why.
    await sleep(backoffMs(attempt), undefined, { signal: options.signal }).catch(() =>
      options.signal.throwIfAborted(),
    );
  }
}

function exitCodeOf({ name, script, env }: ProcessSpec, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [], { env: { ...env, LAKIRI_PROCESS: name }, detached: true });
    const abort = (): void => {
      child.kill('SIGTERM');
    };
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', reject);
    child.once('exit', (code) => {
      signal.removeEventListener('abort', abort);
      resolve(code ?? EXIT_CANNOT_START);
    });
  });
}
