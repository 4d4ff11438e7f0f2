import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesOf, profileIn } from './profile-entries.ts';

const padlock = {
  alarms: { '0': { bit: 'ropeCut', word: 'removing' }, '21': { bit: 'motorLocked', when: false } },
  satelliteBits: [1, 18],
  items: 'padlock',
  utcOffsetMinutes: 0,
};

test('a profile is one entry a line', () =>
  assert.deepEqual(entriesOf(padlock), [
    { path: 'alarms.0.bit', value: 'ropeCut' },
    { path: 'alarms.0.word', value: 'removing' },
    { path: 'alarms.21.bit', value: 'motorLocked' },
    { path: 'alarms.21.when', value: 'false' },
    { path: 'items', value: 'padlock' },
    { path: 'satelliteBits', value: '[1,18]' },
    { path: 'utcOffsetMinutes', value: '0' },
  ]));

for (const [what, profile] of [
  ['maps of alarms', padlock],
  ['words that look like numbers', { a: '1', b: 'true', c: '', d: ' x ', e: '"q"', f: 'null' }],
  ['names with dots and signs of percent', { 'a.b': { '%2E': 1, '': 2 }, '%': { x: 3 } }],
  ['empty maps and lists', { a: {}, b: [], c: [{ d: {} }] }],
  ['a name that objects have', JSON.parse('{"__proto__":{"x":1},"constructor":2}') as object],
] as const)
  test(`${what} come back as they were`, () =>
    assert.deepEqual(profileIn(entriesOf(profile)), { profile }));

for (const [what, entries, wrong] of [
  ['an entry without a way', [{ path: ' ', value: '1' }], ' '],
  [
    'a way told twice',
    [
      { path: 'a', value: '1' },
      { path: 'a', value: '2' },
    ],
    'a',
  ],
  [
    'a way within another',
    [
      { path: 'a', value: '1' },
      { path: 'a.b', value: '2' },
    ],
    'a.b',
  ],
] as const)
  test(`${what} makes no profile`, () => assert.deepEqual(profileIn(entries), { wrong }));

test('no entry is no profile: the dialect’s own standard', () => {
  assert.deepEqual(entriesOf(null), []);
  assert.deepEqual(profileIn([]), { profile: null });
});
