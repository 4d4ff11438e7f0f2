// Acknowledged means stored. A node that works well hides the difference, so its end is brought about at the
// worst moment: Postgres freezes, frames go on coming, and the gateway is killed before anything is stored.
import { freezePostgres, type NodeUnderTest, thawPostgres, untilReady } from './node-under-test.ts';
import { signal } from './processes.ts';
import { pause, progress } from './report.ts';
import type { Trial } from './trial.ts';

/** Acknowledgements of what was stored before the freeze are heard within it. */
const FROZEN_MS = 600;
const RECOVERY_MS_MAX = 60_000;

/** Kills the gateway while it holds frames that are not stored, and waits until all are acknowledged after all. */
export async function trapEarlyAcks(
  { node, fleet }: Pick<Trial, 'node' | 'fleet'>,
  ratePerS: number,
): Promise<void> {
  const load = fleet.run({ shape: 'live', ratePerS, durationMs: 2 * FROZEN_MS, drainMs: 0 });
  await pause(FROZEN_MS / 2);
  freezePostgres(node);
  try {
    await pause(FROZEN_MS);
    killGateway(node);
  } finally {
    thawPostgres(node);
  }
  await load;
  const recoveredMs = await untilReady(node, { msMax: RECOVERY_MS_MAX });
  await drain(fleet, RECOVERY_MS_MAX);
  progress(
    `the gateway was killed with unstored frames; ready again in ${Math.round(recoveredMs)} ms`,
  );
}

export function killGateway(node: NodeUnderTest): void {
  const pid = node.gatewayPid();
  if (pid === undefined || !signal(pid, 'SIGKILL')) throw new Error('there is no gateway to kill');
}

/** Waits until every frame sent is acknowledged; gives up after `msMax`, which the comparison will not hold against anybody. */
export async function drain(fleet: Trial['fleet'], msMax: number): Promise<void> {
  await fleet.run({ shape: 'live', ratePerS: 1, durationMs: 1, drainMs: msMax });
}
