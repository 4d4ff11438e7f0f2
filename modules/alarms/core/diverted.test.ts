// The rules of a road while a bulletin diverts it: the diversion is as good as the road, for as long as it holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Diversion, diversionsOf } from '@lakiri/corridors';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  ROAD_LAT,
  type Told,
  told,
  underway,
} from '../testing.ts';
import { evaluateDeadline } from './deadline.ts';
import type { Kind } from './kind.ts';

const minute = (min: number): Instant => addMs(NINE, min * MINUTE_MS);
/** So many metres north of the road, from 36.3° to 36.7°. */
const NORTH_M = 4_000;
const { lat: northLat } = besideRoad(36.5, NORTH_M);
const layBy = {
  ...{ id: 'lay-by', name: 'Lay-by', short: 'Lay-by', kind: 'rest_stop', country: 'KE' },
  ...{ lat: northLat, lon: 36.5, radiusM: 300 },
} as Diversion['stops'][number];
const aDiversion: Diversion = {
  ...{ bulletin: 'b-1' as Diversion['bulletin'], number: 1, route: aRouteIndex.route.id },
  line: [
    [36.3, ROAD_LAT],
    [36.32, northLat],
    [36.68, northLat],
    [36.7, ROAD_LAT],
  ],
  ...{ widthM: 300, stops: [layBy], extraH: 0, from: minute(10), until: minute(20) },
};
const on = (min: number, more: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.4 + min * 0.005, NORTH_M),
  ...more,
});

type Row = {
  readonly name: string;
  readonly readings: readonly Told[];
  readonly kind?: Kind;
  readonly alarms: number;
  readonly over?: Partial<Diversion>;
};
const late = { heardMin: 60 };
const rows: readonly Row[] = [
  { name: 'before it begins', readings: [on(8), on(9)], alarms: 1 },
  { name: 'while it holds', readings: [on(10), on(12), on(19)], alarms: 0 },
  { name: 'from the very instant of its end', readings: [on(20), on(21)], alarms: 1 },
  { name: 'it ends while it is there', readings: [on(18), on(19), on(20), on(21)], alarms: 1 },
  { name: 'it begins at the second fix', readings: [on(9), on(10), on(11)], alarms: 0 },
  {
    name: 'on another route',
    readings: [on(12), on(13)],
    alarms: 1,
    over: { route: 'other' as Diversion['route'] },
  },
  {
    name: 'beside the diversion too',
    readings: [on(12, besideRoad(36.5, NORTH_M + 400)), on(13, besideRoad(36.5, NORTH_M + 400))],
    alarms: 1,
  },
  {
    name: 'told late, of the time that it held',
    readings: [on(12, late), on(13, late)],
    alarms: 0,
  },
  { name: 'told late, of a time before it', readings: [on(7, late), on(8, late)], alarms: 1 },
  {
    name: 'told early by a clock that runs ahead: not by tomorrow’s bulletin',
    readings: [on(10, { heardMin: 8 }), on(11, { heardMin: 9 })],
    alarms: 1,
  },
  {
    name: 'off before it begins, and by it back',
    readings: [on(7), on(8), on(12), on(13), on(20), on(21)],
    alarms: 2,
  },
  {
    name: 'it stands on the diversion, in no stop of it',
    kind: 'long-stop',
    readings: [0, 30, 60, 90, 120].map((min) => ({ ...on(11), min: 11 + min, speedKmh: 0 })),
    alarms: 1,
    over: { until: minute(600) },
  },
  {
    name: 'it stands in a stop of the diversion',
    kind: 'long-stop',
    readings: [0, 30, 60, 90, 120].map((min) => ({ ...on(20), min: 11 + min, speedKmh: 0 })),
    alarms: 0,
    over: { until: minute(600) },
  },
  {
    name: 'its odometer counts the longer way',
    kind: 'trip-distance',
    readings: [
      { min: 0, ...besideRoad(36.3), odometerKm: 100 },
      { ...on(0), min: 40, odometerKm: 137 },
      { ...on(50), min: 80, odometerKm: 172 },
      { min: 120, ...besideRoad(36.72), odometerKm: 190 },
    ],
    alarms: 0,
    over: { until: minute(600) },
  },
];
for (const { name, readings, kind = 'off-route', alarms, over } of rows)
  test(`${kind}: ${name}`, () => {
    const diversions = diversionsOf([{ ...aDiversion, ...over }]);
    const { raised } = follow(
      readings.map((one) => told(one)),
      { diversions },
    );
    assert.equal(raised.filter((one) => one.kind === kind).length, alarms);
  });

test('the longer way is what keeps an odometer quiet', () => {
  const readings = rows.at(-1)?.readings.map((one) => told(one)) ?? [];
  assert.ok(follow(readings).raised.some(({ kind }) => kind === 'trip-distance'));
});

const LIMIT_H = aRouteIndex.route.timeLimitH;
/** Armed an hour before nine; `h` after that. */
const armed = addMs(NINE, -HOUR_MS);
const hours = (h: number): Instant => addMs(armed, h * HOUR_MS);
for (const [say, from, until, now, over] of [
  ['over while it held', hours(5), hours(9), hours(LIMIT_H + 1), false],
  ['and with what was given, too', hours(5), hours(9), hours(LIMIT_H + 6), true],
  ['of before it was armed', hours(-9), hours(-5), hours(LIMIT_H + 1), true],
  ['of later', hours(LIMIT_H + 5), hours(LIMIT_H + 9), hours(LIMIT_H + 1), true],
] as const)
  test(`a journey has the hours that a bulletin gives: ${say}`, () => {
    const { seal, watch } = follow([told({ min: 0 })]);
    const diversions = diversionsOf([{ ...aDiversion, extraH: 6, from, until }]);
    const { raised } = evaluateDeadline({
      ...{ seal, watch, journey: underway, route: aRouteIndex, rules: defaultRules, now },
      diversions,
    });
    const codes = raised.flatMap(({ why }) => why.map(({ code }) => code));
    assert.equal(codes.includes('trip-time-over'), over, codes.join(' '));
  });
