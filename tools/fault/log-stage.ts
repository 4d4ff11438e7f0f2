// A log to be hurt: a database with facts in it, a folder for the files, and who writes facts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceMigrations } from '@lakiri/evidence/store';
import type { Id, Instant } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { testDatabase } from '@lakiri/platform/testing';
import { pause } from '../bench/report.ts';

/** The log, the witnesses beside it, and whoever looks. */
const POOL_MAX = 3;
const LOOK_MS = 20;

export type LogStage = {
  /** Database URL of the sequencer's role. */
  readonly sequencerUrl: string;
  readonly ownerUrl: string;
  /** As the database's owner sees it: everything. */
  readonly owner: Database;
  /** A data directory; the log is in `log/test` there. */
  readonly data: string;
  /** One transaction with so many facts; returns when it is committed. */
  append(count: number): Promise<void>;
  close(): Promise<void>;
};

/** A fresh database and an empty folder. */
export async function openLogStage(): Promise<LogStage> {
  const postgres = await testDatabase({ sets: [evidenceMigrations] });
  const { ownerUrl, sequencerUrl } = postgres;
  const data = mkdtempSync(join(tmpdir(), 'lakiri-log-'));
  const [owner, app] = [openTrialDatabase(ownerUrl), openTrialDatabase(postgres.appUrl)];
  return {
    sequencerUrl,
    ownerUrl,
    owner,
    data,
    append: async (count) => void (await appendTo(app, count)),
    close: async () => {
      await owner.end();
      await app.end();
      await postgres.drop();
      rmSync(data, { recursive: true });
    },
  };
}

export function openTrialDatabase(url: string): Database {
  return openDatabase({
    url,
    poolMax: POOL_MAX,
    name: 'lakiri trial',
    onIdleError: () => undefined, // cut on purpose; the pool makes another
  });
}

/** Commits facts; returns their ids when that is acknowledged. */
export async function appendTo(database: Database, count: number): Promise<string[]> {
  const facts = Array.from({ length: count }, () => aFact(Date.now() as Instant));
  await database.asNode((tx) => appendFacts(tx, facts));
  return facts.map(({ id }) => id);
}

function aFact(at: Instant): Fact {
  return {
    id: newId(at),
    subjectKind: 'trial',
    subject: newId(at) as Id,
    subjectVersion: 1,
    type: 'trial-told',
    schemaVersion: 1,
    body: { told: 'a fact of a trial' },
    origin: 'test',
    actor: 'node',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
  };
}

/** How many facts there are. */
export async function countFacts(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM fact.fact',
  );
  return rows[0]?.count ?? 0;
}

/** Waits until it holds; false when it does not within `msMax`. */
export async function within(
  msMax: number,
  holds: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const until = performance.now() + msMax;
  while (!(await holds())) {
    if (performance.now() > until) return false;
    await pause(LOOK_MS);
  }
  return true;
}
