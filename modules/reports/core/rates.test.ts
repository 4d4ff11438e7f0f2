import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { pctOf, percentile, ratesOf, type Watch } from './index.ts';

const from = Date.UTC(2026, 10, 22, 21) as Instant;
const min = (minutes: number): Instant => addMs(from, minutes * MINUTE_MS);
const times = (count: number, minutes: number): Instant[] =>
  Array.from({ length: count }, (_, n) => addMs(min(minutes), n));
const watch = (person: string, begins: number, ends: number | null): Watch => ({
  person,
  from: min(begins),
  until: ends === null ? null : min(ends),
});
const achieng = watch('achieng', -60, null);
const targets = { perSlot: 1, floodPerSlot: 10 };
const hour = { from, to: min(60) };

const rows = [
  {
    say: 'a quiet hour',
    alarms: [],
    watches: [achieng],
    is: { slots: 6, alarms: 0, mean: 0, peak: null, overTargetPct: 0, floodPct: 0 },
  },
  {
    say: 'one alarm in ten minutes is on target, not over it',
    alarms: [0, 10, 20, 30, 40, 50].flatMap((at) => times(1, at)),
    watches: [achieng],
    is: { mean: 1, overTargetPct: 0, peak: { perPerson: 1, at: min(0) } },
  },
  {
    say: 'a flood of twelve stands in one of six steps',
    alarms: times(12, 20),
    watches: [achieng],
    is: { mean: 2, overTargetPct: 16.7, floodPct: 16.7, peak: { perPerson: 12, at: min(20) } },
  },
  {
    say: 'two people halve it',
    alarms: times(12, 20),
    watches: [achieng, watch('okello', 0, 60)],
    is: { mean: 1, overTargetPct: 16.7, floodPct: 0, peak: { perPerson: 6, at: min(20) } },
  },
  {
    say: 'who is on two shifts at once is one person',
    alarms: times(12, 20),
    watches: [achieng, watch('achieng', 0, 60)],
    is: { peak: { perPerson: 12, at: min(20) } },
  },
  {
    say: 'who comes before the middle of ten minutes watches them, who comes after does not',
    alarms: [...times(4, 0), ...times(4, 10)],
    watches: [achieng, watch('okello', 6, 15), watch('wanja', 15, 16)],
    is: { peak: { perPerson: 4, at: min(0) }, mean: 1 },
  },
  {
    say: 'nobody watched: it counts as if one person had, and is told apart',
    alarms: [...times(3, 0), ...times(2, 40)],
    watches: [watch('achieng', 30, null)],
    is: { unwatchedPct: 50, unwatchedAlarms: 3, peak: { perPerson: 3, at: min(0) } },
  },
  {
    say: 'before and after the period is not of it',
    alarms: [min(-1), min(60), min(59)],
    watches: [achieng],
    is: { alarms: 1 },
  },
] as const;
for (const { say, is, ...asked } of rows)
  test(say, () => {
    assert.partialDeepStrictEqual(
      ratesOf({ period: hour, now: min(600), targets, ...asked }),
      is as object,
    );
  });

test('what lies ahead is no quiet time', () => {
  const asked = { period: hour, watches: [achieng], targets, alarms: times(6, 0) };
  assert.equal(ratesOf({ ...asked, now: min(600) }).mean, 1);
  assert.partialDeepStrictEqual(ratesOf({ ...asked, now: min(20) }), { slots: 2, mean: 3 });
  assert.partialDeepStrictEqual(ratesOf({ ...asked, now: min(-5) }), {
    ...{ slots: 0, mean: null, overTargetPct: null, unwatchedPct: null, peak: null },
  });
});

test('percentiles are values that were there', () => {
  const rows = [
    [[], 50, null],
    [[7], 90, 7],
    [[3, 1, 2], 50, 2],
    [[4, 1, 3, 2], 50, 2],
    [Array.from({ length: 10 }, (_, n) => n + 1), 90, 9],
    [Array.from({ length: 11 }, (_, n) => n + 1), 90, 10],
    [[5, 1], 0, 1],
    [[5, 1], 100, 5],
  ] as const;
  for (const [values, pct, is] of rows) assert.equal(percentile(values, pct), is);
  assert.equal(pctOf(1, 3), 33.3);
  assert.equal(pctOf(0, 0), null);
});
