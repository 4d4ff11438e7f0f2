import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import { atKm, defaultRules, NINE } from '../testing.ts';
import { rulesAt } from './rule.ts';
import { apartOf, clustersOf, type Placed, type Standing } from './together.ts';

const book = rulesAt(defaultRules, NINE);
const split = book['tractor-trailer-split'].params;
const cluster = book['stop-cluster'].params;

const placed = (id: string, km: number, over: Partial<Placed> = {}): Placed => ({
  id,
  number: `N-${id}`,
  journey: 'j1',
  ...atKm(km),
  at: NINE,
  speedKmh: 0,
  ...over,
});
const later = (seconds: number): Instant => addMs(NINE, seconds * SECOND_MS);

const rows = [
  { say: 'far from each other', seals: [placed('a', 50), placed('b', 51)], apartM: 1_000 },
  { say: 'beside each other', seals: [placed('a', 50), placed('b', 50.01)], apartM: 10 },
  {
    say: 'a minute apart at 60 km/h is one truck that drives',
    seals: [placed('a', 50), placed('b', 51, { at: later(60), speedKmh: 60 })],
    apartM: 0,
  },
  {
    say: 'a minute apart at no speed told may be one truck too',
    seals: [
      placed('a', 50, { speedKmh: null }),
      placed('b', 51.3, { at: later(60), speedKmh: null }),
    ],
    apartM: 0,
  },
  {
    say: 'too long between to compare',
    seals: [placed('a', 50), placed('b', 90, { at: later(121) })],
    apartM: null,
  },
  {
    say: 'the furthest of three',
    seals: [placed('a', 50), placed('b', 50.1), placed('c', 52)],
    apartM: 2_000,
  },
] as const;
for (const { say, seals, apartM } of rows)
  test(`apart: ${say}`, () => {
    for (const all of [seals, seals.toReversed()]) {
      const found = apartOf(all, split);
      assert.deepEqual([...found.keys()], ['a'], 'the first of the journey stands for all');
      const one = found.get('a');
      if (apartM === null) assert.equal(one, null);
      else assert.ok(Math.abs((one?.apartM ?? 1e9) - apartM) < 5, String(one?.apartM));
    }
  });

test('apart: other journeys, and a seal alone on its own, are nobody', () => {
  assert.equal(apartOf([placed('a', 50), placed('b', 90, { journey: 'j2' })], split).size, 0);
});

const now = addMs(NINE, 60 * MINUTE_MS);
const stands = (n: number, over: Partial<Standing> = {}): Standing => ({
  seal: `s${n}`,
  journey: `j${n}`,
  ...atKm(50 + n * 0.02),
  since: addMs(NINE, n * MINUTE_MS),
  isTold: false,
  ...over,
});
const crowd = (count: number): Standing[] => Array.from({ length: count }, (_, n) => stands(n));

const crowds = [
  { say: 'five trucks', all: crowd(5), found: [['s0', 5]] },
  { say: 'near miss: four', all: crowd(4), found: [] },
  { say: 'whatever the order', all: crowd(7).reverse(), found: [['s0', 7]] },
  {
    say: 'near miss: one of five has only just stopped',
    all: [...crowd(4), stands(4, { since: addMs(now, -14 * MINUTE_MS) })],
    found: [],
  },
  {
    say: 'near miss: one of five stands further on',
    all: [...crowd(4), stands(4, atKm(50.4))],
    found: [],
  },
  {
    say: 'near miss: five seals of one truck',
    all: crowd(5).map((one) => ({ ...one, journey: 'j' })),
    found: [],
  },
  {
    say: 'told already by one that is still there',
    all: [...crowd(5), stands(5, { isTold: true })],
    found: [],
  },
  {
    say: 'two spots are two',
    all: [
      ...crowd(5),
      ...crowd(5).map((one, n) => ({ ...one, ...atKm(90 + n * 0.02), seal: `t${n}` })),
    ],
    found: [
      ['s0', 5],
      ['t0', 5],
    ],
  },
] as const;
for (const { say, all, found } of crowds)
  test(`crowd: ${say}`, () => {
    assert.deepEqual(
      [...clustersOf(all, now, cluster)].map(([seal, { trucks }]) => [seal, trucks]),
      found,
    );
  });

test('a thousand that stand are looked at at once', () => {
  const all = Array.from({ length: 1_000 }, (_, n) =>
    stands(n, { ...atKm(10 + (n % 100)), since: NINE }),
  );
  assert.equal(clustersOf(all, now, cluster).size, 100);
});
