import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { type Allowed, countedFrom } from './allowance.ts';

const noon = 1_700_000_000_000 as Instant;
const at = (minutes: number): Instant => addMs(noon, minutes * MINUTE_MS);
const allowed = (...spans: readonly (readonly [number, number])[]): Allowed =>
  spans.map(([from, until]) => ({ from: at(from), until: at(until) }));
/** Half an hour is too long. */
const dueOf = (since: Instant): Instant => addMs(since, 30 * MINUTE_MS);

for (const [say, spans, counted] of [
  ['nothing allowed', [], 0],
  ['allowed before it fell due', [[10, 100]], 100],
  ['allowed in the instant in which it fell due', [[30, 100]], 100],
  ['allowed after it fell due', [[31, 100]], 0],
  ['allowed before it began, and over', [[-50, -10]], 0],
  ['allowed since before it began', [[-50, 20]], 20],
  [
    'two that touch, told in any order',
    [
      [110, 200],
      [10, 100],
    ],
    200,
  ],
  [
    'a gap longer than the limit between two',
    [
      [10, 100],
      [131, 200],
    ],
    100,
  ],
  [
    'one within another',
    [
      [10, 100],
      [20, 50],
    ],
    100,
  ],
] as const)
  test(`a stop counts from the end of what allows it: ${say}`, () => {
    assert.equal(countedFrom(noon, allowed(...spans), dueOf), at(counted));
  });

test('what never falls due is put off by nothing', () => {
  assert.equal(
    countedFrom(noon, allowed([0, 60]), () => null),
    noon,
  );
});
