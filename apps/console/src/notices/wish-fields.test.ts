import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf, freshFields, minutesIn, type WishFields, wishOf } from './wish-fields.ts';

for (const [text, minutes] of [
  ['00:00', 0],
  ['06:30', 390],
  [' 23:59 ', 1_439],
  ['24:00', undefined],
  ['6:30', undefined],
  ['', undefined],
] as const)
  test(`'${text}' is ${minutes ?? 'no'} minutes`, () => assert.equal(minutesIn(text), minutes));

const fresh = freshFields('c', 'sw');
const rows: readonly [say: string, over: Partial<WishFields>, whole: boolean][] = [
  ['as it is first', {}, true],
  ['no channel', { channel: '' }, false],
  ['no topic', { topics: [] }, false],
  ['quiet at night', { isQuiet: true }, true],
  ['an hour that is none', { isQuiet: true, from: '25:00' }, false],
  ['hours without length', { isQuiet: true, from: '06:00' }, false],
  ['the same, but not wanted', { isQuiet: false, from: '06:00' }, true],
];
for (const [say, over, whole] of rows)
  test(`a wish: ${say}`, () => {
    assert.equal(wishOf({ ...fresh, ...over }, { of: 'all' }) !== undefined, whole);
  });

test('what is known of a wish comes back as it was', () => {
  const wish = wishOf({ ...fresh, isQuiet: true, zone: 'Africa/Kigali' }, { of: 'all' });
  assert.ok(wish !== undefined);
  const known = { ...wish, id: 's', for: 'me', madeAt: '' } as const;
  assert.deepEqual(wishOf(fieldsOf(known), known.scope), wish);
});
