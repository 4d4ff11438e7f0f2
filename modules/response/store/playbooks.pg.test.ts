import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KINDS, type Severity } from '@lakiri/alarms';
import { addMs, type Instant } from '@lakiri/kit';
import { type Database, openDatabase, sqlState } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type PlaybookOf, playbookAt, responseMigrations } from './index.ts';

let postgres: TestDatabase;
let database: Database;
let owner: Database;
const open = (url: string): Database =>
  openDatabase({ url, poolMax: 2, name: 'playbook test', onIdleError: () => undefined });

before(async () => {
  postgres = await testDatabase({ sets: [responseMigrations] });
  database = open(postgres.appUrl);
  owner = open(postgres.ownerUrl);
});

after(async () => {
  await database.end();
  await owner.end();
  await postgres.drop();
});

const NOON = 1_790_000_000_000 as Instant;
const bookOf = (some: Partial<PlaybookOf>) =>
  database.asNode((tx) => playbookAt(tx, { kind: 'long-stop', severity: 3, at: NOON, ...some }));
const namesOf = async (some: Partial<PlaybookOf>) =>
  (await bookOf(some))?.steps.map(({ step }) => step);

test('every kind of the catalogue has a playbook at every severity, and it begins by taking the alarm', async () => {
  for (const kind of KINDS)
    for (const severity of [1, 2, 3, 4] as const satisfies readonly Severity[])
      assert.equal((await namesOf({ kind, severity }))?.[0], 'acknowledge', `${kind} ${severity}`);
});

test('a graver stop has a playbook of its own', async () => {
  assert.deepEqual(await namesOf({}), ['acknowledge', 'call-driver']);
  const graver = await namesOf({ severity: 2 });
  assert.deepEqual(graver, ['acknowledge', 'call-driver', 'dispatch', 'check-seal']);
});

test('a newer version holds from its day on, and not before', async () => {
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO response.playbook VALUES
       ('long-stop', 0, 2, '[{"step":"dispatch","afterMin":7}]', $1, 'configuration', 'a test')`,
      [new Date(NOON).toISOString()],
    ),
  );
  assert.equal((await bookOf({ at: addMs(NOON, -1) }))?.version, 1);
  const held = await bookOf({});
  assert.deepEqual([held?.version, held?.steps], [2, [{ step: 'dispatch', afterMin: 7 }]]);
});

test('one that makes no sense is said to be broken, not passed over', async () => {
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO response.playbook VALUES
       ('shock', 0, 2, '[{"step":"pray"}]', 'epoch'::timestamptz + interval '1 day', 'configuration', 'a test')`,
    ),
  );
  await assert.rejects(bookOf({ kind: 'shock' }), /playbook shock 0 v2/);
});

test('the application reads playbooks and writes none', async () => {
  const written = database.asNode((tx) => tx.query('DELETE FROM response.playbook'));
  await assert.rejects(written, (error) => sqlState(error) === '42501');
});
