import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, MINUTE_MS } from '@lakiri/kit';
import fc from 'fast-check';
import { NINE } from '../testing.ts';
import { type StormCase, stormsOf } from './storm.ts';

/** Kilometres east of Maungu, minutes after nine. */
const at = (
  n: number,
  over: Partial<StormCase> & { km?: number; min?: number } = {},
): StormCase => {
  const { km = 0, min = 0, ...more } = over;
  return {
    id: `case-${String(n).padStart(3, '0')}`,
    kind: 'silent',
    openedAt: addMs(NINE, min * MINUTE_MS),
    place: { lat: -3.56, lon: 38.75 + km / 111 },
    maker: null,
    ...more,
  };
};
const many = (count: number, over: (n: number) => Parameters<typeof at>[1] = () => ({})) =>
  Array.from({ length: count }, (_, n) => at(n, over(n)));

const rows = [
  { say: 'four are no storm', cases: many(4), storms: [] },
  { say: 'five are', cases: many(5), storms: [5] },
  { say: 'a long stop too', cases: many(5, () => ({ kind: 'long-stop' })), storms: [5] },
  {
    say: 'of two kinds they are none',
    cases: many(6, (n) => ({ kind: n % 2 === 0 ? 'silent' : 'off-route' })),
    storms: [],
  },
  { say: 'within ten minutes', cases: many(5, (n) => ({ min: n * 2.5 })), storms: [5] },
  { say: 'not over eleven', cases: many(5, (n) => ({ min: n * 2.75 })), storms: [] },
  { say: 'within ten kilometres', cases: many(5, (n) => ({ km: n * 2.4 })), storms: [5] },
  { say: 'not over a whole road', cases: many(5, (n) => ({ km: n * 6 })), storms: [] },
  { say: 'without a place there is none', cases: many(9, () => ({ place: null })), storms: [] },
  {
    say: 'but of one maker',
    cases: many(9, (n) => ({ km: n * 50, maker: 'Jointech' })),
    storms: [9],
  },
  {
    say: 'for what a maker can do',
    cases: many(9, (n) => ({ km: n * 50, maker: 'Jointech', kind: 'long-stop' })),
    storms: [],
  },
  {
    say: 'and its cloud may open them all',
    cases: many(9, (n) => ({ km: n * 50, maker: 'Jointech', kind: 'opened-no-order' })),
    storms: [9],
  },
  {
    say: 'two places are two storms',
    cases: [...many(5), ...many(6, (n) => ({ km: 100, id: `far-${n}` }))],
    storms: [5, 6],
  },
] as const;

for (const { say, cases, storms } of rows)
  test(say, () => {
    assert.deepEqual(
      stormsOf(cases as readonly StormCase[])
        .map((storm) => storm.cases.length)
        .sort((a, b) => a - b),
      storms,
    );
  });

test('the order in which cases are told changes nothing, and no case is in two storms', () => {
  const one = fc.record({
    km: fc.integer({ min: 0, max: 40 }),
    min: fc.integer({ min: 0, max: 30 }),
    maker: fc.constantFrom('Jointech', 'Omni', null),
    kind: fc.constantFrom('silent' as const, 'long-stop' as const),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), fc.integer(), (drawn, turn) => {
      const cases = drawn.map((over, n) => at(n, over));
      const by = cases.length === 0 ? 0 : Math.abs(turn) % cases.length;
      const turned = [...cases.slice(by), ...cases.slice(0, by)].reverse();
      const storms = stormsOf(cases);
      assert.deepEqual(stormsOf(turned), storms);
      const inStorms = storms.flatMap((storm) => storm.cases.map(({ id }) => id));
      assert.equal(new Set(inStorms).size, inStorms.length);
      assert.ok(storms.every((storm) => storm.cases.length >= 5));
    }),
  );
});
