import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointAtKm } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import { DEFAULT_ADMINISTRATIONS } from './default-rules.ts';
import { countryAt, jurisdictionOf } from './jurisdiction.ts';
import { hereOf } from './look.ts';

const rows = [
  ['mombasa-kigali', 10, 'KE'],
  ['mombasa-kigali', 860, 'KE'],
  ['mombasa-kigali', 870, 'UG'],
  ['mombasa-kigali', 1_430, 'UG'],
  ['mombasa-kigali', 1_445, 'RW'],
  ['kigali-mombasa', 10, 'RW'],
  ['kigali-mombasa', 100, 'UG'],
  ['kigali-mombasa', 700, 'KE'],
  ['malaba-mombasa', 5, 'KE'],
  ['malaba-kampala', 5, 'UG'],
  ['malaba-elegu', 300, 'UG'],
  ['mombasa-elegu', 1_400, 'UG'],
  ['dar-bujumbura', 1_240, 'TZ'],
  ['dar-bujumbura', 1_250, 'BI'],
  ['mombasa-icdn', 300, 'KE'],
] as const;

for (const [route, km, country] of rows)
  test(`${route} at km ${km} is in ${country}`, () => {
    const index = shippedIndex(route);
    assert.equal(countryAt(index, hereOf(pointAtKm(index, km), index)), country);
  });

test('nobody can say: no route, no place, far from the line, nobody in charge', () => {
  const index = shippedIndex('mombasa-kigali');
  const here = hereOf(pointAtKm(index, 100), index);
  assert.equal(jurisdictionOf(index, here, DEFAULT_ADMINISTRATIONS), 'KRA');
  assert.equal(jurisdictionOf(null, here, DEFAULT_ADMINISTRATIONS), null);
  assert.equal(jurisdictionOf(index, null, DEFAULT_ADMINISTRATIONS), null);
  assert.equal(jurisdictionOf(index, { ...here, offM: 40_000 }, DEFAULT_ADMINISTRATIONS), null);
  assert.equal(jurisdictionOf(index, here, []), null);
});
