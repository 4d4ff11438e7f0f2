import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, faultyIn, NEW_PLACE, type PlaceSaid, saidOfPlace } from './place-form.ts';

const says = {
  ...{
    name: 'Yard of Voi',
    kind: 'rest_stop' as const,
    country: 'KE',
    lat: -3.4,
    lon: 38.5,
    radiusM: 600,
  },
} as const;
const said: PlaceSaid = { ...saidOfPlace(says), source: 'Survey' };

for (const [what, over, faulty] of [
  ['what stands', {}, []],
  ['nobody’s word', { source: '' }, ['source']],
  ['a country in words', { country: 'Kenya' }, ['country']],
  ['a border', { country: 'ke-ug' }, []],
  ['a radius of a county', { radiusKm: '21' }, ['radiusKm']],
  ['a radius of a step', { radiusKm: '0.01' }, ['radiusKm']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn({ ...said, ...over }), faulty));

test('nothing said is all wrong', () =>
  assert.deepEqual(faultyIn(NEW_PLACE), ['name', 'lat', 'lon', 'radiusKm', 'source', 'country']));

test('what stands comes back as it is, and a new one by no name but its own', () => {
  const whole = { ...says, source: 'Survey' };
  const stands = bodyOf(said, { is: 'stands', id: 'voi' });
  assert.deepEqual(stands, { is: 'place', place: 'voi', says: whole });
  assert.deepEqual(bodyOf(said, { is: 'new', id: undefined }), { is: 'place-new', says: whole });
});
