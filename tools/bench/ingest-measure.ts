// The load of a bench: acknowledgements at a fixed rate, then the highest rate live, then with a backlog.
import { describe, type Sustained, sustain } from './capacity.ts';
import { checkpointAfter, checkpointsDone } from './checkpoints.ts';
import { tellingCpu } from './cpu.ts';
import { memoryOf } from './processes.ts';
import { progress } from './report.ts';
import type { Trial } from './trial.ts';

/** Every seal speaks once before anything is measured, so that the gateway knows it. */
const WARM_UP_MS_MAX = 5_000;
const DRAIN_MS = 30_000;

export type Measured = {
  readonly live: Sustained;
  readonly backlog: Sustained;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly rssMb: number;
  readonly checkpoints: number;
  readonly backlogFrom: Date;
};

type Load = Readonly<Record<'seals' | 'seconds' | 'ack-rate' | 'rate-max', number>>;

export async function measure(
  { node, owner, fleet }: Pick<Trial, 'node' | 'owner' | 'fleet'>,
  flags: Load,
): Promise<Measured> {
  const { seals, seconds, 'ack-rate': ackRate } = flags;
  const durationMs = seconds * 1_000;
  const beside = (): Promise<void> => checkpointAfter(owner, durationMs / 2);
  const before = await checkpointsDone(owner);
  const warmUpMs = Math.min(durationMs, WARM_UP_MS_MAX);
  const perS = (seals * 1_000) / warmUpMs;
  await fleet.run({ shape: 'live', ratePerS: perS, durationMs: warmUpMs, drainMs: DRAIN_MS });
  const load = { shape: 'live', ratePerS: ackRate, durationMs, drainMs: DRAIN_MS } as const;
  const [ack] = await tellingCpu(node, () => Promise.all([fleet.run(load), beside()]));
  progress(`acknowledgements at ${describe(ack, ackRate)}`);
  const search = { node, toPerS: flags['rate-max'], durationMs, beside };
  const live = await sustain(fleet, { ...search, shape: 'live', fromPerS: ackRate });
  const backlogFrom = new Date();
  const fromPerS = live.stats.ackedPerS;
  const backlog = await sustain(fleet, { ...search, shape: 'backlog', fromPerS });
  return {
    live,
    backlog,
    ackP50Ms: ack.ackP50Ms,
    ackP99Ms: ack.ackP99Ms,
    rssMb: memoryOf(node.gatewayPid() ?? 0).peakMb,
    checkpoints: (await checkpointsDone(owner)) - before,
    backlogFrom,
  };
}
