import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, DAY_MS, type Instant } from '@lakiri/kit';
import { recalled } from './recall.ts';
import { type Dated, orderFault, spansOf, versionAt } from './version.ts';

const now = Date.parse('2026-03-01T12:00:00Z') as Instant;
const day = (n: number): Instant => addMs(now, n * DAY_MS);
type Version = Dated & { readonly isWithdrawn?: true };
const versions = (...days: readonly number[]): readonly Version[] =>
  days.map((n, at) => ({ version: at + 1, effectiveFrom: day(n) }));

for (const [say, lastDay, from, isFault] of [
  ['after the last', -1, 1, false],
  ['at the last', 1, 1, false],
  ['before the last, which lies ahead', 3, 1, false],
  ['before the last, which is in force', 0, -1, true],
  ['at the last, which is in force', 0, 0, true],
] as const)
  test(`a version ${say}: ${isFault ? 'refused' : 'in its order'}`, () => {
    const last = { version: 1, effectiveFrom: day(lastDay) };
    assert.equal(orderFault({ last, effectiveFrom: day(from), now }) !== undefined, isFault);
    // Whoever does not say what time it is replaces nothing.
    const strict = orderFault({ last, effectiveFrom: day(from) });
    assert.equal(strict !== undefined, from <= lastDay);
  });

for (const [say, days, held] of [
  [
    'one after the other',
    [0, 1, 2],
    [
      [1, 1],
      [2, 2],
      [3, null],
    ],
  ],
  [
    'the second replaced by an earlier one',
    [0, 5, 2],
    [
      [1, 2],
      [3, null],
    ],
  ],
  [
    'the second replaced by one of its own instant',
    [0, 5, 5],
    [
      [1, 5],
      [3, null],
    ],
  ],
  [
    'two replaced by one',
    [0, 5, 7, 2],
    [
      [1, 2],
      [4, null],
    ],
  ],
  [
    'the third replaced, the second not',
    [0, 2, 7, 5],
    [
      [1, 2],
      [2, 5],
      [4, null],
    ],
  ],
  ['the first replaced: nothing held before', [5, 2], [[2, null]]],
] as const)
  test(`each version holds for its time: ${say}`, () => {
    const all = versions(...days);
    const spans = spansOf(all);
    assert.deepEqual(
      spans.map(({ version, until }) => [version.version, until]),
      held.map(([version, until]) => [version, until === null ? null : day(until)]),
    );
    // By its span, and by asking at an instant, the same version holds.
    for (const n of [-1, 0, 1, 2, 3, 5, 6, 7, 8]) {
      const at = day(n);
      const span = spans.find(
        ({ version, until }) => version.effectiveFrom <= at && (until === null || at < until),
      );
      assert.equal(versionAt(all, at)?.version, span?.version.version);
    }
  });

for (const [say, days, instead] of [
  ['nothing stands', [], 'nothing-ahead'],
  ['the last is in force', [0], 'nothing-ahead'],
  ['the last would be in force first', [0, 1], 'nothing-ahead'],
  ['the one in force holds on', [0, 5], 1],
  ['of two that lie ahead the first takes force', [0, 3, 5], 2],
  ['a replaced one does not come back', [0, 4, 3], 1],
  ['nothing holds where it was the first', [5], undefined],
] as const)
  test(`a version is taken back: ${say}`, () => {
    const found = recalled(versions(...days), day(1));
    assert.equal('code' in found ? found.code : found.instead?.version, instead);
  });

test('what was withdrawn holds in nobody’s place', () => {
  const [first, last] = versions(0, 5);
  assert.ok(first !== undefined && last !== undefined);
  const found = recalled([{ ...first, isWithdrawn: true }, last], day(1));
  assert.equal('code' in found ? found.code : found.instead, undefined);
});
