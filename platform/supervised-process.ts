import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { backoffMs, STEADY_MS } from './backoff.ts';
import { EXIT_CANNOT_START, type FromChild, type ProcessState, type ToChild } from './child.ts';
import type { Log } from './log.ts';

/** A child's own stop is bounded to 8 s; one that does not even do that is killed. */
const KILL_AFTER_MS = 10_000;

export type ProcessSpec = {
  readonly name: string;
  /** The file that Node runs. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  /** It shows the metrics of the others. */
  readonly collectsMetrics?: true;
  /** It takes in work, so it stops before those that finish it. */
  readonly stopsFirst?: true;
  /** It keeps what the others did, to their last. */
  readonly stopsLast?: true;
};

export type Supervised = {
  state(): ProcessState;
  tell(message: ToChild): void;
  /** Told to stop, then killed after a bound. Never started again. */
  stop(): Promise<void>;
  /** At once. */
  kill(): void;
};

export type Watcher = {
  readonly log: Log;
  onChange(): void;
  onMessage(from: string, message: FromChild): void;
  /** Its first start ended with a reason that only the operator can mend. */
  onHopeless(name: string): void;
};

/** Runs a process, and runs it again when it ends, ever more slowly while it keeps ending. */
export function superviseProcess(spec: ProcessSpec, watcher: Watcher): Supervised {
  const { log } = watcher;
  let child: ChildProcess;
  let state: ProcessState = { name: spec.name, state: 'starting', restarts: 0 };
  let wasReady = false;
  let stopping = false;
  let failures = 0;
  let waiting: NodeJS.Timeout | undefined;
  let onEnd: () => void = () => undefined;
  const become = (
    next: Omit<ProcessState, 'name' | 'restarts'>,
    restarts = state.restarts,
  ): void => {
    state = { name: spec.name, restarts, ...next };
    watcher.onChange();
  };
  const hear = (message: FromChild): void => {
    if (message.type === 'ready') {
      wasReady = true;
      become({
        state: 'ready',
        ...(message.address === undefined ? {} : { address: message.address }),
        ...(message.note === undefined ? {} : { note: message.note }),
      });
    } else if (message.type === 'degraded') become({ state: 'degraded', reason: message.reason });
    watcher.onMessage(spec.name, message);
  };
  const run = (): void => {
    const startedAt = performance.now();
    child = spawnChild(spec, log);
    child.on('message', hear);
    child.once('error', (error) => log.error({ err: error, process: spec.name }, 'not started'));
    child.once('exit', (code, signal) => {
      onEnd();
      if (stopping) return become({ state: 'stopped' });
      if (code === EXIT_CANNOT_START && !wasReady) {
        become({ state: 'stopped', reason: 'cannot start' });
        return watcher.onHopeless(spec.name);
      }
      failures = performance.now() - startedAt > STEADY_MS ? 1 : failures + 1;
      const waitMs = backoffMs(failures);
      const reason = signal === null ? `ended with exit code ${code}` : `ended by ${signal}`;
      log.error({ process: spec.name, reason, waitMs }, 'process ended; starting it again');
      become({ state: 'restarting', reason }, state.restarts + 1);
      waiting = setTimeout(run, waitMs);
    });
  };
  run();
  return {
    state: () => state,
    tell: (message) => {
      if (child.connected) child.send(message, () => undefined); // one that just ended needs no message
    },
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      stopping = true;
      clearTimeout(waiting);
      if (hasEnded(child)) return become({ state: 'stopped' });
      const ended = new Promise<void>((resolve) => {
        onEnd = resolve;
      });
      const killing = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      if (child.connected) child.send({ type: 'stop' } satisfies ToChild, () => undefined);
      else child.kill('SIGTERM');
      await ended;
      clearTimeout(killing);
    },
  };
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined;
}

function spawnChild({ name, script, env }: ProcessSpec, log: Log): ChildProcess {
  const child = fork(script, [], {
    env: { ...env, LAKIRI_PROCESS: name },
    // Its own process group: Ctrl-C reaches the supervisor only, which stops them in order.
    detached: true,
    // Its log lines are structured already; what it cries on stderr (a crash) is put into ours.
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  if (child.stderr !== null)
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.warn({ process: name, stderr: line });
    });
  return child;
}
