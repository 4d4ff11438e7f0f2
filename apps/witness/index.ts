// A witness: a small program of its own that cosigns checkpoints of logs which only grow.
import { mkdirSync, readFileSync } from 'node:fs';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { closeGracefully } from '@lakiri/platform/http';
import type { Log } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { createApp } from './app.ts';
import { openConflicts } from './conflicts.ts';
import { keyFile, openKeys } from './keys.ts';
import { parseKnownLogs } from './known-logs.ts';
import { makeStore, openStore } from './store.ts';
import { createWitness, readLatest } from './witness.ts';

export type WitnessSettings = {
  /** Where its key and its memory lie. Two witnesses never share one. */
  readonly directory: string;
  readonly name: string | undefined;
  /** A file with a line `log <vkey>` for each log that it looks at. */
  readonly logsFile: string;
  readonly mldsa: boolean;
  readonly host: string;
  readonly port: number;
  /** A path before all others, as '/w1'; may be empty. */
  readonly prefix: string;
  readonly trustProxy: string | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** It may not go on: its memory is broken, or another process has taken it over. */
  readonly onBroken: (error: Error) => void;
};

export type RunningWitness = {
  readonly address: string;
  readonly vkeys: readonly string[];
  stop(): Promise<void>;
};

/** The keys of a directory as verifiers need them, made when there are none. Throws CannotStart. */
export function witnessVkeys(
  settings: Pick<WitnessSettings, 'directory' | 'name' | 'mldsa'>,
): readonly string[] {
  return keysOf(settings).map(({ vkey }) => vkey);
}

/** Opens the store, which ends the term of whoever had it, and listens. Throws CannotStart. */
export async function startWitness(settings: WitnessSettings): Promise<RunningWitness> {
  const { directory, log, host, port, prefix, now } = settings;
  const logs = parseKnownLogs(readLogs(settings.logsFile), settings.logsFile);
  const cosigners = keysOf(settings);
  const origins = [...logs.keys()];
  const store = openStore({ directory, origins, read: readLatest(cosigners) });
  const conflicts = openConflicts(directory, logs.keys());
  const witness = createWitness({ logs, cosigners, store, conflicts, log, now });
  const metrics = createMetrics('witness');
  const app = await createApp({ ...settings, witness, metrics });
  try {
    const address = await app.listen({ host, port });
    log.info(
      { address: address + prefix, witness: witness.name, logs: origins.length },
      'witnessing',
    );
    return { address: address + prefix, vkeys: witness.vkeys, stop: () => closeGracefully(app) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw error;
    throw new CannotStart(
      'port-in-use',
      `port ${port} of ${host} is in use; choose one with --port.`,
    );
  }
}

function keysOf({ directory, name, mldsa }: Pick<WitnessSettings, 'directory' | 'name' | 'mldsa'>) {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  makeStore(directory, keyFile(directory));
  return openKeys({ directory, name, mldsa });
}

function readLogs(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotStart('no-logs-file', `cannot read ${file}: ${(error as Error).message}`);
  }
}
