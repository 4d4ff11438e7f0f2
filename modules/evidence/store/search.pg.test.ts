// What a search looks through is bounded, and it can be gone on with to the end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { evidenceMigrations, type FactSearch, searchFacts } from './index.ts';

const OFFICE = '01900000-0000-7000-8000-0000000000aa';
const NOON = Date.UTC(2026, 0, 1, 12);
const FACTS = 30;
const RARE = [3, 25];

let postgres: TestDatabase;
let app: Database;
/** Newest first. */
const ids: string[] = [];
before(async () => {
  postgres = await testDatabase({ sets: [evidenceMigrations] });
  app = openDatabase({
    url: postgres.appUrl,
    poolMax: 2,
    name: 'search test',
    onIdleError: () => undefined,
  });
  const owner = openDatabase({
    url: postgres.ownerUrl,
    poolMax: 1,
    name: 'search test',
    onIdleError: () => undefined,
  });
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO access.permit (party, valid_from, reason) VALUES ($1, 'epoch', 'oversees')`,
      [OFFICE],
    ),
  );
  await owner.end();
  const facts = Array.from({ length: FACTS }, (_, n) => aFact(n));
  await app.asNode((tx) => appendFacts(tx, facts));
  ids.push(...facts.map(({ id }) => id as string).reverse());
});
after(async () => {
  await app?.end();
  await postgres?.drop();
});

function aFact(n: number): Fact {
  const at = (NOON + n * 1_000) as Instant;
  return {
    id: newId(at),
    subjectKind: 'seal',
    subject: newId(at),
    subjectVersion: 1,
    type: RARE.includes(n) ? 'rare' : 'common',
    schemaVersion: 1,
    body: {},
    origin: 'centre',
    actor: 'node',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
  };
}

const search = async (sought: Partial<FactSearch>) => {
  const { facts, lookedTo } = await app.asParty({ party: OFFICE }, (tx) =>
    searchFacts(tx, { limit: 50, ...sought }),
  );
  return { found: facts.map(({ id }) => id as string), lookedTo };
};
const rare = () => RARE.map((n) => ids[FACTS - 1 - n]).reverse();
const none = () => [];

const pickies: readonly (readonly [string, Partial<FactSearch>, () => readonly unknown[]])[] = [
  ['a type', { type: 'rare' }, rare],
  ['a type that nothing has', { type: 'nothing' }, none],
  ['an actor', { actor: 'person:nobody' }, none],
  ['a time before all', { to: '2025-01-01T00:00:00Z' }, none],
];
for (const [what, sought, all] of pickies)
  for (const lookThrough of [1, 7, 10, FACTS - 1, FACTS, FACTS + 1])
    test(`${what}, ${lookThrough} facts at a time: all that fit are found, and the search ends`, async () => {
      const found: string[] = [];
      let pages = 0;
      let from: string | undefined;
      do {
        const page = await search({ ...sought, lookThrough, after: from });
        found.push(...page.found);
        from = page.lookedTo;
        pages++;
      } while (from !== undefined && pages <= FACTS);
      assert.deepEqual(found, all());
      assert.equal(pages, Math.ceil(FACTS / lookThrough));
    });

test('it stops at the last fact that it may look at', async () => {
  assert.deepEqual(await search({ type: 'rare', lookThrough: 10 }), {
    found: [rare()[0]],
    lookedTo: ids[9],
  });
});

test('where nothing is passed over, or a subject is named, nothing is left out', async () => {
  assert.deepEqual(await search({ lookThrough: 1 }), { found: ids, lookedTo: undefined });
  assert.deepEqual(await search({ subjects: [newId(NOON)], type: 'rare', lookThrough: 1 }), {
    found: [],
    lookedTo: undefined,
  });
});
