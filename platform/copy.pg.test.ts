import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { CopyRows, copyIn, FewerRows, NotEncodable, type Step, uuidBytes } from './copy.ts';
import { type Database, openDatabase, sqlState } from './sql.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let postgres: TestDatabase;
let database: Database;
before(async () => {
  postgres = await testDatabase();
  database = openDatabase({
    url: postgres.ownerUrl,
    poolMax: 2,
    name: 'copy test',
    onIdleError: () => undefined,
  });
});
after(async () => {
  await database.end();
  await postgres.drop();
});

/** What one column of the type holds after these rows were copied into it, as Postgres prints it. */
async function copied(
  type: string,
  put: (rows: CopyRows) => void,
  show = 'value::text',
): Promise<(string | null)[]> {
  return await database.asNode(async (tx) => {
    await tx.query(`CREATE TEMPORARY TABLE copied (value ${type}) ON COMMIT DROP`);
    const rows = new CopyRows();
    put(rows);
    await copyIn(tx, 'COPY copied FROM STDIN (FORMAT binary)', rows);
    const found = await tx.query<{ text: string | null }>(`SELECT ${show} AS text FROM copied`);
    return found.rows.map(({ text }) => text);
  });
}

/** Each value in a row of its own, and at the end a missing one. */
const each =
  <T>(values: readonly T[], put: (rows: CopyRows, value: T | null) => void) =>
  (rows: CopyRows): void => {
    for (const value of [...values, null]) put(rows.row(1), value);
  };

const numbers = [
  { type: 'smallint', put: 'int2', values: [0, 1, -1, 32_767, -32_768] },
  { type: 'integer', put: 'int4', values: [0, 1, -1, 2_147_483_647, -2_147_483_648] },
  { type: 'real', put: 'float4', values: [0, 0.5, -1e30, 3.4028234663852886e38] },
  { type: 'double precision', put: 'float8', values: [0, 1 / 3, -1e300, Number.MAX_VALUE] },
] as const;
for (const { type, put, values } of numbers) {
  test(`${type}: what goes in comes out, to its ends`, async () => {
    const found = await copied(
      type,
      each(values, (rows, value) => rows[put](value)),
    );
    const held = type === 'real' ? Math.fround : Number;
    assert.deepEqual(
      found.map((text) => (text === null ? null : held(Number(text)))),
      [...values.map(held), null],
    );
  });
}

test('floats keep what is no number', async () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const type of ['float4', 'float8'] as const)
    assert.deepEqual(
      await copied(
        type,
        each(odd, (rows, value) => rows[type](value)),
      ),
      ['NaN', 'Infinity', '-Infinity', null],
    );
});

test('an integer out of its range, or none, is refused and never wraps round', () => {
  const rows = new CopyRows().row(1);
  for (const value of [32_768, -32_769, 1.5, Number.NaN, 65_536])
    assert.throws(() => rows.int2(value), NotEncodable, String(value));
  for (const value of [2 ** 31, -(2 ** 31) - 1, 0.1, Number.NaN, 2 ** 32])
    assert.throws(() => rows.int4(value), NotEncodable, String(value));
  for (const value of [0.5, Number.NaN, 8.64e15 + 1, Number.POSITIVE_INFINITY])
    assert.throws(() => rows.time(value), NotEncodable, String(value));
});

test('booleans', async () => {
  const found = await copied('boolean', (rows) => rows.row(1).bool(true).row(1).bool(false));
  assert.deepEqual(found, ['true', 'false']);
});

test('instants keep every millisecond, in any year that a device may claim', async () => {
  const instants = fc.sample(
    fc.oneof(
      fc.integer({ min: 0, max: 253_402_300_799_999 }),
      fc.integer({ min: -62_000_000_000_000, max: 4_200_000_000_000 }),
    ),
    { numRuns: 300, seed: 20_417 },
  );
  const values = [...instants, 0, 946_684_800_000, 946_684_799_999, 253_402_300_799_999];
  const show = '(extract(epoch FROM value) * 1000000)::numeric(30, 0)::text';
  const found = await copied(
    'timestamptz',
    each(values, (rows, ms) => rows.time(ms)),
    show,
  );
  assert.deepEqual(found, [...values.map((ms) => String(BigInt(ms) * 1000n)), null]);
});

