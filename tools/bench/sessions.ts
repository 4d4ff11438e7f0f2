// `npm run -s bench:sessions`: open sessions of mixed dialects that report once a minute each, over several
// gateways; then every link is cut, and then every gateway is killed. All must be back within a minute, and
// what was acknowledged, before and after, must be stored once.
import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { FLEET_DIALECTS, isAnswered } from '@lakiri/simulator';
import { compare } from './compare.ts';
import { readFlags } from './flags.ts';
import { type NodeUnderTest, startNode, untilReady } from './node-under-test.ts';
import { populate } from './population.ts';
import { memoryOf, signal } from './processes.ts';
import { command, conclude, pause, progress, round1 } from './report.ts';
import { type Generators, startGenerators } from './session-generators.ts';
import { openOwner } from './trial.ts';

const standard = { sessions: 50_000, gateways: 3, generators: 3, seconds: 120, 'speak-s': 30 };
type Flags = Readonly<Record<keyof typeof standard, number>>;

/** 1.5 GiB in megabytes of 10^6: the gateways together. */
const RSS_MB_MAX = 1_610;
const ACK_P99_MS_MAX = 250;
const RECONNECT_S_MAX = 60;
const REPORT_EVERY_S = 60;
const DRAIN_MS = 30_000;
const RSS_EVERY_MS = 1_000;
/** Beyond the limit: so that a figure is told, and not only that there is none. */
const RECONNECT_MS_PATIENCE = 180_000;
const READY_MS_MAX = 60_000;
/** Dialects that answer nothing: how often the register is asked for them. */
const CONFIRM_EVERY_MS = 2_000;
const VERSION_FIRST = 4;

await command(async () => {
  const flags = readFlags(standard);
  const node = await startNode({ gateways: flags.gateways });
  progress(`node ready at ${node.httpUrl} with ${node.gatewayPids().length} gateways`);
  const owner = openOwner(node);
  let generators: Generators | undefined;
  try {
    const each = Math.ceil(flags.sessions / FLEET_DIALECTS.length);
    const counts = FLEET_DIALECTS.map((name, at) => {
      const left = flags.sessions - at * each;
      return [name, Math.max(0, Math.min(each, left))] as const;
    });
    const population = await populate(owner, Object.fromEntries(counts), {
      sealingKey: node.sealingKey,
    });
    progress(`${population.seals.length} seals of ${FLEET_DIALECTS.length} dialects under way`);
    generators = await startGenerators(flags.generators, population, node.ports);
    progress(`${flags.sessions} sessions open`);
    await measure({ node, owner, generators, from: population.from }, flags);
  } finally {
    generators?.stop();
    await owner.end();
    await node.stop();
  }
});

type Stage = {
  readonly node: NodeUnderTest;
  readonly owner: Database;
  readonly generators: Generators;
  readonly from: Instant;
};

async function measure(stage: Stage, flags: Flags): Promise<void> {
  const { node, owner, generators } = stage;
  const confirming = confirmFromRegister(owner, generators);
  await speakOnce(generators, flags);
  progress('each has spoken once');
  const rss = watchRss(node);
  const ratePerS = flags.sessions / REPORT_EVERY_S;
  const load = { shape: 'live', ratePerS, drainMs: DRAIN_MS } as const;
  const ran = await generators.run({ ...load, durationMs: flags.seconds * 1_000 });
  const rssMb = rss.stop();
  const p99Ms = Math.max(...ran.map(({ ackP99Ms }) => ackP99Ms));
  const p50Ms = Math.max(...ran.map(({ ackP50Ms }) => ackP50Ms));
  progress(`${Math.round(ratePerS)}/s: p50 ${round1(p50Ms)}, p99 ${round1(p99Ms)} ms; ${rssMb} MB`);
  const linksS = await cutAndCount(stage, flags, () => generators.drop());
  progress(`all links were cut: all back after ${linksS} s`);
  const gatewaysS = await cutAndCount(stage, flags, () => {
    for (const pid of node.gatewayPids()) signal(pid, 'SIGKILL');
    return Promise.resolve();
  });
  progress(`all gateways were killed: all back after ${gatewaysS} s`);
  await untilReady(node, { msMax: READY_MS_MAX });
  await generators.run({ shape: 'live', ratePerS: 1, durationMs: 1_000, drainMs: DRAIN_MS });
  await confirming.stop();
  const accounts = await generators.accounts();
  const unacked = accounts.reduce((sum, account) => sum + account.unacked.length, 0);
  const compared = await compare(owner, {
    accounts: () => accounts,
    occurredAt: (k) => addMs(stage.from, k * SECOND_MS),
  });
  const { acked, lost, doubled } = compared;
  const isBack = Math.max(linksS, gatewaysS) <= RECONNECT_S_MAX;
  conclude(
    {
      sessions: flags.sessions,
      gateways: flags.gateways,
      dialects: FLEET_DIALECTS.length,
      reports_per_s: Math.round(ratePerS),
      rss_mb: rssMb,
      ack_p50_ms: round1(p50Ms),
      ack_p99_ms: round1(p99Ms),
      reconnect_links_s: linksS,
      reconnect_gateways_s: gatewaysS,
      acked,
      unacked,
      lost,
      doubled,
    },
    lost + doubled + unacked === 0 && isBack && rssMb <= RSS_MB_MAX && p99Ms <= ACK_P99_MS_MAX,
  );
}

/** As a seal does that has just connected: a gateway keeps nobody who says nothing for a minute. */
async function speakOnce(generators: Generators, flags: Flags): Promise<void> {
  const durationMs = flags['speak-s'] * 1_000;
  const ratePerS = flags.sessions / flags['speak-s'];
  await generators.run({ shape: 'live', ratePerS, durationMs, drainMs: DRAIN_MS });
}

/** Cuts while all report, and tells after how many seconds all sessions are open again. */
async function cutAndCount(
  { generators }: Stage,
  flags: Flags,
  cut: () => Promise<void>,
): Promise<number> {
  const loaded = speakOnce(generators, flags);
  await pause(1_000);
  const from = performance.now();
  await cut();
  await generators.untilOpen((open) => open < flags.sessions / 2, READY_MS_MAX);
  await generators.untilOpen((open) => open === flags.sessions, RECONNECT_MS_PATIENCE);
  const seconds = round1((performance.now() - from) / 1_000);
  await loaded;
  return seconds;
}

/** The most that the gateways held together, MB, from now until it is stopped. */
function watchRss(node: NodeUnderTest): { stop(): number } {
  let most = 0;
  const look = (): void => {
    const all = node.gatewayPids().map((pid) => memoryOf(pid).nowMb);
    most = Math.max(
      most,
      all.reduce((sum, mb) => sum + mb, 0),
    );
  };
  const looking = setInterval(look, RSS_EVERY_MS);
  return {
    stop: () => {
      clearInterval(looking);
      look();
      return most;
    },
  };
}

/** What the register has of the seals that are answered nothing. Nobody times these. */
function confirmFromRegister(owner: Database, generators: Generators) {
  const silent = FLEET_DIALECTS.filter((name) => !isAnswered(name));
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const { rows } = await owner.pool.query<{ wire_id: string; version: number }>(
        'SELECT wire_id, version FROM seals.seal WHERE dialect = ANY($1::text[])',
        [silent],
      );
      const stored = rows.map((row) => [row.wire_id, row.version - VERSION_FIRST] as const);
      await generators.confirm(new Map(stored));
      await pause(CONFIRM_EVERY_MS);
    }
  })();
  return {
    stop: async (): Promise<void> => {
      isOver = true;
      await looking;
    },
  };
}
