import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, faultyIn, NEW_ZONE, saidOf, type ZoneSaid } from './zone-form.ts';

const stretch: ZoneSaid = {
  ...NEW_ZONE,
  name: 'Kyulu hills',
  route: 'mombasa-malaba',
  fromKm: '200',
  toKm: '230,5',
  excusedMin: '45',
  source: 'Drive test of March.',
};
const circle: ZoneSaid = { ...stretch, is: 'circle', lat: '-2.4', lon: '37.9', radiusKm: '4' };

for (const [what, said, faulty] of [
  ['nothing said', NEW_ZONE, ['name', 'route', 'fromKm', 'toKm', 'excusedMin', 'source']],
  ['a stretch', stretch, []],
  ['a stretch that ends before it begins', { ...stretch, toKm: '199' }, ['toKm']],
  ['half the country', { ...stretch, toKm: '401' }, ['toKm']],
  ['a circle, whatever the stretch', { ...circle, route: '', fromKm: 'x' }, []],
  ['a circle without size', { ...circle, radiusKm: '0' }, ['radiusKm']],
  ['a circle off the world', { ...circle, lat: '91', lon: '200' }, ['lat', 'lon']],
  ['more than a day', { ...stretch, excusedMin: '1441' }, ['excusedMin']],
  ['half a minute', { ...stretch, excusedMin: '0.5' }, ['excusedMin']],
  ['a time that is none', { ...stretch, effectiveFrom: 'noon' }, ['effectiveFrom']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn(said), faulty));

test('what is said is sent in metres and instants, and what stands comes back to be changed', () => {
  const sent = bodyOf({ ...circle, effectiveFrom: '2026-02-04T08:30' });
  assert.deepEqual(sent, {
    name: 'Kyulu hills',
    area: { is: 'circle', lat: -2.4, lon: 37.9, radiusM: 4_000 },
    excusedMin: 45,
    source: 'Drive test of March.',
    effectiveFrom: '2026-02-04T05:30:00.000Z',
  });
  const standing = { ...(sent as ReturnType<typeof Object>), version: 1, isEnded: false } as never;
  const { source, ...rest } = saidOf(standing);
  assert.equal(source, '');
  assert.deepEqual(bodyOf({ ...rest, source: 'x' }), {
    name: 'Kyulu hills',
    area: { is: 'circle', lat: -2.4, lon: 37.9, radiusM: 4_000 },
    excusedMin: 45,
    source: 'x',
  });
});
