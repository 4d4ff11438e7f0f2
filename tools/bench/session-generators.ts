// The processes that speak for many seals, as one.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunOptions, RunStats, SealAccount } from '@lakiri/simulator';
import type { Population } from './population.ts';
import { pause } from './report.ts';
import type { FleetOrder, Order, Orders, Told } from './session-generator.ts';
import { STEP_S } from './trial.ts';

const script = fileURLToPath(new URL('session-generator.ts', import.meta.url));
const LOOK_MS = 50;

type Ran = Omit<RunStats, 'lost'>;

export type Generators = {
  readonly open: number;
  readonly unacked: number;
  /** The same load on all; the rate is that of all together. */
  run(load: RunOptions): Promise<readonly Ran[]>;
  drop(): Promise<void>;
  confirm(stored: ReadonlyMap<string, number>): Promise<void>;
  accounts(): Promise<readonly SealAccount[]>;
  /** Waits until a number of sessions is open that satisfies; how long it took, ms. Throws after `msMax`. */
  untilOpen(isEnough: (open: number) => boolean, msMax: number): Promise<number>;
  stop(): void;
};

type Generator = {
  readonly child: ChildProcess;
  readonly seals: number;
  readonly now: { open: number; sent: number; acked: number };
  ask<Name extends keyof Orders>(
    name: Name,
    ...args: Parameters<Orders[Name]>
  ): Promise<Awaited<ReturnType<Orders[Name]>>>;
};

/** Starts `count` processes and connects every seal of the population, each process its share. */
export async function startGenerators(
  count: number,
  { seals, from }: Population,
  ports: FleetOrder['ports'],
): Promise<Generators> {
  const all = Array.from({ length: count }, (_, at) =>
    startGenerator(seals.filter((__, seal) => seal % count === at).length),
  );
  const stop = (): void => {
    for (const { child } of all) child.disconnect();
  };
  const tracks = [...new Set(seals.map(({ track }) => track))];
  const trackAt = new Map(tracks.map((track, at) => [track, at]));
  const sum = (of: (one: Generator) => number): number => all.reduce((so, it) => so + of(it), 0);
  try {
    await Promise.all(
      all.map(({ ask }, at) =>
        ask('open', {
          ...{ ports, from, stepS: STEP_S, tracks },
          seals: seals
            .filter((_, seal) => seal % count === at)
            .map(({ dialect, wireId, track }) => ({
              ...{ dialect, wireId, track: trackAt.get(track) ?? 0 },
            })),
        }),
      ),
    );
  } catch (error) {
    stop();
    throw error;
  }
  return {
    get open() {
      return sum(({ now }) => now.open);
    },
    get unacked() {
      return sum(({ now }) => now.sent - now.acked);
    },
    run: (load) =>
      Promise.all(
        all.map((it) =>
          it.ask('run', { ...load, ratePerS: (load.ratePerS * it.seals) / seals.length }),
        ),
      ),
    drop: async () => {
      await Promise.all(all.map(({ ask }) => ask('drop')));
    },
    confirm: async (stored) => {
      await Promise.all(all.map(({ ask }) => ask('confirm', stored)));
    },
    accounts: async () => (await Promise.all(all.map(({ ask }) => ask('accounts')))).flat(),
    untilOpen: async (isEnough, msMax) => {
      const from = performance.now();
      while (!isEnough(sum(({ now }) => now.open))) {
        if (performance.now() - from > msMax)
          throw new Error(`${sum(({ now }) => now.open)} sessions are open after ${msMax} ms`);
        await pause(LOOK_MS);
      }
      return performance.now() - from;
    },
    stop,
  };
}

function startGenerator(seals: number): Generator {
  const child = fork(script, { serialization: 'advanced' });
  const waiting = new Map<number, (told: Told) => void>();
  const now = { open: 0, sent: 0, acked: 0 };
  let last = 0;
  child.on('message', (told: Told) => {
    if ('id' in told) waiting.get(told.id)?.(told);
    else Object.assign(now, told);
  });
  const failAll = (): void => {
    for (const [id, end] of waiting) end({ id, error: 'the generator ended' });
  };
  child.once('exit', failAll);
  return {
    child,
    seals,
    now,
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, (told) => {
          waiting.delete(id);
          if ('error' in told) reject(new Error(told.error));
          else if ('value' in told) resolve(told.value as Awaited<ReturnType<Orders[typeof name]>>);
        });
        child.send({ id, name, args } as Order);
      }),
  };
}
