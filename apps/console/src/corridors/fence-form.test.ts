import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaIn,
  bodyOf,
  type FenceSaid,
  faultyIn,
  NEW_FENCE,
  saidOfArea,
  saidOfFence,
} from './fence-form.ts';

const circle: FenceSaid = {
  ...NEW_FENCE,
  ...{ name: 'Dump', lat: '-1.4', lon: '36,95', radiusKm: '0.4', source: 'order 14' },
};
const polygon: FenceSaid = { ...circle, is: 'polygon', ring: '-1.4, 36.9\n-1.4 37\n\n-1.3;37' };

for (const [what, said, faulty] of [
  ['nothing said', NEW_FENCE, ['name', 'lat', 'lon', 'radiusKm', 'source']],
  ['a circle', circle, []],
  ['a circle without size', { ...circle, radiusKm: '0' }, ['radiusKm']],
  ['a circle off the world', { ...circle, lat: '-91', lon: '181' }, ['lat', 'lon']],
  ['a polygon', polygon, []],
  ['two corners', { ...polygon, ring: '-1.4, 36.9\n-1.4, 37' }, ['ring']],
  ['a corner that is a word', { ...polygon, ring: `${polygon.ring}\nx` }, ['ring']],
  ['a corner off the world', { ...polygon, ring: `${polygon.ring}\n-91, 20` }, ['ring']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn(said), faulty));

test('what is drawn stands in the fields and comes back as it was', () => {
  for (const said of [circle, polygon]) {
    const area = areaIn(said) ?? assert.fail();
    assert.deepEqual(areaIn({ ...NEW_FENCE, ...saidOfArea(area) }), area);
  }
});

test('what stands comes back to be changed, on another’s word', () => {
  const { says } = bodyOf(circle, undefined) as { says: Parameters<typeof saidOfFence>[0] };
  assert.deepEqual(saidOfFence(says), { ...circle, lon: '36.95', source: '' });
  assert.deepEqual(Object.keys(bodyOf(circle, 'x')), ['is', 'fence', 'says']);
});
