import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameField } from '../api/device-contract.ts';
import { fieldAt, placesOf, rowsOf } from './bytes.ts';

test('bytes stand eight to a row, each once, and what is no character is a dot', () => {
  const rows = rowsOf('2430000102030405060741');
  assert.deepEqual(
    rows.map((row) => row.length),
    [8, 3],
  );
  assert.deepEqual(
    rows.flat().map(({ at }) => at),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.equal(
    rows
      .flat()
      .map(({ char }) => char)
      .join(''),
    '$0········A',
  );
  assert.deepEqual(rowsOf(''), []);
});

for (const [spans, words] of [
  [[[36, 38]], '36–37'],
  [[[36, 37]], '36'],
  [
    [
      [1, 3],
      [9, 10],
    ],
    '1–2, 9',
  ],
  [[], ''],
] as const)
  test(`the places ${JSON.stringify(spans)} are said as “${words}”`, () =>
    assert.equal(placesOf(spans), words));

const field = (name: string, own: boolean, spans: FrameField['spans']): FrameField => ({
  reading: 0,
  value: 1,
  name,
  own,
  spans,
});

test('a byte is of the field that says most about it, in our words rather than the maker’s', () => {
  const fields = [
    field('status', true, [[36, 38]]),
    field('raw', true, [[37, 38]]),
    field('ropeCut', false, [[37, 38]]),
  ];
  assert.equal(fieldAt(fields, 37)?.name, 'ropeCut');
  assert.equal(fieldAt(fields, 36)?.name, 'status');
  assert.equal(fieldAt(fields, 35), undefined);
});
