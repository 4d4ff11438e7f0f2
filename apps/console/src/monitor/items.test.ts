import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf } from './items.ts';
import { aCase } from './testing.ts';

const at = { lat: -3.56, lon: 38.75, near: 'Maungu', km: null, offRouteM: null };
const silent = (n: number) =>
  aCase({
    id: `s${n}`,
    kind: 'silent',
    severity: 3,
    place: at,
    openedAt: `2026-02-04T05:0${n}:00Z`,
  });
const cut = aCase({ id: 'cut' });
const rows = [cut, ...[4, 3, 2, 1, 0].map(silent)];

test('a storm is one card in the place of its first row; unfolded, its cases stand beneath', () => {
  assert.deepEqual(
    itemsOf(rows, new Set()).map(({ key }) => key),
    ['cut', 'storm-s0'],
  );
  assert.deepEqual(
    itemsOf(rows, new Set(['storm-s0'])).map(({ key }) => key),
    ['cut', 'storm-s0', 's4', 's3', 's2', 's1', 's0'],
  );
});

test('fewer than a storm are rows', () => {
  const keys = itemsOf(rows.slice(0, 5), new Set()).map(({ key }) => key);
  assert.deepEqual(keys, ['cut', 's4', 's3', 's2', 's1']);
});
