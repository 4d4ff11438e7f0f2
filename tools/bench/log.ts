// How many facts a second get into the published log, how soon, and what the sequencer costs the gateway. See
// docs/benchmarks.md for the method.
import { join } from 'node:path';
import { roleUrls } from '@lakiri/platform/migrate';
import { openSecrets } from '@lakiri/platform/secrets';
import { tellingCpu } from './cpu.ts';
import { readFlags } from './flags.ts';
import {
  compareLog,
  integrationMs,
  type LogCompared,
  publishedSize,
  untilWhole,
  watchCheckpoint,
} from './log-watch.ts';
import { type Written, writeFacts } from './log-writers.ts';
import type { NodeUnderTest } from './node-under-test.ts';
import { signal } from './processes.ts';
import { command, conclude, progress, round1 } from './report.ts';
import { startTrial, type Trial } from './trial.ts';

const standard = {
  rate: 6_000,
  seconds: 60,
  writers: 4,
  seals: 4_000,
  'ingest-rate': 25_000,
  'ingest-seconds': 8,
};
type Flags = Record<keyof typeof standard, number>;
const WARM_UP_MS_MAX = 5_000;
const DRAIN_MS = 30_000;
/** Each a run with the sequencer and one without, in turn first, so that what else the machine does meets both. */
const PAIRS = 5;

await command(async () => {
  const flags = readFlags(standard);
  const trial = await startTrial({ seals: flags.seals, plant: flags.plant });
  const { node, owner } = trial;
  let integration: Integration;
  let ratio: number;
  let compared: LogCompared;
  try {
    integration = await integrate(trial, flags);
    ratio = await ingestRatio(trial, flags);
    await untilWhole(node, owner);
    compared = await compareLog(node, owner);
  } finally {
    await trial.stop();
  }
  const { missing, doubled, verified } = compared;
  if (!verified) progress('the published entries do not have the root of the checkpoint');
  conclude(
    {
      facts_per_s: integration.written.factsPerS,
      integrated_per_s: integration.perS,
      integration_p50_ms: round1(integration.p50Ms),
      integration_p99_ms: round1(integration.p99Ms),
      ingest_ratio: Math.round(ratio * 1_000) / 1_000,
      missing,
      doubled,
    },
    missing === 0 && doubled === 0 && verified,
  );
});

type Integration = {
  readonly written: Written;
  /** Entries that became public while facts were written. */
  readonly perS: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

async function integrate(
  { node, owner }: Trial,
  { rate, seconds, writers }: Flags,
): Promise<Integration> {
  const durationMs = seconds * 1_000;
  const load = { url: appUrlOf(node), writers, ratePerS: rate, durationMs };
  const before = publishedSize(node);
  const from = performance.now();
  const watch = watchCheckpoint(node);
  const written = await tellingCpu(node, () => writeFacts(load));
  const perS = ((publishedSize(node) - before) * 1_000) / (performance.now() - from);
  const late = Math.round(written.lateMsMax);
  progress(`${written.factsPerS} facts/s committed, at most ${late} ms late`);
  if (!(await untilWhole(node, owner))) progress('facts are missing from the log');
  watch.stop();
  const waits = await integrationMs(owner, watch);
  progress(`${waits.length} of ${written.facts} facts seen in ${watch.seen.length} checkpoints`);
  return {
    written,
    perS: Math.round(perS),
    p50Ms: atShare(waits, 0.5),
    p99Ms: atShare(waits, 0.99),
  };
}

/** As the application, which is who most facts come from. */
function appUrlOf({ dataDirectory, ownerUrl }: NodeUnderTest): string {
  const secret = openSecrets(join(dataDirectory, 'secrets.json')).get('roles');
  if (secret === undefined) throw new Error('the node has no secret for its roles');
  return roleUrls(ownerUrl, secret).appUrl;
}

function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Acknowledged reports a second, more being sent than the node can take, with the sequencer and with it stopped. */
async function ingestRatio({ node, fleet }: Trial, flags: Flags): Promise<number> {
  const durationMs = flags['ingest-seconds'] * 1_000;
  const warmUpMs = Math.min(durationMs, WARM_UP_MS_MAX);
  const perS = (flags.seals * 1_000) / warmUpMs;
  await fleet.run({ shape: 'live', ratePerS: perS, durationMs: warmUpMs, drainMs: DRAIN_MS });
  const load = {
    shape: 'live',
    ratePerS: flags['ingest-rate'],
    durationMs,
    drainMs: DRAIN_MS,
  } as const;
  const ingest = async (isRunning: boolean): Promise<number> => {
    const pid = node.sequencerPid() ?? 0;
    if (!isRunning) signal(pid, 'SIGSTOP');
    try {
      const { ackedPerS } = await tellingCpu(node, () => fleet.run(load));
      progress(`${isRunning ? 'with' : 'without'} the sequencer: ${ackedPerS}/s acknowledged`);
      return ackedPerS;
    } finally {
      signal(pid, 'SIGCONT');
    }
  };
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = await ingest(pair % 2 === 0);
    const second = await ingest(pair % 2 === 1);
    ratios.push(pair % 2 === 0 ? first / second : second / first);
  }
  return atShare(
    ratios.sort((a, b) => a - b),
    0.5,
  );
}
