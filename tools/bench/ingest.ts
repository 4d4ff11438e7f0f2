// How many reports a second a node acknowledges with generator, gateway and Postgres on one machine, and how
// soon. See docs/benchmarks.md for the method; `--seals`, `--seconds` and `--ack-rate` make it smaller.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type Sustained, sustain } from './capacity.ts';
import { checkpointAfter, checkpointsDone } from './checkpoints.ts';
import { type Compared, compare } from './compare.ts';
import { tellingCpu } from './cpu.ts';
import { trapEarlyAcks } from './early-ack-trap.ts';
import { readFlags } from './flags.ts';
import { memoryOf } from './processes.ts';
import { selfTimes } from './profile.ts';
import { rawCopyPerS } from './raw-copy.ts';
import { command, conclude, progress, round1 } from './report.ts';
import { startTrial, type Trial } from './trial.ts';

const standard = { seals: 10_000, seconds: 60, 'ack-rate': 5_000, 'rate-max': 1_000_000 };
/** Every seal speaks once before anything is measured, so that the gateway knows it. */
const WARM_UP_MS_MAX = 5_000;
const DRAIN_MS = 30_000;
const PROFILE_LINES = 30;

type Measured = {
  readonly live: Sustained;
  readonly backlog: Sustained;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly rssMb: number;
  readonly checkpoints: number;
  readonly backlogFrom: Date;
};

await command(async () => {
  const flags = readFlags(standard, ['profile']);
  const profileDirectory = flags.profile
    ? mkdtempSync(join(tmpdir(), 'lakiri-profile-'))
    : undefined;
  const trial = await startTrial({ seals: flags.seals, plant: flags.plant, profileDirectory });
  const { node, owner, fleet } = trial;
  let measured: Measured;
  let compared: Compared;
  let rawPerS: number;
  const gatewayPid = node.gatewayPid() ?? 0;
  try {
    measured = await measure(trial, flags);
    progress(`${measured.checkpoints} checkpoints of Postgres since the load began`);
    // A killed gateway leaves no profile.
    if (!flags.profile) await trapEarlyAcks(trial, flags['ack-rate']);
    compared = await compare(owner, fleet);
    progress(`${compared.acked} acknowledged reports looked for in the database`);
    fleet.close();
    await owner.end();
    await node.stop({ keepData: true });
    rawPerS = await rawCopyPerS(node.dataDirectory, measured.backlogFrom);
    progress(`raw COPY of the same rows: ${rawPerS}/s`);
  } finally {
    await trial.stop();
  }
  if (profileDirectory !== undefined) printProfile(profileDirectory, gatewayPid);
  const { live, backlog } = measured;
  for (const { stats, keptUp } of [live, backlog])
    if (!keptUp) progress(`${stats.shape}: no rate was found that the node keeps up with`);
  const { lost, doubled } = compared;
  conclude(
    {
      live_per_s: live.stats.ackedPerS,
      backlog_per_s: backlog.stats.ackedPerS,
      raw_copy_per_s: rawPerS,
      ratio: Math.round((backlog.stats.ackedPerS / rawPerS) * 1_000) / 1_000,
      ack_p50_ms: round1(measured.ackP50Ms),
      ack_p99_ms: round1(measured.ackP99Ms),
      rss_mb: measured.rssMb,
      lost,
      doubled,
    },
    lost === 0 && doubled === 0,
  );
});

async function measure(
  { node, owner, fleet }: Trial,
  flags: Record<keyof typeof standard, number>,
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

function printProfile(directory: string, pid: number): void {
  progress(`profile of the gateway, own time of the busy time (${directory}):`);
  for (const { name, share } of selfTimes(directory, pid).slice(0, PROFILE_LINES))
    process.stderr.write(`${(share * 100).toFixed(1).padStart(6)} %  ${name}\n`);
}
