// A load that runs for as long as its harness has something to break, with ropes that are cut in it.
import { Cutter } from '../bench/cuts.ts';
import { pause } from '../bench/report.ts';
import { startTrial, type Trial, type TrialOptions } from '../bench/trial.ts';

/** The fleet's runs have a length; this one is begun again until `stop`. What a stretch could not send is let be. */
const STRETCH_MS = 1_000;
const CUT_TRIES_MAX = 1_000;

export type LoadedTrial = Trial & {
  readonly cutter: Cutter;
  /** Cuts a rope whose frame goes out now; waits while no seal drawn has a session. */
  cut(): Promise<void>;
  /** Waits until so many more frames are acknowledged. Returns how long that took, ms. Throws after `msMax`. */
  untilAcked(more: number, msMax: number): Promise<number>;
  /** Ends the load; what is outstanding stays outstanding. */
  endLoad(): Promise<void>;
};

/** A trial under `ratePerS` live reports a second over all its seals. */
export async function startLoaded(
  options: TrialOptions & { readonly ratePerS: number; readonly seed: number },
): Promise<LoadedTrial> {
  const trial = await startTrial(options);
  const { fleet } = trial;
  const cutter = new Cutter(trial, options.seed);
  let isOver = false;
  const running = (async () => {
    const load = { shape: 'live', ratePerS: options.ratePerS, durationMs: STRETCH_MS } as const;
    while (!isOver) await fleet.run({ ...load, drainMs: 0 });
  })();
  return {
    ...trial,
    cutter,
    cut: async () => {
      for (let tries = 0; tries < CUT_TRIES_MAX; tries++) {
        if (cutter.cut()) return;
        await pause(5);
      }
      throw new Error('no seal could be cut: all are, or none has a session');
    },
    untilAcked: async (more, msMax) => {
      const from = performance.now();
      const goal = fleet.acked + more;
      while (fleet.acked < goal) {
        if (performance.now() - from > msMax)
          throw new Error(`${goal - fleet.acked} acknowledgements are missing after ${msMax} ms`);
        await pause(10);
      }
      return performance.now() - from;
    },
    endLoad: async () => {
      isOver = true;
      await running;
    },
  };
}
