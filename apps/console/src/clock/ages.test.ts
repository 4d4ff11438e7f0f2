import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countdown, dueAt, spanOf } from './ages.ts';

const spans = [
  [-5_000, 'seconds', 0, 0],
  [8_900, 'seconds', 8, 0],
  [59_999, 'seconds', 59, 0],
  [60_000, 'minutes', 1, 0],
  [59 * 60_000 + 59_000, 'minutes', 59, 0],
  [72 * 60_000, 'hours', 1, 12],
  [23 * 3_600_000 + 59 * 60_000, 'hours', 23, 59],
  [(2 * 24 + 5) * 3_600_000, 'days', 2, 5],
] as const;
for (const [ms, unit, n, rest] of spans) {
  test(`${ms} ms is ${n} ${unit} and ${rest}`, () => {
    assert.deepEqual(spanOf(ms), { unit, n, rest });
  });
}

const counts = [
  [12_400, '0:12'],
  [-130_000, '2:10'],
  [3_599_999, '59:59'],
] as const;
for (const [ms, said] of counts) {
  test(`${ms} ms counts as ${said}`, () => assert.equal(countdown(ms), said));
}

test('a deadline is due until its instant has passed', () => {
  const now = Date.parse('2026-02-04T05:30:00Z');
  assert.deepEqual(dueAt('2026-02-04T05:30:12Z', now), { state: 'due', inMs: 12_000 });
  assert.deepEqual(dueAt('2026-02-04T05:30:00Z', now), { state: 'due', inMs: 0 });
  assert.deepEqual(dueAt('2026-02-04T05:27:50Z', now), { state: 'late', byMs: 130_000 });
});
