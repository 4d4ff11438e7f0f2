import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../api/contract.ts';
import { distance } from './distance.ts';
import { metresBetween, nearPlace } from './near-place.ts';

const place = (name: string, lat: number, lon: number, short: string | null = null): Place => ({
  id: name,
  name,
  short,
  kind: 'osbp',
  country: 'KE',
  lat,
  lon,
  radiusM: 500,
});

test('a degree of longitude is 111 km at the equator and shorter to the south', () => {
  assert.equal(Math.round(metresBetween({ lat: 0, lon: 34 }, { lat: 0, lon: 35 }) / 1_000), 111);
  assert.equal(Math.round(metresBetween({ lat: -60, lon: 34 }, { lat: -60, lon: 35 }) / 1_000), 56);
});

test('the nearest place is named by its short name', () => {
  const places = [place('Malaba OSBP', 0.64, 34.267, 'Malaba'), place('Busia OSBP', 0.463, 34.101)];
  const near = nearPlace(places, { lat: 0.6, lon: 34.3 });
  assert.equal(near?.name, 'Malaba');
  assert.equal(distance(near?.awayM ?? 0), '5.8 km');
  assert.equal(nearPlace([], { lat: 0, lon: 0 }), undefined);
});

const said = [
  [4, '0 m'],
  [447, '450 m'],
  [4_120, '4.1 km'],
  [23_800, '24 km'],
] as const;
for (const [metres, words] of said) {
  test(`${metres} m is said as ${words}`, () => assert.equal(distance(metres), words));
}
