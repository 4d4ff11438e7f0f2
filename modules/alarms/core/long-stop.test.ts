import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  besideRoad,
  defaultRules,
  follow,
  NINE,
  type Told,
  TWENTY,
  told,
  underway,
} from '../testing.ts';
import { rulesAt } from './rule.ts';
import { isNight, tooLongAt } from './rules/long-stop.ts';

const still = (min: number, over: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.5),
  speedKmh: 0,
  ...over,
});
const each = (minutes: readonly number[], over: Partial<Told> = {}): Told[] =>
  minutes.map((min) => still(min, over));
const away = (min: number, over: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.6),
  ...over,
});

type Row = {
  readonly name: string;
  readonly readings: readonly Told[];
  readonly alarms: number;
  readonly start?: Instant;
};
const rows: readonly Row[] = [
  { name: 'half an hour by day', readings: each([0, 10, 20, 30]), alarms: 1 },
  { name: 'near miss: 29 minutes', readings: [...each([0, 10, 20, 29]), away(30)], alarms: 0 },
  { name: 'a quarter of an hour by night', readings: each([0, 10, 15]), alarms: 1, start: TWENTY },
  {
    name: 'near miss: 14 minutes by night',
    readings: [...each([0, 14]), away(15)],
    alarms: 0,
    start: TWENTY,
  },
  { name: 'near miss: a quarter of an hour by day', readings: each([0, 10, 15]), alarms: 0 },
  { name: 'it stays: once', readings: each([0, 30, 60, 90, 120]), alarms: 1 },
  {
    name: 'two stops are two',
    readings: [...each([0, 30]), away(40), ...each([50, 80], besideRoad(36.7))],
    alarms: 2,
  },
  { name: 'in an allowed stop', readings: each([0, 30, 60], besideRoad(37, 300)), alarms: 0 },
  { name: 'at the end of the route', readings: each([0, 30, 60], besideRoad(38)), alarms: 0 },
  {
    name: 'near miss: rolled into the allowed stop',
    readings: [...each([0, 20], besideRoad(37, 1_050)), ...each([25, 40], besideRoad(37, 950))],
    alarms: 0,
  },
  {
    name: 'a wandering fix does not end it',
    readings: [still(0), still(15, besideRoad(36.5, 150)), still(30)],
    alarms: 1,
  },
  {
    name: 'a spike of speed does not end it',
    readings: [still(0), still(15, { speedKmh: 30 }), still(30)],
    alarms: 1,
  },
  {
    name: 'moved on by 250 m: a new stop',
    readings: [still(0), still(15, besideRoad(36.5, 250)), still(35, besideRoad(36.5, 250))],
    alarms: 0,
  },
  {
    name: 'near miss: creeping in a queue',
    readings: Array.from({ length: 9 }, (_, at) =>
      still(at * 5, { ...besideRoad(36.5 + at * 0.003), speedKmh: 4 }),
    ),
    alarms: 0,
  },
  {
    name: 'near miss: passing at 5 km/h',
    readings: [still(0, { speedKmh: 5 }), still(31, { speedKmh: 5 })],
    alarms: 0,
  },
  {
    name: 'no speed told, one place',
    readings: each([0, 1, 15, 32], { speedKmh: null }),
    alarms: 1,
  },
  {
    name: 'standing without a fix goes on',
    readings: [still(0), still(30, { fix: 'none' })],
    alarms: 1,
  },
  { name: 'doubled', readings: each([0, 0, 30, 30]), alarms: 1 },
  {
    name: 'near miss: an older fix heard later does not lengthen it',
    readings: [still(20), still(0, { heardMin: 21 }), still(45)],
    alarms: 0,
  },
  {
    name: 'an older fix elsewhere does not end it',
    readings: [still(0), still(20), away(10, { heardMin: 21 }), still(30)],
    alarms: 1,
  },
  { name: '0,0 is no place to stop', readings: each([0, 30, 60], { lat: 0, lon: 0 }), alarms: 0 },
  {
    name: 'a wrong clock starts nothing',
    readings: [still(9_000_000, { heardMin: 0 }), still(9_000_040, { heardMin: 40 })],
    alarms: 0,
  },
];

for (const { name, readings, alarms, start } of rows)
  test(`long stop: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one, start)));
    assert.equal(raised.filter((one) => one.kind === 'long-stop').length, alarms);
  });

test('a truck that has not departed, or has arrived, may stand', () => {
  const journey = { ...underway, underway: false };
  const { raised, watch } = follow(
    each([0, 30, 60]).map((one) => told(one)),
    { journey },
  );
  assert.deepEqual(raised, []);
  assert.equal(watch?.stop, null);
});

test('the alarm is of the minute in which the stop became too long', () => {
  const { raised } = follow(each([0, 50]).map((one) => told(one)));
  assert.equal(raised[0]?.occurredAt, NINE + 30 * MINUTE_MS);
  assert.deepEqual(raised[0]?.why, [
    { code: 'stopped', params: { minutes: 50, since: '2023-11-14T06:00:00.000Z' } },
    { code: 'outside-allowed-stops', params: { limitMin: 30, night: false } },
  ]);
});

const { params } = rulesAt(defaultRules, NINE)['long-stop'];
const local = (hour: number, minute = 0): Instant =>
  Date.UTC(2023, 10, 14, hour - 3, minute) as Instant;

test('night is by the clock of Nairobi, its first minute in and its last out', () => {
  for (const [at, night] of [
    [local(18, 59), false],
    [local(19), true],
    [local(24), true],
    [local(29, 59), true],
    [local(30), false],
  ] as const)
    assert.equal(isNight(at, params), night);
});

test('a stop is too long by the hour that it has reached', () => {
  for (const [since, due] of [
    [local(12), local(12, 30)],
    [local(20), local(20, 15)],
    [local(18, 20), local(18, 50)],
    [local(18, 35), local(19)], // nightfall finds it 25 minutes old
    [local(18, 50), local(19, 5)],
    [local(29, 40), local(29, 55)],
    [local(29, 50), local(30, 20)], // day breaks before its quarter of an hour
  ] as const)
    assert.equal(tooLongAt(since, params), due);
});
