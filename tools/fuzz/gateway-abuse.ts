// Bad input against a running gateway, over and over: refused and counted, in flat memory, and a healthy
// fleet beside it is served all the time.
import { chanceOf } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { anyTrack, type Fleet, openFleet, type RunStats } from '@lakiri/simulator';
import { compare } from '../bench/compare.ts';
import { drain } from '../bench/early-ack-trap.ts';
import { readFlags } from '../bench/flags.ts';
import { freePort, metric, type NodeUnderTest, startNode } from '../bench/node-under-test.ts';
import { type Population, populate, type SealInPlace } from '../bench/population.ts';
import { memoryOf } from '../bench/processes.ts';
import { command, conclude, pause, progress } from '../bench/report.ts';
import { openOwner, STEP_S } from '../bench/trial.ts';
import { ABUSES, type Around, type Counted } from './abuses.ts';
import { liveMemoryMb } from './live-memory.ts';
import { Peer } from './peer.ts';

/** `patience`: how long a sender that never finishes is watched, s; it is cut off after 60. */
const standard = { rounds: 20, seals: 20, rate: 40, patience: 70 };
const CUT_OFF_S = 62;
/** Of memory in use after a collection. A round sends 15 MB over 1,000 connections: what leaks is seen. */
const GROWTH_MB_MAX = 8;
/** Processes report their metrics every 5 s. */
const METRICS_MS = 6_000;
/** A healthy seal waits no longer than this, whatever others send. */
const ACK_MS_MAX = 5_000;
const DRAIN_MS = 30_000;

await command(async () => {
  const flags = readFlags(standard);
  const inspectPort = await freePort();
  const nodeOptions = [`--inspect-port=${inspectPort}`];
  const node = await startNode({ plant: flags.plant, nodeOptions });
  const owner = openOwner(node);
  try {
    // One seal more than the fleet's of each dialect, for the abuse.
    const population = await populate(owner, { jointech: flags.seals + 1, teltonika: 1 });
    const fleet = await openHealthy(node, population, flags.seals);
    const seen = await abuse({ node, population, fleet, flags, inspectPort });
    seen.faults.push(...(await faultsInDatabase(owner)));
    const { lost, doubled } = await compare(owner, fleet);
    fleet.close();
    if (lost + doubled > 0) seen.faults.push('healthy reports were lost or doubled');
    for (const fault of seen.faults) progress(`fault: ${fault}`);
    const { faults, ...shown } = seen;
    conclude({ ...shown, lost, doubled, faults: faults.length }, faults.length === 0);
  } finally {
    await owner.end();
    await node.stop();
  }
});

type Trial = {
  readonly node: NodeUnderTest;
  readonly population: Population;
  readonly fleet: Fleet;
  readonly flags: Readonly<Record<keyof typeof standard, number>>;
  readonly inspectPort: number;
};

async function abuse({ node, population, fleet, flags, inspectPort }: Trial) {
  const faults: string[] = [];
  const around = aroundOf(node, population);
  const healthy = serveAllTheTime(fleet, flags.rate);
  const slow = watchSlowSender(node, flags.patience);
  const counts = ABUSES.flatMap((one) => one.counts);
  const before = await countsOf(node, counts);
  let liveBeforeMb = 0;
  for (let round = 0; round <= flags.rounds; round++) {
    for (const { name, run } of ABUSES)
      faults.push(...(await run(around)).map((fault) => `${name}: ${fault}`));
    if (round === 0) liveBeforeMb = await liveMemoryMb(gatewayOf(node), inspectPort);
    progress(`round ${round}: gateway has ${memoryOf(gatewayOf(node)).nowMb} MB`);
  }
  const slowSenderCutOff = await slow;
  if (slowSenderCutOff === false) faults.push('a sender that never finishes was kept');
  await pause(METRICS_MS);
  const liveAfterMb = await liveMemoryMb(gatewayOf(node), inspectPort);
  if (liveAfterMb - liveBeforeMb > GROWTH_MB_MAX) faults.push('memory grew');
  const after = await countsOf(node, counts);
  for (const [at, { name, labels, min }] of counts.entries()) {
    const more = (after[at] ?? 0) - (before[at] ?? 0);
    progress(`${name} ${labels.join(' ')}: ${more} more`);
    if (more < min * (flags.rounds + 1)) faults.push(`${name} ${labels.join(' ')} counted ${more}`);
  }
  const served = await healthy();
  if (served.acked < served.sent) faults.push('healthy reports were not acknowledged');
  if (served.ackMaxMs > ACK_MS_MAX) faults.push('healthy reports waited');
  return {
    rounds: flags.rounds,
    malformed: await metric(node, 'lakiri_gateway_malformed_total'),
    refused: await metric(node, 'lakiri_gateway_refused_total'),
    closed: await metric(node, 'lakiri_gateway_closed_total'),
    slow_sender_cut_off: slowSenderCutOff,
    live_before_mb: liveBeforeMb,
    live_after_mb: liveAfterMb,
    rss_peak_mb: memoryOf(gatewayOf(node)).peakMb,
    healthy_acked: served.acked,
    healthy_ack_max_ms: Math.round(served.ackMaxMs),
    faults,
  };
}

