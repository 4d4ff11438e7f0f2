import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { isUnavailable } from './database-errors.ts';
import { type Database, isRetryable, openDatabase, type Sql, sqlState } from './sql.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let postgres: TestDatabase;
let database: Database;
before(async () => {
  postgres = await testDatabase();
  database = open(postgres.ownerUrl);
  await database.asNode((tx) => tx.query('CREATE TABLE public.word (word text)'));
});
after(async () => {
  await database.end();
  await postgres.drop();
});

const open = (url: string, transactionMsMax = 120_000): Database =>
  openDatabase({
    url,
    poolMax: 2,
    name: 'sql test',
    onIdleError: () => undefined,
    transactionMsMax,
  });
const write = (tx: Sql, word: string) => tx.query('INSERT INTO public.word VALUES ($1)', [word]);
const isKept = async (word: string): Promise<boolean> =>
  (await database.asNode((tx) => tx.query('SELECT FROM public.word WHERE word = $1', [word])))
    .rowCount === 1;

test('what throws is rolled back; what returns is kept', async () => {
  await assert.rejects(
    database.asNode(async (tx) => {
      await write(tx, 'thrown');
      throw new Error('no');
    }),
  );
  await database.asNode((tx) => write(tx, 'returned'));
  assert.deepEqual([await isKept('thrown'), await isKept('returned')], [false, true]);
});

test('work that passes over a failed statement is not taken for done', async () => {
  await assert.rejects(
    database.asNode(async (tx) => {
      await write(tx, 'passed over');
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    }),
    /rolled back/,
  );
  assert.equal(await isKept('passed over'), false);
});

test('a connection that breaks inside a transaction fails that transaction and nothing else', async () => {
  await assert.rejects(
    database.asNode(async (tx) => {
      await write(tx, 'broken off');
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.asNode((other) =>
        other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
      );
      await new Promise((resolve) => setTimeout(resolve, 50)); // so that it breaks between two queries
      await write(tx, 'into the void');
    }),
    isUnavailable,
  );
  assert.equal(await isKept('broken off'), false);
});

test('a network that swallows the answers is given up in time, and nothing waits for ever', async () => {
  const swallowed: Socket[] = [];
  let swallows = false;
  const to = new URL(postgres.ownerUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(to.port || 5432), to.hostname);
    swallowed.push(client, upstream);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => swallows || client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(postgres.ownerUrl);
  through.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  const far = open(through.href, 300);
  await assert.rejects(
    far.asNode(async (tx) => {
      await write(tx, 'swallowed');
      swallows = true;
      await write(tx, 'unheard');
    }),
    isUnavailable,
  );
  await far.end();
  for (const socket of swallowed) socket.destroy();
  server.close();
});

test('only Postgres has SQLSTATEs: an error of Node with a code is none', async () => {
  const divided = await database.asNode((tx) => tx.query('SELECT 1 / 0')).catch((e: unknown) => e);
  assert.equal(sqlState(divided), '22012');
  const range = Object.assign(new RangeError('out of range'), { code: 'ERR_OUT_OF_RANGE' });
  assert.equal(sqlState(range), undefined);
  assert.equal(isRetryable(Object.assign(new Error('made up'), { code: '40001' })), false);
});

test('the scope of a transaction ends with it', async () => {
  const party = '01900000-0000-7000-8000-0000000000aa';
  const asked = (tx: Sql) =>
    tx.query<{ party: string | null }>(`SELECT current_setting('lakiri.party', true) AS party`);
  const inside = await database.asParty({ party }, asked);
  const outside = await database.asNode(asked);
  assert.equal(inside.rows[0]?.party, party);
  assert.ok(!outside.rows[0]?.party);
  assert.throws(() => database.asParty({ party: `x'; SELECT 1; --` }, asked), /UUID/);
});
