// How soon a cut is on an officer's screen: from the cut frame's last byte written to the event that names
// the seal, heard by a console that watches the whole fleet.

import { type Compared, compare } from './compare.ts';
import { openMonitor, setUpOffice, signIn } from './console-stream.ts';
import { tellingCpu } from './cpu.ts';
import { type AlarmsCompared, Cutter, compareAlarms } from './cuts.ts';
import { drain, trapEarlyAcks } from './early-ack-trap.ts';
import { readFlags } from './flags.ts';
import { command, conclude, pause, progress, round1 } from './report.ts';
import { startTrial, type Trial } from './trial.ts';

const standard = { seals: 5_000, rate: 1_000, seconds: 60, alarms: 200 };
type Flags = Record<keyof typeof standard, number>;
const WARM_UP_MS_MAX = 5_000;
const DRAIN_MS = 30_000;
/** An alarm that takes longer is missing to the officer, whatever the database says. */
const ALARM_MS_MAX = 10_000;
const SEED = 20_417;

type Measured = {
  readonly waitsMs: readonly number[];
  readonly cutter: Cutter;
};

await command(async () => {
  const flags = readFlags(standard);
  const trial = await startTrial({ seals: flags.seals, plant: flags.plant, before: setUpOffice });
  let measured: Measured;
  let compared: Compared;
  let alarms: AlarmsCompared;
  try {
    measured = await measure(trial, flags);
    await drain(trial.fleet, DRAIN_MS);
    await trapEarlyAcks(trial, flags.rate);
    compared = await compare(trial.owner, trial.fleet);
    alarms = await compareAlarms(trial.owner, trial.fleet, measured.cutter.cuts);
  } finally {
    await trial.stop();
  }
  const { waitsMs, cutter } = measured;
  const missing = cutter.cuts.length - waitsMs.length;
  const { lost, doubled } = compared;
  if (alarms.missing + alarms.doubled > 0)
    progress(`in the database: ${alarms.missing} alarms missing, ${alarms.doubled} doubled`);
  conclude(
    {
      alarms: waitsMs.length,
      p50_ms: round1(atShare(waitsMs, 0.5)),
      p95_ms: round1(atShare(waitsMs, 0.95)),
      max_ms: round1(atShare(waitsMs, 1)),
      missing: missing + alarms.missing,
      lost,
      doubled: doubled + alarms.doubled,
    },
    missing + alarms.missing + alarms.doubled + lost + doubled === 0 && waitsMs.length > 0,
  );
});

async function measure(trial: Trial, flags: Flags): Promise<Measured> {
  const { node, fleet } = trial;
  const durationMs = flags.seconds * 1_000;
  const warmUpMs = Math.min(durationMs, WARM_UP_MS_MAX);
  const perS = (flags.seals * 1_000) / warmUpMs;
  await fleet.run({ shape: 'live', ratePerS: perS, durationMs: warmUpMs, drainMs: DRAIN_MS });
  const heard = new Map<string, number>();
  const cookie = await signIn(node);
  const monitor = await openMonitor(node, cookie, (cases, heardMs) => {
    for (const { kind, seal } of cases)
      if (kind === 'seal-cut' && !heard.has(seal.id)) heard.set(seal.id, heardMs);
  });
  progress('the officer is signed in and watches');
  const cutter = new Cutter(trial, SEED);
  const load = { shape: 'live', ratePerS: flags.rate, durationMs, drainMs: DRAIN_MS } as const;
  const [stats] = await tellingCpu(node, () =>
    Promise.all([fleet.run(load), cutAll(cutter, flags.alarms, durationMs)]),
  );
  progress(`${stats.ackedPerS}/s acknowledged, p99 ${Math.round(stats.ackP99Ms)} ms`);
  const until = performance.now() + ALARM_MS_MAX;
  while (heard.size < cutter.cuts.length && performance.now() < until) await pause(50);
  monitor.close();
  const waitsMs = cutter.cuts.flatMap(({ sealId, sentAtMs }) => {
    const heardMs = heard.get(sealId);
    return heardMs === undefined ? [] : [heardMs - sentAtMs];
  });
  return { waitsMs: waitsMs.sort((a, b) => a - b), cutter };
}

/** Evenly over the run, at odd moments of the stream's own beat. */
async function cutAll(cutter: Cutter, count: number, durationMs: number): Promise<void> {
  const everyMs = durationMs / count;
  const from = performance.now();
  for (let at = 0; at < count; at++) {
    await pause(from + at * everyMs + (everyMs * ((at * 7) % 10)) / 10 - performance.now());
    while (!cutter.cut()) await pause(1);
  }
}

/** The value under which a share (0–1) of the sorted values lies; 0 of none. */
function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