function aroundOf({ ports }: NodeUnderTest, { seals }: Population): Around {
  const last = (dialect: SealInPlace['dialect']): SealInPlace => {
    const found = seals.findLast((seal) => seal.dialect === dialect);
    if (found === undefined) throw new Error(`no seal speaks ${dialect}`);
    return found;
  };
  return {
    ports,
    chance: chanceOf(1970),
    jointech: last('jointech'),
    teltonika: last('teltonika'),
  };
}

function openHealthy(node: NodeUnderTest, { seals, from }: Population, count: number) {
  return openFleet({
    ports: node.ports,
    seals: count,
    wireIdOf: (seal) => seals[seal]?.wireId ?? '',
    trackOf: (seal) => seals[seal]?.track ?? anyTrack(),
    from,
    stepS: STEP_S,
  });
}

type Served = Pick<RunStats, 'sent' | 'acked' | 'ackMaxMs'>;

/** Runs a small load until the function it returns is called, which tells how it went. */
function serveAllTheTime(fleet: Fleet, ratePerS: number): () => Promise<Served> {
  let isOver = false;
  let ackMaxMs = 0;
  const running = (async () => {
    while (!isOver) {
      const load = { shape: 'live', ratePerS, durationMs: 1_000, drainMs: DRAIN_MS } as const;
      ackMaxMs = Math.max(ackMaxMs, (await fleet.run(load)).ackMaxMs);
    }
  })();
  return async () => {
    isOver = true;
    await running;
    await drain(fleet, DRAIN_MS);
    return { sent: fleet.sent, acked: fleet.acked, ackMaxMs };
  };
}

/** A byte of a text every two seconds, for ever. Whether it was cut off; null when nobody waits so long. */
async function watchSlowSender(node: NodeUnderTest, patienceS: number): Promise<boolean | null> {
  const peer = await Peer.connect(node.ports.jointech);
  const text = Buffer.from(`(8131000000,1,001,BASE,${'1'.repeat(500)}`);
  void peer.dribble(text, 2_000);
  const isCutOff = await peer.isCutOff(patienceS * 1_000);
  peer.leave();
  if (!isCutOff && patienceS < CUT_OFF_S) return null;
  return isCutOff;
}

function gatewayOf(node: NodeUnderTest): number {
  const pid = node.gatewayPid();
  if (pid === undefined) throw new Error('the gateway ended');
  return pid;
}

async function countsOf(node: NodeUnderTest, counts: readonly Counted[]): Promise<number[]> {
  const values: number[] = [];
  for (const { name, labels } of counts) values.push(await metric(node, name, labels));
  return values;
}

/** What must be true of the rows after all that. */
async function faultsInDatabase({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<Record<string, boolean>>(
    `SELECT
       (SELECT count(*) FROM seals.stranger) = 1000 AS "1,000 strangers are listed",
       NOT EXISTS (SELECT FROM seals.seal WHERE wire_id LIKE '99%') AS "no stranger was let in",
       NOT EXISTS (SELECT FROM alarms.alarm) AS "nobody was accused",
       NOT EXISTS (SELECT FROM seals.seal WHERE occurred_at NOT BETWEEN now() - interval '1 day' AND now() + interval '5 min')
         AS "no seal went to another century",
       (SELECT count(*) FROM telemetry.reading WHERE clock <> 1) = 4 AS "each wrong clock is stored once, and marked",
       EXISTS (SELECT FROM telemetry.reject) AS "samples of rejected bytes are kept"`,
  );
  return Object.entries(rows[0] ?? {}).flatMap(([claim, holds]) =>
    holds ? [] : [`it does not hold that ${claim}`],
  );
}
