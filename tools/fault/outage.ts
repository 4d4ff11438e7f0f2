// One time in which the database cannot serve: what `/readyz` says, what is acknowledged, and how it ends.
import { metric, type NodeUnderTest, readyState, untilReady } from '../bench/node-under-test.ts';
import { pause, progress } from '../bench/report.ts';
import type { LoadedTrial } from './load.ts';

/** Acknowledgements of what was stored before the outage are heard within it. */
const LAST_ACKS_MS = 1_000;
const LOOK_EVERY_MS = 500;
/** What waits is up to a minute of the load, and Postgres may have to replay. */
const RECOVERY_MS_MAX = 120_000;
const SERVED_FRAMES = 200;

export type Outage = {
  readonly name: string;
  readonly seconds: number;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** What `/readyz` must say while it lasts. */
  readonly named: RegExp;
  /** Something worse, halfway: the gateway is killed with what it holds unstored. */
  halfway?(): void;
};

export type OutageSeen = {
  readonly ackedWhileDown: number;
  /** `/readyz` answered 503 with the words expected. */
  readonly isNamed: boolean;
  /** From the end of the cause until `/readyz` says ready and acknowledgements flow. */
  readonly recoveryMs: number;
  readonly wasPaused: boolean;
};

/** Brings an outage about under the load, and its end; nobody helps the node. */
export async function suffer(trial: LoadedTrial, outage: Outage): Promise<OutageSeen> {
  const { node, fleet } = trial;
  await trial.cut();
  await outage.begin();
  await pause(LAST_ACKS_MS);
  const before = fleet.acked;
  const seen = await watch(node, outage);
  const ackedWhileDown = fleet.acked - before;
  await outage.end();
  const from = performance.now();
  await untilReady(node, { msMax: RECOVERY_MS_MAX });
  await trial.untilAcked(SERVED_FRAMES, RECOVERY_MS_MAX);
  const recoveryMs = Math.round(performance.now() - from);
  progress(`${outage.name}: over, served again after ${recoveryMs} ms without a hand`);
  await trial.cut();
  return { ...seen, ackedWhileDown, recoveryMs };
}

async function watch(
  node: NodeUnderTest,
  { name, seconds, named, halfway }: Outage,
): Promise<Pick<OutageSeen, 'isNamed' | 'wasPaused'>> {
  const from = performance.now();
  let isNamed = false;
  let wasPaused = false;
  let worse = halfway;
  const lengthMs = seconds * 1_000 - LAST_ACKS_MS;
  while (performance.now() - from < lengthMs) {
    const { status, text } = await readyState(node);
    if (!isNamed && status === 503 && named.test(text)) {
      isNamed = true;
      progress(`${name}: /readyz says ${text.slice(0, 400)}`);
    }
    if (!wasPaused && (await metric(node, 'lakiri_gateway_paused')) > 0) {
      wasPaused = true;
      progress(`${name}: sockets are no longer read`);
    }
    if (performance.now() - from > lengthMs / 2) {
      worse?.();
      worse = undefined;
    }
    await pause(LOOK_EVERY_MS);
  }
  if (!isNamed) progress(`${name}: /readyz never said so: ${(await readyState(node)).text}`);
  return { isNamed, wasPaused };
}
