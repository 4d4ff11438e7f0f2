import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, faultsIn, NO_UNIT, type UnitSaid } from './unit-body.ts';

const sound: UnitSaid = {
  ...{ ...NO_UNIT, name: ' Voi 1 ', baseName: 'Voi', lat: '-3.39', lon: '38.56' },
};

for (const [over, faults] of [
  [{}, []],
  [{ name: 'V' }, ['name']],
  [{ lat: '91' }, ['lat']],
  [{ lon: '' }, ['lon']],
  [{ lon: 'east' }, ['lon']],
  [{ areaKm: '0' }, ['areaKm']],
  [{ languages: 'sw, english' }, ['languages']],
] as const)
  test(`faults of a unit with ${JSON.stringify(over)}`, () => {
    assert.deepEqual(faultsIn({ ...sound, ...over }), faults);
  });

test('a unit as the server asks for it', () => {
  assert.deepEqual(bodyOf({ ...sound, languages: 'SW, en', phone: '' }), {
    ...{ name: 'Voi 1', areaKm: 60, languages: ['sw', 'en'] },
    base: { name: 'Voi', lat: -3.39, lon: 38.56 },
  });
});
