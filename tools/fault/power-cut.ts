// One cut of the power: what had been acknowledged before it began, and what is there when the power is back.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findHead } from '@lakiri/evidence/store';
import { silentLog } from '@lakiri/platform/log';
import { roleUrls } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import type { Database } from '@lakiri/platform/sql';
import type { Fleet, SealAccount } from '@lakiri/simulator';
import { compare } from '../bench/compare.ts';
import { openOwnerAt } from '../bench/trial.ts';
import type { FactLoad } from './fact-load.ts';
import { checkLog, checkPublished, readCheckpoint, type Seen, see } from './log-check.ts';
import { countFacts, within } from './log-stage.ts';
import { startSequencer } from './sequencer-process.ts';

/** The name of a node that was given none. */
const NODE = 'centre';
/** What was not integrated yet is a second's worth of facts. */
const WHOLE_MS_MAX = 60_000;
const FACTS_AT_ONCE = 10_000;

export const logOf = (data: string): string => join(data, 'log', NODE);

export type Cut = {
  readonly name: string;
  /** Seals with all they had sent when the cut was over, unacknowledged but for what was when it began. */
  readonly accounts: readonly SealAccount[];
  /** Facts acknowledged when it began. */
  readonly facts: readonly string[];
  /** Checkpoints seen until it began. */
  readonly seen: Seen;
};

/** Cuts the power under load; the load goes on. */
export async function cutPower(
  name: string,
  {
    data,
    fleet,
    load,
    cut,
  }: {
    readonly data: string;
    readonly fleet: Pick<Fleet, 'accounts'>;
    readonly load: FactLoad;
    readonly cut: (name: string) => Promise<void>;
  },
): Promise<Cut> {
  const before = fleet.accounts();
  const facts = [...load.acked];
  const seen: Seen = new Map();
  see(logOf(data), seen);
  await cut(name);
  const accounts = fleet.accounts().map(({ dialect, wireId, sent }, at) => {
    const { sent: sentBefore = 0, unacked = [] } = before[at] ?? {};
    const sentSince = Array.from({ length: sent - sentBefore }, (_, k) => sentBefore + k);
    return { dialect, wireId, sent, unacked: [...unacked, ...sentSince] };
  });
  return { name, accounts, facts, seen };
}

export type Damage = {
  readonly ackedReports: number;
  readonly ackedFacts: number;
  readonly lostReports: number;
  readonly lostFacts: number;
  readonly doubled: number;
  /** Where database and log say different things, or the log is not what was published. */
  readonly disagreements: readonly string[];
};

/** Starts Postgres on what the cut left, compares, and lets the sequencer go on from there. */
export async function assess(
  cut: Cut,
  { data, occurredAt }: { readonly data: string; readonly occurredAt: Fleet['occurredAt'] },
): Promise<Damage> {
  // The marks of the node that runs meanwhile; after a real cut they would name an earlier boot.
  for (const mark of ['in-use.json', 'postgres/postmaster.pid'])
    rmSync(join(data, mark), { force: true });
  const postgres = await startPostgres({ dataDirectory: data, log: silentLog() });
  const owner = openOwnerAt(postgres.ownerUrl);
  try {
    const accounts = () => cut.accounts;
    const { acked, lost, doubled } = await compare(owner, { accounts, occurredAt });
    return {
      ackedReports: acked,
      ackedFacts: cut.facts.length,
      lostReports: lost,
      lostFacts: await missingFacts(owner, cut.facts),
      doubled,
      disagreements: [
        ...(await asItWasLeft(data, { owner, seen: cut.seen })),
        ...(await asItGoesOn(data, { owner, ownerUrl: postgres.ownerUrl, seen: cut.seen })),
      ],
    };
  } finally {
    await owner.end();
    await postgres.stop();
  }
}

async function missingFacts(owner: Database, ids: readonly string[]): Promise<number> {
  let found = 0;
  for (let at = 0; at < ids.length; at += FACTS_AT_ONCE) {
    const { rowCount } = await owner.pool.query(
      'SELECT FROM fact.fact WHERE id = ANY($1::uuid[])',
      [ids.slice(at, at + FACTS_AT_ONCE)],
    );
    found += rowCount ?? 0;
  }
  return ids.length - found;
}

type Left = { readonly owner: Database; readonly seen: Seen };

/** Before anything is mended: a checkpoint that anybody saw is in the database, and its files are there. */
async function asItWasLeft(data: string, { owner, seen }: Left): Promise<string[]> {
  const head = await owner.asNode((tx) => findHead(tx, NODE));
  const size = head?.size ?? 0;
  const published = readCheckpoint(logOf(data))?.size ?? 0;
  const told = Math.max(0, ...seen.keys());
  const wrong = [...checkPublished(logOf(data))];
  if (published > size)
    wrong.push(`the database has ${size} entries, the published checkpoint ${published}`);
  if (told > size) wrong.push(`the database has ${size} entries, ${told} were published`);
  return wrong;
}

/** The sequencer, started there, makes the log whole and clean. */
async function asItGoesOn(
  data: string,
  { owner, ownerUrl, seen }: Left & { readonly ownerUrl: string },
): Promise<string[]> {
  const { roles } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as {
    readonly roles: string;
  };
  const url = roleUrls(ownerUrl, roles).sequencerUrl;
  const sequencer = startSequencer({ url, data, node: NODE });
  const size = await countFacts(owner);
  const isWhole = (): boolean =>
    sequencer.trouble() === undefined && readCheckpoint(logOf(data))?.size === size;
  const isOver = (): boolean =>
    isWhole() || sequencer.end() !== undefined || /^refuses/.test(sequencer.trouble() ?? '');
  await within(WHOLE_MS_MAX, isOver);
  const why = sequencer.trouble() ?? sequencer.end() ?? 'it is too slow';
  const wrong = isWhole() ? [] : [`the sequencer does not go on: ${why}`];
  await sequencer.stop();
  return wrong.length > 0 ? wrong : await checkLog({ directory: logOf(data), owner, seen });
}
