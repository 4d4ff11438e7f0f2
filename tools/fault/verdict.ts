// What a fault command says at its end, after everything sent has been acknowledged or given up.
import { compare } from '../bench/compare.ts';
import { compareAlarms } from '../bench/cuts.ts';
import { drain } from '../bench/early-ack-trap.ts';
import { untilReady } from '../bench/node-under-test.ts';
import { progress } from '../bench/report.ts';
import type { LoadedTrial } from './load.ts';

const READY_MS_MAX = 120_000;
const DRAIN_MS_MAX = 120_000;

export type Verdict = {
  readonly acked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly alarms_missing: number;
  readonly alarms_doubled: number;
};

/** Ends the load, waits for the node and for the last acknowledgements, and compares. */
export async function judge(trial: LoadedTrial): Promise<Verdict> {
  const { node, owner, fleet, cutter } = trial;
  await trial.endLoad();
  await untilReady(node, { msMax: READY_MS_MAX });
  await drain(fleet, DRAIN_MS_MAX);
  progress(`load ended: ${fleet.sent} frames sent, ${fleet.acked} acknowledged`);
  const { acked, lost, doubled } = await compare(owner, fleet);
  const alarms = await compareAlarms(owner, fleet, cutter.cuts);
  progress(`${acked} reports and ${cutter.cuts.length} cuts looked for in the database`);
  return {
    acked,
    lost,
    doubled,
    alarms_missing: alarms.missing,
    alarms_doubled: alarms.doubled,
  };
}

export function holds({
  lost,
  doubled,
  alarms_missing: missing,
  alarms_doubled: twice,
}: Verdict): boolean {
  return lost + doubled + missing + twice === 0;
}
