import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BITS, type SealEvent } from '@lakiri/kit';
import { follow, type Told, told } from '../testing.ts';

const refused = (min: number, over: Partial<SealEvent> = {}, more: Partial<Told> = {}): Told => ({
  min,
  event: {
    type: 'unlock.refusedCard',
    credential: '0013953759',
    wrongCount: null,
    verification: 0,
    ...over,
  },
  ...more,
});
const alleged = (min: number, so: boolean, more: Partial<Told> = {}): Told => ({
  min,
  bits: { ...NO_BITS, wrongPassword: so },
  ...more,
});

type Row = { readonly name: string; readonly readings: readonly Told[]; readonly alarms: number };
const rows: readonly Row[] = [
  {
    name: 'three within half an hour',
    readings: [refused(0), refused(10), refused(30)],
    alarms: 1,
  },
  { name: 'near miss: two', readings: [refused(0), refused(10)], alarms: 0 },
  {
    name: 'near miss: three in 31 minutes',
    readings: [refused(0), refused(10), refused(31)],
    alarms: 0,
  },
  {
    name: 'near miss: one told three times',
    readings: [refused(0), refused(0, {}, { heardMin: 1 }), refused(0, {}, { heardMin: 2 })],
    alarms: 0,
  },
  { name: 'out of order', readings: [refused(20), refused(0), refused(10)], alarms: 1 },
  {
    name: 'late, after newer positions',
    readings: [
      { min: 60 },
      refused(0, {}, { heardMin: 61 }),
      refused(1, {}, { heardMin: 61 }),
      refused(2, {}, { heardMin: 61 }),
    ],
    alarms: 1,
  },
  {
    name: 'three more are another alarm, a fourth is not',
    readings: [refused(0), refused(1), refused(2), refused(3), refused(4)],
    alarms: 1,
  },
  {
    name: 'six are two alarms',
    readings: [refused(0), refused(1), refused(2), refused(3), refused(4), refused(5)],
    alarms: 2,
  },
  {
    name: 'six told twice and backwards are two alarms',
    readings: [5, 4, 3, 2, 1, 0, 0, 1, 2, 3, 4, 5].map((min) => refused(min)),
    alarms: 2,
  },
  {
    name: 'the device has counted three itself',
    readings: [refused(0, { wrongCount: 3 })],
    alarms: 1,
  },
  {
    name: 'near miss: the device has counted two',
    readings: [refused(0, { wrongCount: 2 })],
    alarms: 0,
  },
  {
    name: 'the same counted attempt with a wrong clock, heard twice',
    readings: [
      refused(90_000_000, { wrongCount: 3 }, { heardMin: 0 }),
      refused(90_000_000, { wrongCount: 3 }, { heardMin: 1 }),
    ],
    alarms: 1,
  },
  {
    name: 'the device says: wrong password',
    readings: [alleged(0, false), alleged(1, true)],
    alarms: 1,
  },
  {
    name: 'it goes on saying so',
    readings: [alleged(0, true), alleged(1, true), alleged(40, true)],
    alarms: 1,
  },
  {
    name: 'again after it was over',
    readings: [alleged(0, true), alleged(1, false), alleged(2, true)],
    alarms: 2,
  },
  {
    name: 'the word told late, and told late again',
    readings: [
      alleged(60, false),
      alleged(1, true, { heardMin: 61 }),
      alleged(1, true, { heardMin: 62 }),
    ],
    alarms: 1,
  },
  {
    name: 'the word told late by many readings of one time',
    readings: [alleged(60, false), ...[1, 2, 3].map((min) => alleged(min, true, { heardMin: 61 }))],
    alarms: 1,
  },
  { name: 'at 0,0', readings: [alleged(0, true, { lat: 0, lon: 0 })], alarms: 1 },
  { name: 'before arming', readings: [-70, -69, -68].map((min) => refused(min)), alarms: 0 },
  {
    name: 'near miss: accepted ones are not refused',
    readings: [0, 1, 2].map((min) => refused(min, { type: 'lock.auto' })),
    alarms: 0,
  },
];

for (const { name, readings, alarms } of rows)
  test(`unlock refused: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one)));
    assert.equal(raised.filter((one) => one.kind === 'unlock-refused').length, alarms);
  });

test('it names the attempts, and of the card the end only', () => {
  const { raised } = follow([refused(0), refused(1), refused(2)].map((one) => told(one)));
  assert.deepEqual(raised[0]?.why, [
    { code: 'attempts-refused', params: { attempts: 3, withinMin: 30 } },
    { code: 'attempt-refused', params: { method: 'unlock.refusedCard', credential: '…3759' } },
  ]);
});

test('what is remembered of attempts stays small', () => {
  const many = Array.from({ length: 500 }, (_, at) => refused(at * 0.1));
  const { watch } = follow(many.map((one) => told(one)));
  assert.equal(watch?.attempts.length, 12);
  const backwards = follow(many.toReversed().map((one) => told(one)));
  assert.deepEqual(
    backwards.watch?.attempts.map(({ at }) => at),
    watch?.attempts.map(({ at }) => at),
    'the newest, in order of time',
  );
});
