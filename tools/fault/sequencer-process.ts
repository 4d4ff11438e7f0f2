// The sequencer as a process that a harness starts, watches and hurts, without the rest of its node.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild } from '@lakiri/platform/child';
import { signal } from '../bench/processes.ts';
import { pause } from '../bench/report.ts';

/** The name of the log that it keeps, which is that of its node. */
export const NODE = 'test';

/** After it was told to end it has 8 s. */
const STOP_MS_MAX = 10_000;
const LOOK_MS = 20;
const SAID_CHARS_MAX = 8_000;

export type SequencerProcess = {
  readonly pid: number;
  /** What it last said was wrong; `undefined` while it is well. */
  trouble(): string | undefined;
  /** How it ended: an exit code or a signal; `undefined` while it runs. */
  end(): string | undefined;
  /** The end of what it logged. */
  said(): string;
  stop(): Promise<void>;
};

export type SequencerOptions = {
  /** Database URL of its role. */
  readonly url: string;
  /** Its data directory: the log is in `log/test` there. */
  readonly data: string;
  readonly node?: string;
  readonly plant?: string | undefined;
  readonly witnessPolicy?: string | undefined;
  /** So that the calls of its files come from one thread, in one order. */
  readonly oneThread?: boolean;
};

const script = fileURLToPath(new URL('../../apps/sequencer/main.ts', import.meta.url));

/** Starts one; it ends with this process, however that ends. */
export function startSequencer(options: SequencerOptions): SequencerProcess {
  const child = fork(script, [], {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let trouble: string | undefined = 'starting';
  let said = '';
  child.on('message', (message: FromChild) => {
    if (message.type === 'ready') trouble = undefined;
    if (message.type === 'degraded') trouble = message.reason;
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_CHARS_MAX);
    });
  const { pid } = child;
  if (pid === undefined) throw new Error('the sequencer could not be spawned');
  return {
    pid,
    trouble: () => trouble,
    end: () => endOf(child),
    said: () => said,
    stop: () => stop(child, pid),
  };
}

function environmentOf(options: SequencerOptions): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  const { url, data, node = NODE, plant, witnessPolicy, oneThread } = options;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    LAKIRI_NODE: node,
    LAKIRI_DATA: data,
    LAKIRI_SEQUENCER_URL: url,
    LAKIRI_LOG_FORMAT: 'text',
    ...(plant === undefined ? {} : { LAKIRI_PLANT: plant }),
    ...(witnessPolicy === undefined ? {} : { LAKIRI_WITNESS_POLICY: witnessPolicy }),
    ...(oneThread ? { UV_THREADPOOL_SIZE: '1' } : {}),
  };
}

function endOf({ exitCode, signalCode }: ChildProcess): string | undefined {
  return signalCode ?? (exitCode === null ? undefined : String(exitCode));
}

async function stop(child: ChildProcess, pid: number): Promise<void> {
  const until = performance.now() + STOP_MS_MAX;
  if (endOf(child) === undefined) signal(pid, 'SIGTERM');
  while (endOf(child) === undefined) {
    if (performance.now() > until) signal(pid, 'SIGKILL');
    await pause(LOOK_MS);
  }
}
