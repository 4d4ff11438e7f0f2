import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Id, Instant, Json } from '@lakiri/kit';
import pg from 'pg';
import { appendFacts, FACTS_CHANNEL, type Fact, factStep, newId } from './facts.ts';
import { type Database, openDatabase, sqlState } from './sql.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const at = 1_700_000_000_123 as Instant;
let postgres: TestDatabase;
let owner: Database;
let app: Database;
let intake: Database;
before(async () => {
  postgres = await testDatabase();
  [owner, app, intake] = [postgres.ownerUrl, postgres.appUrl, postgres.intakeUrl].map((url) =>
    openDatabase({ url, poolMax: 2, name: 'facts test', onIdleError: () => undefined }),
  ) as [Database, Database, Database];
});
after(async () => {
  for (const database of [owner, app, intake]) await database.end();
  await postgres.drop();
});

const aFact = (over: Partial<Fact> = {}): Fact => ({
  id: newId(at),
  subjectKind: 'seal',
  subject: newId(at),
  subjectVersion: 1,
  type: 'test',
  schemaVersion: 1,
  body: { b: 1, a: 'ö' },
  origin: 'centre',
  actor: 'person:1',
  authority: null,
  occurredAt: at,
  receivedAt: at,
  causes: [newId(at), newId(at)],
  ...over,
});

const ways = {
  'by a statement': (facts: readonly Fact[]) => app.asNode((tx) => appendFacts(tx, facts)),
  'by steps': (facts: readonly Fact[]) =>
    intake.asNodeWith(
      () => facts.map(factStep),
      () => Promise.resolve(),
    ),
};
for (const [how, append] of Object.entries(ways)) {
  test(`facts appended ${how} are kept as they were said, in the order they were said`, async () => {
    const facts = [aFact(), aFact({ authority: 'law', causes: [] })];
    await append(facts);
    const { rows } = await owner.asNode((tx) =>
      tx.query<Record<string, unknown>>(
        'SELECT * FROM fact.fact WHERE id = ANY($1::uuid[]) ORDER BY ordinal',
        [facts.map(({ id }) => id)],
      ),
    );
    for (const [n, fact] of facts.entries()) {
      const row = rows[n] ?? {};
      assert.deepEqual(
        [row['id'], row['subject'], row['authority'], row['occurred_at'], row['received_at']],
        [fact.id, fact.subject, fact.authority, at, at],
      );
      assert.deepEqual(row['causes'], fact.causes);
      assert.equal(row['body'], '{"a":"ö","b":1}');
      assert.ok((row['recorded_at'] as number) > at);
    }
  });
}

test('what is written into a statement stays what it is', async () => {
  const odd = `'; DROP TABLE fact.fact; --\\ "x" $1 \u00e9\n`;
  const fact = aFact({ actor: odd, authority: odd, origin: odd, body: { odd } });
  await ways['by steps']([fact]);
  const { rows } = await owner.asNode((tx) =>
    tx.query<Record<string, unknown>>('SELECT * FROM fact.fact WHERE id = $1', [fact.id]),
  );
  const [row = {}] = rows;
  assert.deepEqual([row['actor'], row['authority'], row['origin']], [odd, odd, odd]);
  assert.deepEqual(JSON.parse(String(row['body'])), { odd });
  assert.throws(() => factStep(aFact({ actor: 'a\0b' })), RangeError);
});

test('a version of a subject is made by one fact only', async () => {
  const fact = aFact();
  await app.asNode((tx) => appendFacts(tx, [fact]));
  await assert.rejects(
    app.asNode((tx) => appendFacts(tx, [{ ...fact, id: newId(at) }])),
    (error) => sqlState(error) === '23505',
  );
});

const unfit: readonly { say: string; over: Partial<Fact> }[] = [
  { say: 'version 0', over: { subjectVersion: 0 } },
  { say: 'a body of 60 kB', over: { body: { text: 'x'.repeat(60_000) } as Json } },
  { say: 'a subject that is no id', over: { subject: 'x' as Id } },
];
for (const { say, over } of unfit) {
  test(`a fact with ${say} is not taken, nor those beside it`, async () => {
    const beside = aFact();
    await assert.rejects(app.asNode((tx) => appendFacts(tx, [beside, aFact(over)])));
    const { rowCount } = await owner.asNode((tx) =>
      tx.query('SELECT FROM fact.fact WHERE id = $1', [beside.id]),
    );
    assert.equal(rowCount, 0);
  });
}

test('facts are announced with their commit; those that nobody waits for are not', async () => {
  const client = new pg.Client({ connectionString: postgres.appUrl });
  await client.connect();
  let heard = 0;
  client.on('notification', () => heard++);
  await client.query(`LISTEN ${FACTS_CHANNEL}`);
  await app.asNode(async (tx) => {
    await appendFacts(tx, [aFact()]);
    await client.query('SELECT 1');
    assert.equal(heard, 0, 'not before the commit');
  });
  await client.query('SELECT 1');
  assert.equal(heard, 1);
  await intake.asNode((tx) => appendFacts(tx, [aFact()], { announce: false }));
  await client.query('SELECT 1');
  assert.equal(heard, 1);
  await client.end();
});

test('nobody changes or takes away a fact: not the application, not the intake', async () => {
  const fact = aFact();
  await app.asNode((tx) => appendFacts(tx, [fact]));
  for (const database of [app, intake])
    for (const sql of [
      `UPDATE fact.fact SET body = '{}'`,
      'DELETE FROM fact.fact',
      'TRUNCATE fact.fact',
    ])
      await assert.rejects(
        database.asNode((tx) => tx.query(sql)),
        (error) => sqlState(error) === '42501',
        sql,
      );
});
