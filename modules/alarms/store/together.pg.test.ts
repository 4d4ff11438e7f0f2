// What is compared between seals is found by an index: with all seals of a country remembered it reads those that stand, and
// no other. `LAKIRI_BENCH_WATCHES=50000` for the size of a country.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sql } from '@lakiri/platform/sql';
import { open, openWorld, type World } from '../api/test-world.ts';
import type { CaseId } from '../core/index.ts';
import { remembering } from '../core/memory.ts';
import { freshWatch, type Watch } from '../core/watch.ts';
import { NINE } from '../testing.ts';
import { knownApart, saveWatches, standing } from './index.ts';

const { LAKIRI_BENCH_WATCHES = '5000' } = process.env;
const WATCHES = Number(LAKIRI_BENCH_WATCHES);
/** Of a hundred seals two stand, and of a thousand one is apart. */
const [STANDS_EVERY, APART_EVERY] = [50, 1_000];
const PAGE = 5_000;

let world: World;
const asIntake = <T>(work: (tx: Sql) => Promise<T>): Promise<T> => world.intake.asNode(work);

before(async () => {
  world = await openWorld();
  for (let from = 0; from < WATCHES; from += PAGE)
    await asIntake((tx) =>
      saveWatches(
        tx,
        new Map(
          Array.from({ length: Math.min(PAGE, WATCHES - from) }, (_, n) => watchOf(from + n)),
        ),
      ),
    );
  const owner = open(world.postgres.ownerUrl);
  await owner.pool.query('ANALYZE alarms.watch');
  await owner.end();
});
after(() => world.close());

const uuid = (n: number, of: number): string =>
  `0000000${of}-0000-7000-8000-${String(n).padStart(12, '0')}`;

function watchOf(n: number): readonly [string, Watch] {
  const stop = { since: NINE, lat: -1.28, lon: 36.8, raised: false };
  const apart = { since: NINE, raised: true, other: `ELK-${n}` };
  const watch: Watch = {
    ...freshWatch(uuid(n, 2) as Watch['journey']),
    excursions: [{ from: NINE, until: NINE, raised: true }],
    open: { 'off-route': uuid(n, 3) as CaseId },
    ...(n % STANDS_EVERY === 0 ? { stop } : {}),
  };
  return [
    uuid(n, 1),
    n % APART_EVERY === 0 ? { ...watch, ...remembering(watch, { apart }) } : watch,
  ];
}

type Plan = { readonly 'Index Name'?: string; readonly Plans?: readonly Plan[] };

/** The indexes that a query is answered by, and how long it takes. */
async function planOf(where: string): Promise<{ indexes: readonly string[]; ms: number }> {
  const { rows } = await asIntake((tx) =>
    tx.query<{ plan: [{ Plan: Plan; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) SELECT seal, journey, state FROM alarms.watch WHERE ${where}`,
    ),
  );
  const [told] = Object.values(rows[0] ?? {})[0] ?? assert.fail();
  const indexesIn = (plan: Plan): readonly string[] => [
    ...(plan['Index Name'] === undefined ? [] : [plan['Index Name']]),
    ...(plan.Plans ?? []).flatMap(indexesIn),
  ];
  return { indexes: indexesIn(told.Plan), ms: told['Execution Time'] };
}

const rows = [
  { what: 'those that stand', column: 'stands', index: 'watch_stands', like: '%"stop":{"%' },
  { what: 'those apart', column: 'is_apart', index: 'watch_apart', like: '%"apart":{"%' },
];
for (const { what, column, index, like } of rows)
  test(`${what} are found by an index, of however many`, async (t) => {
    const [by, through] = [await planOf(column), await planOf(`state LIKE '${like}'`)];
    t.diagnostic(
      `${WATCHES} seals: by index ${by.ms.toFixed(2)} ms, through all of them ${through.ms.toFixed(2)} ms`,
    );
    assert.deepEqual([by.indexes, through.indexes], [[index], []]);
  });

test('they are the same as were remembered', async () => {
  const at = (every: number): string[] =>
    Array.from({ length: Math.ceil(WATCHES / every) }, (_, n) => uuid(n * every, 1));
  const found = await asIntake(standing);
  assert.deepEqual(found.map(({ seal }) => seal).sort(), at(STANDS_EVERY));
  assert.deepEqual(found[0]?.lat, -1.28);
  assert.deepEqual((await asIntake(knownApart)).sort(), at(APART_EVERY));
});

test('one that drives on, or comes together again, is found no more', async () => {
  const [seal, watch] = watchOf(0);
  const { stop: _, memory: __, ...rest } = watch;
  await asIntake((tx) => saveWatches(tx, new Map([[seal, { ...rest, stop: null }]])));
  assert.ok((await asIntake(standing)).every((one) => one.seal !== seal));
  assert.ok(!(await asIntake(knownApart)).includes(seal));
});
