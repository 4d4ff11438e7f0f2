import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Id, Instant } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { NO_FACT } from '@lakiri/platform/read-facts';
import { type Database, openDatabase, sqlState } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import {
  advanceHead,
  beginLog,
  cosignaturesAt,
  entriesOfFacts,
  evidenceMigrations,
  factsOfEntries,
  findHead,
  findLog,
  type Head,
  keepCosignatures,
  newestWitnessed,
} from './index.ts';

const at = Date.UTC(2026, 0, 1) as Instant;
const log = { name: 'centre', origin: 'customs.example/log/centre', vkey: 'a+b+c' };
const hash = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const begin: Omit<Head, 'log'> = {
  size: 0,
  root: hash(0),
  range: { size: 0, hashes: [] },
  after: NO_FACT,
  checkpoint: 'note of nothing',
  integratedAt: at,
};

let postgres: TestDatabase;
let app: Database;
let sequencer: Database;
let owner: Database;
before(async () => {
  postgres = await testDatabase({ sets: [evidenceMigrations] });
  [app, sequencer, owner] = [postgres.appUrl, postgres.sequencerUrl, postgres.ownerUrl].map((url) =>
    openDatabase({ url, poolMax: 3, name: 'evidence test', onIdleError: () => undefined }),
  ) as [Database, Database, Database];
});
after(async () => {
  for (const database of [app, sequencer, owner]) await database.end();
  await postgres.drop();
});

const aFact = (subject: Id): Fact => ({
  id: newId(at),
  subjectKind: 'seal',
  subject,
  subjectVersion: 1,
  type: 'test',
  schemaVersion: 1,
  body: {},
  origin: 'centre',
  actor: 'node',
  authority: null,
  occurredAt: at,
  receivedAt: at,
  causes: [],
});

async function head(): Promise<Head> {
  const found = await sequencer.asNode((tx) => findHead(tx, log.name));
  assert.ok(found !== undefined);
  return found;
}

async function advance(from: Head, facts: readonly string[], fill: number): Promise<boolean> {
  const size = from.size + facts.length;
  const to: Head = {
    ...from,
    size,
    root: hash(fill),
    range: { size, hashes: [hash(fill), hash(fill + 1)] },
    after: { xid: 2n ** 40n, ordinal: BigInt(size) },
    checkpoint: `note of ${size}`,
    integratedAt: at + size,
  };
  const entries = facts.map((fact, n) => ({ fact, ordinal: BigInt(n) }));
  return await sequencer.asNode((tx) => advanceHead(tx, { from, to, entries }));
}

test('a log is begun once', async () => {
  assert.equal(await sequencer.asNode((tx) => beginLog(tx, log, begin)), true);
  const again = { ...log, vkey: 'other' };
  assert.equal(await sequencer.asNode((tx) => beginLog(tx, again, begin)), false);
  assert.deepEqual(await app.asNode((tx) => findLog(tx, log.name)), log);
  assert.deepEqual(await head(), { ...begin, log: log.name });
  assert.equal(await app.asNode((tx) => findHead(tx, 'other')), undefined);
});

test('the head moves with its entries where it still is as expected, and not otherwise', async () => {
  const before = await head();
  const [one, two, three] = [newId(at), newId(at), newId(at)];
  assert.equal(await advance(before, [one, two], 1), true);
  const moved = await head();
  assert.equal(moved.size, 2);
  assert.deepEqual(moved.range.hashes, [hash(1), hash(2)]);
  assert.deepEqual(moved.after, { xid: 2n ** 40n, ordinal: 2n });
  assert.equal(moved.integratedAt, at + 2);
  assert.equal(await advance(before, [three], 3), false); // the size is another
  assert.equal(await advance({ ...moved, root: hash(9) }, [three], 3), false); // the root is
  await assert.rejects(advance(moved, [one], 3), (error) => sqlState(error) === '23505'); // in the log already
  assert.deepEqual(await head(), moved);
  const span = { log: log.name, from: 0, until: 9 };
  assert.deepEqual(await sequencer.asNode((tx) => factsOfEntries(tx, span)), [one, two]);
});

test('of two that move it at once one wins', async () => {
  const from = await head();
  const won = await Promise.all([4, 5, 6].map((fill) => advance(from, [newId(at)], fill)));
  assert.equal(won.filter((it) => it).length, 1);
  assert.equal((await head()).size, 3);
});

test('an entry is seen where its fact is', async () => {
  const [mine, theirs] = [newId(at), newId(at)];
  const party = newId(at);
  const facts = [aFact(mine), aFact(theirs)];
  const ids = facts.map(({ id }) => id as string);
  await app.asNode((tx) => appendFacts(tx, facts));
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, '2020-01-01', 'test')`,
      [party, mine],
    ),
  );
  const from = await head();
  await advance(from, ids, 7);
  const seen = await app.asParty({ party }, (tx) => entriesOfFacts(tx, ids));
  assert.deepEqual([...seen], [[ids[0], { log: log.name, index: from.size }]]);
  assert.equal((await sequencer.asNode((tx) => entriesOfFacts(tx, ids))).size, 2);
  assert.equal((await app.asNode((tx) => entriesOfFacts(tx, ids))).size, 0);
});

const line = (size: number, witness: string, signed = at) => ({
  log: log.name,
  size,
  witness,
  line: `— ${witness} ${size}`,
  checkpoint: `note of ${size}`,
  at: signed as number,
});

test('the newest checkpoint that enough witnesses signed is found', async () => {
  await sequencer.asNode((tx) =>
    keepCosignatures(tx, [line(2, 'a'), line(2, 'b', (at + 5) as Instant), line(3, 'a')]),
  );
  await sequencer.asNode((tx) => keepCosignatures(tx, [{ ...line(3, 'a'), line: 'other' }]));
  const newest = (least?: number) => app.asNode((tx) => newestWitnessed(tx, log.name, least));
  assert.deepEqual(await newest(), {
    size: 3,
    checkpoint: 'note of 3',
    witnesses: ['a'],
    lines: ['— a 3'],
    at,
  });
  const two = await newest(2);
  assert.deepEqual([two?.size, two?.witnesses, two?.at], [2, ['a', 'b'], at + 5]);
  assert.equal(await newest(3), undefined);
  assert.equal((await app.asNode((tx) => cosignaturesAt(tx, log.name, 2))).length, 2);
});

const forbidden = [
  [() => sequencer, 'UPDATE evidence.entry SET index = 9'],
  [() => sequencer, 'DELETE FROM evidence.entry'],
  [() => sequencer, 'UPDATE evidence.log SET vkey = $$x$$'],
  [() => sequencer, 'DELETE FROM evidence.head'],
  [() => sequencer, 'DELETE FROM evidence.cosignature'],
  [() => sequencer, 'UPDATE fact.fact SET body = $$x$$'],
  [() => app, 'UPDATE evidence.head SET size = 0'],
  [() => app, `INSERT INTO evidence.log VALUES ('x', 'x', 'x')`],
] as const;
for (const [who, sql] of forbidden)
  test(`nobody may: ${sql}`, async () => {
    await assert.rejects(
      who().asNode((tx) => tx.query(sql)),
      (error) => sqlState(error) === '42501',
    );
  });
