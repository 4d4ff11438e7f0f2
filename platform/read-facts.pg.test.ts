import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id, Instant } from '@lakiri/kit';
import pg from 'pg';
import { entryOf, factOfEntry, type RecordedFact } from './fact-entry.ts';
import { appendFacts, type Fact, newId } from './facts.ts';
import {
  type FactCursor,
  findFacts,
  NO_FACT,
  pendingFacts,
  readFacts,
  transactionNumbers,
} from './read-facts.ts';
import { type Database, openDatabase, sqlState } from './sql.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const at = 1_700_000_000_123 as Instant;
const all = { after: NO_FACT, limit: 1_000, bytesMax: 10_000_000 };
let postgres: TestDatabase;
let elsewhere: TestDatabase;
let app: Database;
let sequencer: Database;
before(async () => {
  postgres = await testDatabase();
  elsewhere = await testDatabase();
  [app, sequencer] = [postgres.appUrl, postgres.sequencerUrl].map((url) =>
    openDatabase({ url, poolMax: 4, name: 'read facts test', onIdleError: () => undefined }),
  ) as [Database, Database];
});
after(async () => {
  await app.end();
  await sequencer.end();
  await elsewhere.drop();
  await postgres.drop();
});

const aFact = (over: Partial<Fact> = {}): Fact => ({
  id: newId(at),
  subjectKind: 'seal',
  subject: newId(at),
  subjectVersion: 1,
  type: 'test',
  schemaVersion: 1,
  body: { b: 1 },
  origin: 'centre',
  actor: 'person:1',
  authority: null,
  occurredAt: at,
  receivedAt: at,
  causes: [],
  ...over,
});
const read = (span = all): Promise<{ facts: readonly RecordedFact[]; more: boolean }> =>
  sequencer.asNode((tx) => readFacts(tx, span));
const idsOf = (facts: readonly { readonly id: string }[]): string[] => facts.map(({ id }) => id);
async function append(...facts: Fact[]): Promise<string[]> {
  await app.asNode((tx) => appendFacts(tx, facts));
  return idsOf(facts);
}
/**
 * Other files' tests share the cluster: while one of them makes its database, the newest facts are held back. Those
 * that were read once may be again: a transaction elsewhere that ends between the snapshot and the look at its locks
 * cannot be proven to be elsewhere.
 */
const SETTLE_MS_MAX = 60_000;
async function batchOnce(
  isRead: (facts: readonly RecordedFact[]) => Promise<boolean> | boolean,
  span = all,
) {
  for (const began = Date.now(); ; await sleep(20)) {
    const batch = await read(span);
    if ((await isRead(batch.facts)) || Date.now() - began > SETTLE_MS_MAX) return batch;
  }
}
const cursorNow = async (): Promise<FactCursor> => {
  const { facts } = await batchOnce(async (found) => {
    const after = found.at(-1) ?? NO_FACT;
    return (await sequencer.asNode((tx) => pendingFacts(tx, { after, countMax: 1 }))).facts === 0;
  });
  return facts.at(-1) ?? NO_FACT;
};
/** As many of the facts after a cursor as are waited for. */
const idsAfter = async (after: FactCursor, count: number): Promise<string[]> =>
  idsOf((await batchOnce((facts) => facts.length >= count, { ...all, after })).facts);

