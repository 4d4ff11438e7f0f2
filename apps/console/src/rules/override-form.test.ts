import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleNumber, RuleOverride } from '../api/rule-contract.ts';
import { type OverrideSaid, overrideFaults, overrideOf, overrideSaidOf } from './override-form.ts';

const base = { unit: 'min', min: 1, max: 600, isWhole: true, source: 'assumed' };
const NUMBERS: readonly RuleNumber[] = [{ ...base, name: 'dayMin', default: 30 }];
const NIGHT: RuleOverride = {
  name: 'Mariakani by night',
  scope: {
    place: { name: 'Mariakani', lat: -3.86, lon: 39.47, radiusM: 2_500 },
    route: 'nc-main',
    hours: { fromH: 22, untilH: 5, utcOffsetMin: 180 },
    model: 'JT709A',
  },
  params: { dayMin: 45 },
  severity: 2,
};
const SAID = overrideSaidOf(NIGHT);
const NOTHING = overrideSaidOf(undefined);
const NAMED: OverrideSaid = { ...NOTHING, name: 'On the main line' };

test('an override is said, and is the same again', () => {
  assert.deepEqual(overrideOf(SAID), NIGHT);
  const bare = { name: 'x', scope: { model: 'JT709A' }, params: {}, severity: 1 } as const;
  assert.deepEqual(overrideOf(overrideSaidOf(bare)), bare);
});

for (const [what, said, faults] of [
  ['all said', SAID, []],
  ['nothing said', NOTHING, ['name', 'scope', 'nothing']],
  ['named', NAMED, ['scope', 'nothing']],
  ['on a route', { ...NAMED, route: 'nc-main' }, ['nothing']],
  ['graver there', { ...NAMED, route: 'nc-main', severity: '1' }, []],
  ['half a place', { ...SAID, lon: '' }, ['place']],
  ['a place as large as a country', { ...SAID, radiusKm: '201' }, ['place']],
  ['an hour that no day has', { ...SAID, untilH: '25' }, ['hours']],
  ['a name that stands already', { ...SAID, name: 'Voi' }, ['nameTaken']],
  ['a number out of its bounds', { ...SAID, numbers: { dayMin: '601' } }, ['dayMin']],
] as const)
  test(`an override: ${what}`, () => {
    const found = overrideFaults(said, NUMBERS, ['Voi']);
    assert.deepEqual(
      found.map((it) => (typeof it === 'object' ? it.number.name : it)),
      faults,
    );
  });
