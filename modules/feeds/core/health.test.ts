import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Instant, SECOND_MS } from '@lakiri/kit';
import { aFeed } from '../testing.ts';
import {
  afterBatch,
  afterRefusal,
  type Health,
  healthState,
  lagP95S,
  lateShare,
  NO_HEALTH,
} from './health.ts';

const NINE = (480_000 * HOUR_MS) as Instant;
const told = (at: Instant, lagsS: readonly number[], over = {}) => ({
  at,
  accepted: lagsS.length,
  refused: 0,
  doubled: 0,
  late: 0,
  lagsS,
  ...over,
});
const later = (ms: number): Instant => (NINE + ms) as Instant;
const lags = (...counts: readonly (readonly [number, number])[]): number[] =>
  counts.flatMap(([count, lagS]) => new Array<number>(count).fill(lagS));

const p95Rows = [
  { name: 'nothing told', lagsS: [], p95: null },
  { name: 'all at once', lagsS: lags([20, 0]), p95: 1 },
  { name: '95 of 100 quick', lagsS: lags([95, 4], [5, 4_000]), p95: 5 },
  { name: '94 of 100 quick', lagsS: lags([94, 4], [6, 50]), p95: 60 },
  { name: 'beyond a day', lagsS: lags([1, 90_000]), p95: Number.POSITIVE_INFINITY },
  { name: 'a device ahead of us', lagsS: [-30], p95: 1 },
] as const;
for (const { name, lagsS, p95 } of p95Rows)
  test(`p95: ${name}`, () => {
    assert.equal(lagP95S(afterBatch(NO_HEALTH, told(NINE, lagsS)), NINE), p95);
  });

test('what was slow two hours ago is forgotten, an hour ago not', () => {
  const slow = afterBatch(NO_HEALTH, told(NINE, lags([10, 500])));
  const both = afterBatch(slow, told(later(HOUR_MS), lags([10, 1])));
  assert.equal(lagP95S(both, later(HOUR_MS)), 900);
  const third = afterBatch(both, told(later(2 * HOUR_MS), lags([10, 1])));
  assert.equal(lagP95S(third, later(2 * HOUR_MS)), 1);
  assert.equal(third.hours.length, 2);
});

test('counters only grow, and a batch told out of order takes no time back', () => {
  const first = afterBatch(NO_HEALTH, told(later(5), [1, 1], { late: 1, doubled: 3 }));
  const second = afterRefusal(afterBatch(first, told(NINE, [1], { refused: 2 })));
  assert.deepEqual(
    [second.accepted, second.refused, second.doubled, second.late, second.lastAt],
    [3, 3, 3, 1, later(5)],
  );
  assert.equal(lateShare(second), 1 / 3);
  assert.equal(lateShare(NO_HEALTH), null);
});

const spoken = afterBatch(NO_HEALTH, told(NINE, lags([100, 5])));
const slow = afterBatch(NO_HEALTH, told(NINE, lags([10, 500])));
const stateRows: readonly (readonly [string, Health, Instant, 'active' | 'suspended', string])[] = [
  ['never heard', NO_HEALTH, NINE, 'active', 'quiet'],
  ['just heard', spoken, NINE, 'active', 'live'],
  ['two missed', spoken, later(179 * SECOND_MS), 'active', 'live'],
  ['the third not yet over', spoken, later(180 * SECOND_MS), 'active', 'live'],
  ['three missed', spoken, later(181 * SECOND_MS), 'active', 'silent'],
  ['slow', slow, NINE, 'active', 'late'],
  ['slow and then gone', slow, later(HOUR_MS), 'active', 'silent'],
  ['suspended, and so not expected', spoken, later(HOUR_MS), 'suspended', 'quiet'],
];
for (const [name, health, now, state, expected] of stateRows)
  test(`state: ${name}`, () => {
    assert.equal(healthState(health, aFeed({ state }), now), expected);
  });