test('facts are read as they were recorded, with microseconds', async () => {
  const fact = aFact({ authority: 'party:ä', causes: [newId(at)], body: { ä: 'ö', a: null } });
  await append(fact);
  const [found] = await sequencer.asNode((tx) => findFacts(tx, [fact.id]));
  assert.ok(found !== undefined);
  const { recordedAt, xid, ordinal, ...rest } = found;
  assert.match(recordedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  assert.ok(xid > 0n && ordinal > 0n);
  assert.deepEqual(rest, {
    ...fact,
    body: '{"a":null,"ä":"ö"}',
    occurredAt: '2023-11-14T22:13:20.123000Z',
    receivedAt: '2023-11-14T22:13:20.123000Z',
  });
  assert.deepEqual(factOfEntry(entryOf(found)), { recordedAt, ...rest });
});

test('nothing is read beyond a transaction that may still add a fact before it', async () => {
  const after = await cursorNow();
  const slow = new pg.Client(postgres.appUrl);
  await slow.connect();
  await slow.query('BEGIN; SELECT pg_current_xact_id()');
  const quick = await append(aFact());
  assert.deepEqual((await read({ ...all, after })).facts, []);
  assert.deepEqual(
    (await sequencer.asNode((tx) => pendingFacts(tx, { after, countMax: 9 }))).facts,
    1,
  );
  const late = aFact();
  await appendFacts({ query: (text, values) => slow.query(text, values as unknown[]) as never }, [
    late,
  ]);
  await slow.query('COMMIT');
  await slow.end();
  assert.deepEqual(await idsAfter(after, 2), [late.id, ...quick]);
});

test('a transaction of another database that writes holds nothing back', async () => {
  const after = await cursorNow();
  const foreign = new pg.Client(elsewhere.ownerUrl);
  await foreign.connect();
  await foreign.query('BEGIN; CREATE TABLE held (it int)');
  const ids = await append(aFact());
  assert.deepEqual(await idsAfter(after, 1), ids);
  await foreign.end();
});

test('one of another database that cannot be proven to be so holds back, and loses nothing', async () => {
  const after = await cursorNow();
  const foreign = new pg.Client(elsewhere.ownerUrl);
  await foreign.connect();
  await foreign.query('BEGIN; SELECT pg_current_xact_id()');
  const ids = await append(aFact());
  assert.deepEqual((await read({ ...all, after })).facts, []);
  await foreign.query('COMMIT');
  await foreign.end();
  assert.deepEqual(await idsAfter(after, 1), ids);
});

test('a batch ends at its count and at its bytes, and says that there is more', async () => {
  const after = await cursorNow();
  const ids = await append(...Array.from({ length: 5 }, () => aFact({ body: 'x'.repeat(98) })));
  const rows = [
    { limit: 3, bytesMax: 10_000, first: 3, more: true },
    { limit: 5, bytesMax: 10_000, first: 5, more: true },
    { limit: 6, bytesMax: 10_000, first: 5, more: false },
    { limit: 6, bytesMax: 1, first: 1, more: true },
    { limit: 6, bytesMax: 200, first: 2, more: true },
    { limit: 6, bytesMax: 201, first: 3, more: true },
  ];
  for (const { limit, bytesMax, first, more } of rows) {
    const span = { after, limit, bytesMax };
    const batch = await batchOnce((facts) => facts.length >= first, span);
    assert.deepEqual([idsOf(batch.facts), batch.more], [ids.slice(0, first), more]);
  }
});

test('many writers at once: every fact is read once, whenever it is read', async () => {
  const WRITTEN = 4 * 60 * 2;
  const began = Date.now();
  let cursor = await cursorNow();
  const seen: string[] = [];
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    const written: string[] = [];
    for (let n = 0; n < 60; n++) written.push(...(await append(aFact(), aFact())));
    return written;
  });
  const reader = (async () => {
    for (let last = false; ; last = !writing) {
      const { facts } = await read({ ...all, after: cursor, limit: 7 });
      cursor = facts.at(-1) ?? cursor;
      seen.push(...idsOf(facts));
      const isAll = seen.length >= WRITTEN || Date.now() - began > SETTLE_MS_MAX;
      if (last && facts.length === 0 && isAll) return;
    }
  })();
  const written = (await Promise.all(writers)).flat();
  writing = false;
  await reader;
  assert.equal(seen.length, written.length);
  assert.deepEqual([...seen].sort(), [...written].sort());
});

test('the numbers of transactions tell where a fact came from another cluster', async () => {
  const { newestFact, next } = await sequencer.asNode(transactionNumbers);
  assert.ok(newestFact > 0n && newestFact < next);
});

for (const [column, value] of [
  ['xid', "'3'"],
  ['ordinal', '1'],
  ['recorded_at', "'2020-01-01'"],
])
  test(`who appends a fact cannot say its ${column}: it might never come into the log`, async () => {
    const overriding = column === 'ordinal' ? 'OVERRIDING SYSTEM VALUE' : '';
    const insert = `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version,
        occurred_at, received_at, actor, body, ${column}) ${overriding}
      VALUES ('${newId(at)}', 'centre', 'seal', '${newId(at)}', 1, 'test', 1, now(), now(), 'person:1', '1', ${value})`;
    await assert.rejects(
      app.asNode((tx) => tx.query(insert)),
      (error) => sqlState(error) === '42501',
    );
  });

const wide: readonly [string, Partial<Fact>][] = [
  ['an origin', { origin: 'x'.repeat(64) }],
  ['a kind of subject', { subjectKind: 'x'.repeat(64) }],
  ['a type', { type: 'x'.repeat(64) }],
  ['an actor', { actor: 'x'.repeat(129) }],
  ['an authority', { authority: 'x'.repeat(257) }],
  ['many causes', { causes: Array.from({ length: 33 }, () => newId(at) as Id) }],
  ['a year', { occurredAt: Date.UTC(10_000, 0, 1) as Instant }],
];
for (const [what, over] of wide)
  test(`no fact is kept whose entry might not fit the log: ${what}`, async () => {
    await assert.rejects(append(aFact(over)), (error) => sqlState(error) === '23514');
  });
