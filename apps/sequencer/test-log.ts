// A log on a database of its own, for the tests of this app: who writes facts, who sequences, and a stranger
// who checks the files.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  entriesPath,
  openCheckpoint,
  parseEntries,
  sameBytes,
  tilesAt,
  treeHash,
  verifierOf,
} from '@lakiri/evidence';
import { evidenceMigrations } from '@lakiri/evidence/store';
import type { Id, Instant } from '@lakiri/kit';
import { entryOf } from '@lakiri/platform/fact-entry';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { NO_FACT, readFacts } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { EMPTY_EDGE, grow } from './edge.ts';
import type { PublishPorts } from './publish.ts';
import { type Sequencer, startSequencer } from './sequencer.ts';
import { sequencerMetrics } from './sequencer-metrics.ts';
import { noWitnesses, type WitnessPort } from './witness-port.ts';

const WAIT_MS_MAX = 60_000;

type TestSequencer = Sequencer & {
  /** What it last said was wrong; `undefined` while it is well. */
  trouble(): string | undefined;
  isWell(): boolean;
  /** All that it ever said was wrong. */
  readonly troubles: readonly string[];
};

type RunOptions = {
  readonly data?: string;
  readonly around?: (ports: PublishPorts) => PublishPorts;
  readonly witnesses?: WitnessPort;
};

export type TestLog = {
  readonly postgres: TestDatabase;
  readonly sequencer: Database;
  readonly app: Database;
  /** What LAKIRI_DATA would be; the log is in `log/test` there. */
  readonly data: string;
  append(count: number): Promise<string[]>;
  run(options?: RunOptions): TestSequencer;
  /** How many facts there are. */
  facts(): Promise<number>;
  /** Waits until the checkpoint file has all facts there are; returns its size. */
  whole(data?: string): Promise<number>;
  close(): Promise<void>;
};

export async function openTestLog(): Promise<TestLog> {
  const postgres = await testDatabase({ sets: [evidenceMigrations] });
  const data = mkdtempSync(join(tmpdir(), 'lakiri-log-'));
  const [sequencer, app] = [postgres.sequencerUrl, postgres.appUrl].map((url) =>
    openDatabase({ url, poolMax: 6, name: 'log test', onIdleError: () => undefined }),
  ) as [Database, Database];
  const running: Sequencer[] = [];
  const facts = () => countFacts(sequencer);
  return {
    postgres,
    sequencer,
    app,
    data,
    facts,
    append: async (count) => {
      const made = Array.from({ length: count }, () => aFact());
      await app.asNode((tx) => appendFacts(tx, made));
      return made.map(({ id }) => id);
    },
    run: (options = {}) => {
      const run = runSequencer(sequencer, { data, ...options });
      running.push(run);
      return run;
    },
    whole: async (at = data) => {
      const size = await facts();
      await until(async () => sizeOf(at) === size, `the log has ${sizeOf(at)} of ${size} facts`);
      return size;
    },
    close: async () => {
      for (const one of running) await one.stop();
      await sequencer.end();
      await app.end();
      await postgres.drop();
      rmSync(data, { recursive: true });
    },
  };
}

const at = Date.UTC(2026, 0, 1) as Instant;

export function aFact(over: Partial<Fact> = {}): Fact {
  return {
    id: newId(at),
    subjectKind: 'seal',
    subject: newId(at) as Id,
    subjectVersion: 1,
    type: 'test',
    schemaVersion: 1,
    body: { told: 'ö' },
    origin: 'test',
    actor: 'person:1',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
    ...over,
  };
}

function runSequencer(
  database: Database,
  { data, around, witnesses = noWitnesses }: RunOptions & { readonly data: string },
): TestSequencer {
  let trouble: string | undefined = 'not open yet';
  const troubles: string[] = [];
  const sequencer = startSequencer({
    database,
    directory: join(data, 'log', 'test'),
    key: { file: join(data, 'log-key'), node: 'test', origin: undefined, publicUrl: undefined },
    witnesses: () => witnesses,
    metrics: sequencerMetrics(createMetrics('sequencer')),
    log: silentLog(),
    now: () => Date.now(),
    health: (now) => {
      trouble = now;
      if (now !== undefined) troubles.push(now);
    },
    ...(around === undefined ? {} : { around }),
  });
  return { ...sequencer, trouble: () => trouble, isWell: () => trouble === undefined, troubles };
}

export async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = performance.now() + WAIT_MS_MAX;
  while (!(await holds())) {
    if (performance.now() > end) assert.fail(`in vain waited until: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const fileOf = (data: string, path: string): Uint8Array =>
  readFileSync(join(data, 'log/test', path));

function sizeOf(data: string): number {
  try {
    return Number(Buffer.from(fileOf(data, 'checkpoint')).toString().split('\n')[1]);
  } catch {
    return -1;
  }
}

async function countFacts(database: Database): Promise<number> {
  const { rows } = await database.asNode((tx) =>
    tx.query<{ count: number }>('SELECT count(*)::int AS count FROM fact.fact'),
  );
  return rows[0]?.count ?? 0;
}

/**
 * The log as a stranger checks it, who has its key only: signature, root, every tile and every bundle. Returns
 * the checkpoint's size and the entries.
 */
export function checkFiles(data: string): {
  readonly size: number;
  readonly entries: Uint8Array[];
} {
  const verifier = verifierOf(Buffer.from(fileOf(data, 'vkey')).toString().trim());
  assert.ok(!('code' in verifier));
  const opened = openCheckpoint(fileOf(data, 'checkpoint'), verifier);
  assert.ok(opened.opened);
  const { size, root } = opened.checkpoint;
  const entries = tilesAt(size)
    .filter(({ level }) => level === 0)
    .flatMap(({ index, width }) => {
      const bundle = parseEntries(fileOf(data, entriesPath(index, width)));
      assert.ok(Array.isArray(bundle));
      return bundle;
    });
  assert.equal(entries.length, size);
  assert.ok(sameBytes(treeHash(entries, sha256), root));
  for (const { path, bytes } of grow(EMPTY_EDGE, entries).files)
    assert.ok(sameBytes(fileOf(data, path), bytes), path);
  return { size, entries };
}

/** Every fact is in the log once, at the index that the database says, and nothing else is. */
export async function checkAll(log: TestLog, data = log.data): Promise<void> {
  const { size, entries } = checkFiles(data);
  const { facts } = await log.sequencer.asNode((tx) =>
    readFacts(tx, { after: NO_FACT, limit: 1_000_000, bytesMax: 1_000_000_000 }),
  );
  const texts = (all: readonly Uint8Array[]): string[] =>
    all.map((bytes) => Buffer.from(bytes).toString());
  assert.deepEqual(texts(entries), texts(facts.map(entryOf)));
  const { rows } = await log.sequencer.asNode((tx) =>
    tx.query<{ index: bigint; fact: string }>(
      'SELECT index, fact::text FROM evidence.entry ORDER BY index',
    ),
  );
  assert.deepEqual(
    rows.map(({ index, fact }) => [Number(index), fact]),
    facts.map(({ id }, index) => [index, id]),
  );
  assert.equal(rows.length, size);
}
