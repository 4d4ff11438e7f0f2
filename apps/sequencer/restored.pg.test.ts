import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import pg from 'pg';
import { checkAll, openTestLog, type TestLog, until } from './test-log.ts';
import { noWitnesses, type Proven } from './witness-port.ts';

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.close());
const pathOf = (path: string): string => join(log.data, 'log/test', path);

/** As the superuser, who alone can do what nobody may. */
async function asSuperuser(sql: string, url = log.postgres.ownerUrl): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A log of so many facts, its sequencer stopped. */
async function aLog(facts: number): Promise<void> {
  const run = log.run();
  await log.append(facts);
  await log.whole();
  await run.stop();
}

test('a database older than its checkpoint is not signed for; facts are kept, and its right state goes on', async () => {
  await aLog(5);
  await asSuperuser('CREATE TABLE old_head AS TABLE evidence.head');
  const run = log.run();
  await log.append(4);
  await log.whole();
  await run.stop();
  await asSuperuser(`CREATE TABLE new_head AS TABLE evidence.head;
    CREATE TABLE new_entry AS SELECT * FROM evidence.entry WHERE index >= 5;
    DELETE FROM evidence.entry WHERE index >= 5;
    DELETE FROM evidence.head; INSERT INTO evidence.head TABLE old_head`);
  const published = readFileSync(pathOf('checkpoint'), 'utf8');
  const restored = log.run();
  await until(
    () => /refuses to sign: the database is older than its own log/.test(restored.trouble() ?? ''),
    'it refuses',
  );
  await log.append(2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(readFileSync(pathOf('checkpoint'), 'utf8'), published);
  assert.equal(await log.facts(), 11);
  await asSuperuser(`DELETE FROM evidence.head; INSERT INTO evidence.head TABLE new_head;
    INSERT INTO evidence.entry TABLE new_entry`);
  await log.whole();
  await checkAll(log);
});

const changes = [
  {
    what: 'another root at the published size',
    sql: 'UPDATE evidence.head SET root = sha256(root)',
    said: /another history than the checkpoint of 300 entries/,
  },
  {
    what: 'a fact that was changed, where its tile has to be made again',
    sql: `UPDATE fact.fact SET body = '{}' WHERE id = (SELECT fact FROM evidence.entry WHERE index = 7)`,
    remove: ['tile/0/000', 'tile/entries/000'],
    said: /facts of these entries were changed/,
  },
  {
    what: 'a fact that was deleted, where its bundle has to be made again',
    sql: 'DELETE FROM fact.fact WHERE id = (SELECT fact FROM evidence.entry WHERE index = 7)',
    remove: ['tile/entries/000'],
    said: /the fact of entry 7 is not in the database/,
  },
  {
    what: 'a checkpoint file that the log has not signed',
    change: 'checkpoint',
    said: /is not a checkpoint that this log has signed/,
  },
  {
    what: 'a changed tile at the edge',
    change: 'tile/0/001.p/44',
    said: /do not have the root that the database says/,
  },
  {
    what: 'a changed bundle at the edge',
    change: 'tile/entries/001.p/44',
    said: /tile\/entries\/001\.p\/44 (was changed|is damaged)/,
  },
];
for (const { what, sql, change, remove = [], said } of changes)
  test(`it refuses to sign for ${what}`, async () => {
    await aLog(300);
    if (sql !== undefined) await asSuperuser(sql);
    if (change !== undefined) flip(change);
    for (const path of remove) rmSync(pathOf(path));
    const run = log.run();
    await until(() => said.test(run.trouble() ?? ''), `it refuses, but says ${run.trouble()}`);
  });

function flip(path: string): void {
  const bytes = readFileSync(pathOf(path));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(pathOf(path), bytes);
}

test('a file that the next entries need, with other bytes in it, is a fork', async () => {
  await aLog(3);
  writeFileSync(pathOf('tile/0/000.p/5'), 'another history');
  await log.append(2);
  const run = log.run();
  await until(() => /000\.p\/5 holds other bytes/.test(run.trouble() ?? ''), 'it refuses');
});

test('files that are missing are made whole from the database', async () => {
  await aLog(700);
  const lost = [
    ['checkpoint', 'vkey'],
    ['tile/0/001', 'tile/entries/001.x'],
    ['tile/entries/000', 'tile/1/000.p/2'],
    ['tile'],
    ['.'],
  ];
  for (const paths of lost) {
    for (const path of paths) rmSync(pathOf(path), { recursive: true, force: true });
    const run = log.run();
    await until(run.isWell, `it is well without ${paths.join()}, but says ${run.trouble()}`);
    await run.stop();
    await checkAll(log);
  }
});

test('what witnesses cannot prove is not signed for, until they can', async () => {
  let proven: Proven = { proven: false, reason: 'witness a has seen 9 entries' };
  const run = log.run({ witnesses: { ...noWitnesses, provenConsistent: async () => proven } });
  await log.append(2);
  await until(
    () => /refuses to sign: witness a has seen 9/.test(run.trouble() ?? ''),
    'it refuses',
  );
  proven = { proven: true };
  await log.whole();
  await checkAll(log);
});

const keys = [
  { what: 'no key', change: () => rmSync(join(log.data, 'log-key')), code: 'log-key-missing' },
  {
    what: 'another key',
    change: () =>
      writeFileSync(
        join(log.data, 'log-key'),
        'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
      ),
    code: 'log-key-other',
  },
  {
    what: 'a damaged key',
    change: () => writeFileSync(join(log.data, 'log-key'), 'PRIVATE+KEY+a'),
    code: 'log-key-damaged',
  },
];
for (const { what, change, code } of keys)
  test(`with ${what} it does not start, and says why`, async () => {
    await aLog(1);
    change();
    await assert.rejects(log.run().ended, { code });
  });

/** What docs/operations.md tells to run after a dump was restored, as far as it is about facts and the log. */
function stepsAfterDump(): string {
  const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, block = ''] = /```sql\n([\s\S]*?)```/.exec(text) ?? [];
  const steps = block.split(/;\s*/).filter((sql) => /^UPDATE (fact|evidence)\./.test(sql));
  assert.equal(steps.length, 2, block);
  return steps.join(';');
}

