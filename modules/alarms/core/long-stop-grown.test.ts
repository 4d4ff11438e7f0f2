// A long stop that is told late, and one that goes on until it is graver.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  anArmedSeal,
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  type Told,
  told,
  underway,
} from '../testing.ts';
import { evaluateDeadline } from './deadline.ts';

/** 2026-02-03 09:00 in Nairobi, when the version that grows is in force. */
const LATER = Date.UTC(2026, 1, 3, 6) as Instant;
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
const heardAt = (readings: readonly Told[], heardMin: number): Told[] =>
  readings.map((one) => ({ ...one, heardMin }));

type Row = {
  readonly name: string;
  readonly readings: readonly Told[];
  readonly alarms: number;
  readonly late: number;
};
const rows: readonly Row[] = [
  {
    name: 'told whole after a newer fix',
    readings: [away(90), ...heardAt(each([0, 10, 20, 30, 40]), 91)],
    alarms: 1,
    late: 1,
  },
  {
    name: 'near miss: 29 minutes, told late',
    readings: [away(90), ...heardAt([...each([0, 10, 20, 29]), away(31)], 91)],
    alarms: 0,
    late: 0,
  },
  {
    name: 'told late twice: the second time it is no news',
    readings: [away(90), ...heardAt([...each([0, 15, 30]), ...each([0, 15, 30])], 91)],
    alarms: 1,
    late: 1,
  },
  {
    name: 'told late in the wrong order',
    readings: [away(90), ...heardAt(each([0, 10, 20, 30, 40]).reverse(), 91)],
    alarms: 1,
    late: 1,
  },
  {
    name: 'near miss: a way told late in the wrong order is no stop',
    readings: [
      away(90),
      ...heardAt(
        [0, 10, 20, 30, 40].map((min) => still(min, besideRoad(36.2 + min / 100))).reverse(),
        91,
      ),
    ],
    alarms: 0,
    late: 0,
  },
  {
    name: 'raised when it was so: its details told late are no news',
    readings: [still(0), still(35), away(60), ...heardAt(each([5, 10, 15, 20, 25, 30, 34]), 61)],
    alarms: 1,
    late: 0,
  },
  {
    name: 'it goes on, and its details are told late',
    readings: [still(0), still(35), ...heardAt(each([1, 10, 20, 32]), 36), still(40)],
    alarms: 1,
    late: 0,
  },
  {
    name: 'in an allowed stop, told late',
    readings: [away(90), ...heardAt(each([0, 20, 40], besideRoad(37)), 91)],
    alarms: 0,
    late: 0,
  },
  {
    name: 'near miss: two stops an hour apart with nothing told between are two runs',
    readings: [away(200), ...heardAt(each([0, 10, 75, 85]), 201)],
    alarms: 0,
    late: 0,
  },
];

for (const { name, readings, alarms, late } of rows)
  test(`long stop: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one)));
    const own = raised.filter((one) => one.kind === 'long-stop');
    assert.equal(own.length, alarms);
    assert.equal(own.filter((one) => one.late).length, late);
    for (const one of own.filter((it) => it.late))
      assert.ok(one.why.some(({ code }) => code === 'told-late'));
  });

const severities = (minutes: readonly number[], start: Instant) =>
  follow(each(minutes).map((one) => told(one, start))).alarms.map((one) => [
    one.severity,
    one.rule.version,
    (one.occurredAt - start) / MINUTE_MS,
  ]);

test('it grows at the second threshold, in the same case, once', () => {
  const start = LATER;
  const { alarms } = follow(each([0, 31, 61, 90, 120]).map((one) => told(one, start)));
  assert.deepEqual(
    alarms.map(({ severity, occurredAt }) => [severity, (occurredAt - start) / MINUTE_MS]),
    [
      [3, 30],
      [2, 60],
    ],
  );
  assert.equal(alarms[0]?.case, alarms[1]?.case);
  assert.ok(alarms[1]?.why.some(({ code }) => code === 'stopped-longer'));
});

test('near miss: 59 minutes do not grow', () => {
  assert.deepEqual(severities([0, 31, 59], LATER), [[3, 2, 30]]);
});

test('first heard of when it has grown already: told once, as grave as it is', () => {
  assert.deepEqual(severities([0, 70, 80], LATER), [[2, 2, 30]]);
});

test('before the version that grows was in force it does not', () => {
  assert.deepEqual(severities([0, 31, 61, 120], NINE), [[3, 1, 30]]);
});

test('the clock alone finds both, and is due for both', () => {
  const journey = underway;
  const { seal, watch } = follow([told(still(0), LATER)]);
  const look = (min: number, known = watch) =>
    evaluateDeadline({
      seal,
      journey,
      route: aRouteIndex,
      watch: known,
      rules: defaultRules,
      now: addMs(LATER, min * MINUTE_MS),
    });
  const first = look(30);
  const stops = (one: typeof first) => one.raised.filter(({ kind }) => kind === 'long-stop');
  assert.deepEqual(
    stops(first).map(({ severity }) => severity),
    [3],
  );
  assert.ok((first.dueAt ?? 0) <= addMs(LATER, 60 * MINUTE_MS));
  assert.deepEqual(
    stops(look(60, first.watch)).map(({ severity, occurredAt }) => [severity, occurredAt]),
    [[2, addMs(LATER, 60 * MINUTE_MS)]],
  );
  assert.deepEqual(stops(look(61, look(60, first.watch).watch)), []);
  assert.deepEqual(anArmedSeal().custody.phase, 'armed');
});
