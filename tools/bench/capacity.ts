// The highest rate that a node sustains, by an open-loop load that is raised until acknowledgements lag.
import type { Fleet, RunStats, Shape } from '@lakiri/simulator';
import { tellingCpu } from './cpu.ts';
import type { NodeUnderTest } from './node-under-test.ts';
import { progress } from './report.ts';

/** Each try is so much faster than the last. */
const RAISE = 1.4;
const TRY_MS_MAX = 5_000;
/** Kept up: the queue did not grow, so that at the end of a run no acknowledgement was later than this. */
const LAG_MS_MAX = 1_000;
/** And of what was due in a try, this share was acknowledged in it. A try is too short to grow a queue. */
const KEPT_UP_SHARE = 0.92;
/** What a saturated node stored is more than it stores with a steady queue. */
const FIRST_SHARE = 0.95;
const NEXT_SHARE = 0.92;
const RUNS_MAX = 4;
/** A saturated node has up to `OUTSTANDING_MAX` frames of every seal to work off. */
const DRAIN_MS = 60_000;

export type Sustained = { readonly stats: RunStats; readonly keptUp: boolean };

type Search = {
  readonly node: NodeUnderTest;
  readonly shape: Shape;
  /** Reports a second to begin with. */
  readonly fromPerS: number;
  /** Enough; a higher rate is not looked for. */
  readonly toPerS: number;
  readonly durationMs: number;
  /** Runs beside each of the long runs. */
  beside(): Promise<void>;
};

/** Raises the rate until the node lags, then runs for `durationMs` at the highest rate that it keeps up with. */
export async function sustain(fleet: Fleet, search: Search): Promise<Sustained> {
  let ratePerS = (await saturate(fleet, search)) * FIRST_SHARE;
  for (let run = 1; ; run++) {
    const stats = await load(fleet, { ...search, ratePerS });
    const keptUp = stats.ackP99Ms <= LAG_MS_MAX;
    if (keptUp || run === RUNS_MAX) return { stats, keptUp };
    ratePerS *= NEXT_SHARE;
  }
}

/** What was stored a second when more came than that, twice: once may be a hiccup of the machine. */
async function saturate(fleet: Fleet, search: Search): Promise<number> {
  const { shape, fromPerS, toPerS, durationMs } = search;
  let laggedPerS: number | undefined;
  for (let ratePerS = fromPerS; ; ) {
    if (ratePerS >= toPerS) return toPerS;
    const tryMs = Math.min(TRY_MS_MAX, durationMs);
    const stats = await fleet.run({ shape, ratePerS, durationMs: tryMs, drainMs: DRAIN_MS });
    progress(`${shape}: tried ${describe(stats, ratePerS)}`);
    const keptUp = stats.ackP99Ms <= LAG_MS_MAX && stats.ackedPerS >= ratePerS * KEPT_UP_SHARE;
    if (keptUp) {
      laggedPerS = undefined;
      ratePerS *= RAISE;
    } else if (laggedPerS === undefined) laggedPerS = stats.ackedPerS;
    else return Math.max(laggedPerS, stats.ackedPerS);
  }
}

async function load(
  fleet: Fleet,
  { node, shape, ratePerS, durationMs, beside }: Search & { readonly ratePerS: number },
): Promise<RunStats> {
  const [stats] = await tellingCpu(node, () =>
    Promise.all([fleet.run({ shape, ratePerS, durationMs, drainMs: DRAIN_MS }), beside()]),
  );
  progress(`${shape}: ran ${describe(stats, ratePerS)}`);
  return stats;
}

export function describe(stats: RunStats, ratePerS: number): string {
  const { ackedPerS, ackP50Ms, ackP99Ms, ackMaxMs, heldBack } = stats;
  const ms = [ackP50Ms, ackP99Ms, ackMaxMs].map(Math.round).join(' / ');
  return `${Math.round(ratePerS)}/s: ${ackedPerS}/s acknowledged, p50 / p99 / max ${ms} ms, ${heldBack} held back`;
}
