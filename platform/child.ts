// The child's half of supervision: it ends when its parent ends, stops when it is told, and says how it is.
import type { Registry } from 'prom-client';
import type { Log } from './log.ts';

/** How a supervised process is, as the supervisor knows it and `/readyz` shows it. */
export type ProcessState = {
  readonly name: string;
  readonly state: 'starting' | 'ready' | 'degraded' | 'restarting' | 'stopped';
  /** What is wrong, in words for an operator. */
  readonly reason?: string;
  /** Where it listens. */
  readonly address?: string;
  /** What an operator should know though it does its work. */
  readonly note?: string;
  readonly restarts: number;
};

/** Parent to child. */
export type ToChild =
  | { readonly type: 'stop' }
  | { readonly type: 'processes'; readonly processes: readonly ProcessState[] }
  | { readonly type: 'metrics'; readonly from: string; readonly metrics: readonly object[] };
/** Child to parent. */
export type FromChild =
  | { readonly type: 'ready'; readonly address?: string; readonly note?: string }
  | { readonly type: 'degraded'; readonly reason: string }
  | { readonly type: 'metrics'; readonly metrics: readonly object[] };

/** sysexits.h EX_CONFIG: the operator has to mend something; starting again does not help. */
export const EXIT_CANNOT_START = 78;
/** sysexits.h EX_TEMPFAIL: the same may succeed later. */
export const EXIT_TRY_LATER = 75;

/** Often enough for a scrape every 15 s, and cheap. */
const METRICS_MS = 5_000;
/** A stop that hangs longer is a bug; the process ends all the same. */
const STOP_MS_MAX = 8_000;

export type Child = {
  /** It does its work, listening there; with a note for the operator. Again after `degraded`, and when the note changes. */
  ready(address?: string, note?: string): void;
  /** It runs, but cannot do its work now. */
  degraded(reason: string): void;
  /** Told to this process by its supervisor; nothing when it was started alone. */
  onMessage(listener: (message: ToChild) => void): void;
};

/**
 * Makes this process a child: `stop` is called once, on the supervisor's word, on SIGTERM or SIGINT,
 * or when the supervisor is gone; then the process exits. Works alone too, without a supervisor.
 */
export function beChild(options: {
  readonly log: Log;
  readonly metrics?: Registry;
  readonly stop: () => Promise<void>;
}): Child {
  const { log, metrics, stop } = options;
  const listeners: ((message: ToChild) => void)[] = [];
  let stopping = false;
  const end = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('message', (message: ToChild) => {
    if (message.type === 'stop') end('told to');
    else for (const listener of listeners) listener(message);
  });
  process.on('disconnect', () => end('the supervisor is gone'));
  // One that died while this process was starting says nothing more: its event is past.
  if (process.send !== undefined && !process.connected) end('the supervisor is gone');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));
  if (metrics !== undefined && process.send !== undefined) reportMetrics(metrics, log);
  return {
    ready: (address, note) =>
      tell({
        type: 'ready',
        ...(address === undefined ? {} : { address }),
        ...(note === undefined ? {} : { note }),
      }),
    degraded: (reason) => tell({ type: 'degraded', reason }),
    onMessage: (listener) => listeners.push(listener),
  };
}

function reportMetrics(metrics: Registry, log: Log): void {
  setInterval(() => {
    metrics.getMetricsAsJSON().then(
      (all) => tell({ type: 'metrics', metrics: all }),
      (error: unknown) => log.warn({ err: error }, 'metrics could not be read'),
    );
  }, METRICS_MS).unref();
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message, () => undefined); // a parent that is gone is noticed by disconnect
}
