// How many reports a second a node acknowledges with generator, gateway and Postgres on one machine, and how
// soon. See docs/benchmarks.md for the method; `--seals`, `--seconds` and `--ack-rate` make it smaller, and
// `--dialect X` (or `all`) compares another dialect with Jointech's in the same run.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLEET_DIALECTS } from '@lakiri/simulator';
import { type Compared, compare } from './compare.ts';
import { trapEarlyAcks } from './early-ack-trap.ts';
import { readFlags } from './flags.ts';
import { ingestDialects } from './ingest-dialects.ts';
import { type Measured, measure } from './ingest-measure.ts';
import { selfTimes } from './profile.ts';
import { rawCopyPerS } from './raw-copy.ts';
import { command, conclude, progress, round1 } from './report.ts';
import { startTrial } from './trial.ts';

/** Of Jointech's seals; other dialects are told as a share of them, by a smaller load. */
const standard = { seals: 10_000, seconds: 60, 'ack-rate': 5_000, 'rate-max': 1_000_000 };
const small = { seals: 2_000, seconds: 10, 'ack-rate': 2_000, 'rate-max': 1_000_000 };
const PROFILE_LINES = 30;

const DIALECTS = { dialect: ['jointech', ...FLEET_DIALECTS, 'all'] };

await command(async () => {
  const flags = readFlags(standard, ['profile'], DIALECTS);
  if (flags.dialect === 'jointech') await ingest(flags);
  else await ingestDialects(readFlags(small, [], DIALECTS));
});

type Flags = ReturnType<typeof readFlags<keyof typeof standard, 'profile', 'dialect'>>;

async function ingest(flags: Flags): Promise<void> {
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
}

function printProfile(directory: string, pid: number): void {
  progress(`profile of the gateway, own time of the busy time (${directory}):`);
  for (const { name, share } of selfTimes(directory, pid).slice(0, PROFILE_LINES))
    process.stderr.write(`${(share * 100).toFixed(1).padStart(6)} %  ${name}\n`);
}
