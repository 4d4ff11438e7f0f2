import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, signalOfBars, signalOfCsq } from './radio.ts';

for (const [csq, says] of [
  [0, 'none'],
  [1, 'low'],
  [9, 'low'],
  [10, 'fair'],
  [14, 'fair'],
  [15, 'good'],
  [31, 'good'],
  [32, 'unknown'],
  [99, 'unknown'],
  [255, 'unknown'],
] as const)
  test(`a modem’s ${csq} is ${says}`, () => assert.equal(signalOfCsq(csq), says));

for (const [bars, says] of [
  [0, 'none'],
  [1, 'low'],
  [2, 'fair'],
  [4, 'good'],
  [5, 'unknown'],
  [-1, 'unknown'],
] as const)
  test(`${bars} bars of 4 are ${says}`, () => assert.equal(signalOfBars(bars, 4), says));

test('a cell is said whole or not at all', () => {
  const cell = { mcc: 639, mnc: 2, area: 4_129, cell: 268_435 };
  assert.equal(cellOf(cell), '639-2-4129-268435');
  for (const over of [{ mcc: null }, { mcc: 0 }, { area: 0 }, { cell: 65_535 }, { cell: 'x' }])
    assert.equal(cellOf({ ...cell, ...over }), undefined);
});