test('bytes, ids and texts, empty, long and of every script', async () => {
  const long = 'ẞ漢🚛'.repeat(60_000); // larger than the writer's first buffer
  const texts = ['', 'a', 'Nairobi—Malaba', '漢字', '🚛', long];
  assert.deepEqual(
    await copied(
      'text',
      each(texts, (rows, text) => rows.text(text)),
    ),
    [...texts, null],
  );
  const bytes = [new Uint8Array(), Uint8Array.of(0, 255), new Uint8Array(200_000).fill(7)];
  assert.deepEqual(
    await copied(
      'bytea',
      each(bytes, (rows, value) => rows.bytes(value)),
      `encode(value, 'hex')`,
    ),
    [...bytes.map((value) => Buffer.from(value).toString('hex')), null],
  );
  const id = '01900000-0000-7000-8000-0000000000aa';
  assert.deepEqual(await copied('uuid', (rows) => rows.row(1).bytes(uuidBytes(id))), [id]);
  assert.equal(uuidBytes(id).buffer.byteLength, 16, 'no slice of a pool');
});

test('a text that Postgres cannot hold fails as data, and the connection goes on', async () => {
  await assert.rejects(
    copied('text', (rows) => rows.row(1).text('a\0b')),
    (error: { code?: string }) => error.code === '22021',
  );
  assert.deepEqual(await copied('text', (rows) => rows.row(1).text('after')), ['after']);
});

test('no rows at all are a COPY too', async () => {
  assert.deepEqual(await copied('text', () => undefined), []);
});

const COPY = 'COPY kept FROM STDIN (FORMAT binary)';
const words = (...all: string[]): CopyRows =>
  all.reduce((rows, word) => rows.row(1).text(word), new CopyRows());
const keptNow = async (): Promise<string[]> =>
  (
    await database.asNode((tx) =>
      tx.query<{ word: string }>('SELECT word FROM public.kept ORDER BY word'),
    )
  ).rows.map(({ word }) => word);

test('steps run in one transaction, in their order, each COPY with its own rows', async () => {
  await database.asNode((tx) => tx.query('CREATE TABLE public.kept (word text)'));
  const steps: readonly Step[] = [
    { sql: COPY, rows: words('a', 'b') },
    { sql: `UPDATE kept SET word = word || '1'`, least: 2 },
    { sql: COPY, rows: words('c') },
    { sql: 'CREATE TEMPORARY TABLE IF NOT EXISTS passing (x int) ON COMMIT DELETE ROWS' },
    { sql: `DELETE FROM kept WHERE word = 'b1'`, least: 1 },
  ];
  const seen = await database.asNodeWith(
    () => steps,
    async (tx) => (await tx.query('SELECT FROM kept')).rowCount,
  );
  assert.equal(seen, 2);
  assert.deepEqual(await keptNow(), ['a1', 'c']);
});

const failing: readonly {
  say: string;
  steps: readonly Step[];
  with: (error: unknown) => boolean;
}[] = [
  {
    say: 'too few rows',
    steps: [
      { sql: COPY, rows: words('x') },
      { sql: `DELETE FROM kept WHERE word = 'none'`, least: 1 },
    ],
    with: (error) => error instanceof FewerRows,
  },
  {
    say: 'a failure before a COPY, whose rows are on their way already',
    steps: [
      { sql: 'SELECT 1 / 0' },
      { sql: COPY, rows: words('y') },
      { sql: COPY, rows: words('z') },
    ],
    with: (error) => sqlState(error) === '22012',
  },
  {
    say: 'a failure within a COPY, before another',
    steps: [
      { sql: COPY, rows: words('a\0b') },
      { sql: COPY, rows: words('z'.repeat(500_000)) },
    ],
    with: (error) => sqlState(error) === '22021',
  },
];
for (const { say, steps, with: isRight } of failing) {
  test(`${say}: nothing is kept, and the connection goes on`, async () => {
    await assert.rejects(
      database.asNodeWith(
        () => steps,
        () => Promise.resolve(),
      ),
      isRight,
    );
    assert.deepEqual(await keptNow(), ['a1', 'c']);
  });
}