test('a dump in a fresh cluster is refused until its steps were run, and then goes on', async () => {
  await aLog(4);
  await log.append(3); // recorded, but not in the log yet
  const fresh = await openTestLog();
  try {
    // As in a dump: the rows as they are, with numbers of transactions that the fresh cluster has yet to reach.
    for (const table of ['fact.fact', 'evidence.log', 'evidence.head', 'evidence.entry']) {
      const { rows } = await asSuperuser(`SELECT json_agg(t)::text AS all FROM ${table} t`);
      const client = new pg.Client(fresh.postgres.ownerUrl);
      await client.connect();
      await client.query(
        `INSERT INTO ${table} ${table === 'fact.fact' ? 'OVERRIDING SYSTEM VALUE' : ''}
         SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
        [rows[0].all],
      );
      await client.end();
    }
    const far = (column: string): string =>
      `${column} = (${column}::text::bigint + 1000000000)::text::xid8`;
    await asSuperuser(
      `UPDATE fact.fact SET ${far('xid')}; UPDATE evidence.head SET ${far('after_xid')};
       SELECT setval(pg_get_serial_sequence('fact.fact', 'ordinal'), 1000)`,
      fresh.postgres.ownerUrl,
    );
    const moved = { data: log.data };
    const refused = fresh.run(moved);
    await until(() => /dump of another cluster/.test(refused.trouble() ?? ''), 'it refuses');
    await fresh.append(2);
    await asSuperuser(stepsAfterDump(), fresh.postgres.ownerUrl);
    await fresh.whole(log.data);
    assert.equal(await fresh.facts(), 9);
    await checkAll(fresh, log.data);
  } finally {
    await fresh.close();
  }
});
