// Acknowledged means stored. A node that works well hides the difference, so its end is brought about at the
// worst moment: Postgres freezes, frames go on coming, and the gateway is killed before anything is stored.
import { freezePostgres, type NodeUnderTest, thawPostgres, untilReady } from './node-under-test.ts';
import { signal } from './processes.ts';
import { pause, progress } from './report.ts';
import type { Trial } from './trial.ts';

/** Frames that must have gone out since Postgres froze: a node that acknowledges early has answered some of them by then. */
const SENT_FROZEN_MIN = 50;
/** How long those frames are on their way at least, so that a gateway has had the time to answer them. */
const FROZEN_MS = 600;
const STRETCH_MS = 200;
const RECOVERY_MS_MAX = 60_000;

/**
 * Kills the gateway while it holds frames that are not stored, and waits until all are acknowledged after all.
 * Throws when the fleet cannot send `SENT_FROZEN_MIN` frames, since then nothing was tried.
 */
export async function trapEarlyAcks(
  { node, fleet }: Pick<Trial, 'node' | 'fleet'>,
  ratePerS: number,
): Promise<void> {
  let isSending = true;
  const load = (async () => {
    while (isSending)
      await fleet.run({ shape: 'live', ratePerS, durationMs: STRETCH_MS, drainMs: 0 });
  })();
  try {
    await grown(() => fleet.acked, 1);
    freezePostgres(node);
    await grown(() => fleet.sent, SENT_FROZEN_MIN);
    await pause(FROZEN_MS);
    killGateway(node);
  } finally {
    thawPostgres(node);
    isSending = false;
    await load;
  }
  const recoveredMs = await untilReady(node, { msMax: RECOVERY_MS_MAX });
  await drain(fleet, RECOVERY_MS_MAX);
  progress(
    `the gateway was killed with unstored frames; ready again in ${Math.round(recoveredMs)} ms`,
  );
}

async function grown(count: () => number, by: number): Promise<void> {
  const goal = count() + by;
  const until = performance.now() + RECOVERY_MS_MAX;
  while (count() < goal) {
    if (performance.now() > until)
      throw new Error(`the fleet does not get on: ${count()} of ${goal}`);
    await pause(10);
  }
}

export function killGateway(node: NodeUnderTest): void {
  const pid = node.gatewayPid();
  if (pid === undefined || !signal(pid, 'SIGKILL')) throw new Error('there is no gateway to kill');
}

/** Waits until every frame sent is acknowledged; gives up after `msMax`, which the comparison will not hold against anybody. */
export async function drain(fleet: Trial['fleet'], msMax: number): Promise<void> {
  await fleet.run({ shape: 'live', ratePerS: 1, durationMs: 1, drainMs: msMax });
}
