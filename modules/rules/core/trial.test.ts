// A seal's way judged again beside bulletins: each report as the live fold judged it, whatever is in force today.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kind, Raised } from '@lakiri/alarms';
import {
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  ROAD_LAT,
  type Told,
  told,
} from '@lakiri/alarms/testing';
import { type Diversion, diversionsOf } from '@lakiri/corridors';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { aJourney, aSeal } from '@lakiri/seals/testing';
import { type TrialFact, tryFitting } from './trial.ts';

const minute = (min: number): Instant => addMs(NINE, min * MINUTE_MS);
const armedAt = addMs(NINE, -HOUR_MS);
const NORTH_M = 4_000;
const { lat } = besideRoad(36.5, NORTH_M);
const aDiversion: Diversion = {
  ...{ bulletin: 'b-1' as Diversion['bulletin'], number: 1, route: aRouteIndex.route.id },
  line: [
    [36.3, ROAD_LAT],
    [36.32, lat],
    [36.68, lat],
    [36.7, ROAD_LAT],
  ],
  ...{ widthM: 300, stops: [], extraH: 0, from: minute(10), until: minute(20) },
};
const [seal, on] = [aSeal(), { subjectKind: 'seal', subject: aSeal().id } as const];
const journey = { journey: aJourney };
const facts = [
  { ...on, type: 'seal-fitted', body: journey },
  { ...on, type: 'seal-armed', body: { at: armedAt } },
  { ...on, type: 'journey-moved', body: { ...journey, milestone: 'departed' } },
].map((event, n) => ({ version: n + 1, receivedAt: armedAt, event })) as readonly TrialFact[];

type Tried = {
  readonly kind: Kind;
  readonly readings: readonly Told[];
  readonly bulletins: readonly Diversion[];
  readonly until: Instant;
};

function alarmsOf({ kind, readings, bulletins, until }: Tried): readonly Raised[] {
  const heard = readings.map((one, n) => ({ ...told(one), sealVersion: facts.length + 1 + n }));
  const rules = { present: defaultRules, drafted: defaultRules };
  const { raised } = tryFitting(
    {
      ...{ journey: aJourney, seal, owner: null, facts, readings: heard, until },
      ...{ route: aRouteIndex, routeOf: () => aRouteIndex, diversions: diversionsOf(bulletins) },
      aroundOf: () => ({
        ...{ deadZone: null, jammedAt: null, near: { seals: 0, late: 0 }, incident: null },
      }),
    },
    kind,
    rules,
  );
  assert.deepEqual(raised.drafted, raised.present, 'one rulebook on both sides');
  return raised.present;
}

const there = (min: number, more: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.4 + min * 0.005, NORTH_M),
  ...more,
});
const late = { heardMin: 60 };
type Row = readonly [
  say: string,
  readings: readonly Told[],
  alarms: number,
  over?: Partial<Diversion>,
];
const rows: readonly Row[] = [
  ['without a bulletin of its route', [there(12), there(13)], 1, { route: 'other' as never }],
  ['before it holds', [there(8), there(9)], 1],
  ['while it holds', [there(10), there(12), there(19)], 0],
  ['from the very instant of its end', [there(20), there(21)], 1],
  ['published for later, ended early', [there(12), there(13)], 1, { until: minute(11) }],
  ['beside the diversion too', [12, 13].map((min) => there(min, besideRoad(36.5, 4_400))), 1],
  ['told late, of the time that it held', [there(12, late), there(13, late)], 0],
  ['told late, of a time before it', [there(7, late), there(8, late)], 1],
  ['told by a clock that runs ahead', [there(10, { heardMin: 8 }), there(11, { heardMin: 9 })], 1],
];
for (const [say, readings, alarms, over] of rows)
  test(`a back-test judges it as it was judged: ${say}`, () => {
    const bulletins = [{ ...aDiversion, ...over }];
    const tried = alarmsOf({ kind: 'off-route', readings, bulletins, until: minute(90) });
    const live = follow(
      readings.map((one) => told(one)),
      { diversions: diversionsOf(bulletins) },
    ).raised.filter(({ kind }) => kind === 'off-route');
    assert.equal(tried.length, alarms);
    assert.deepEqual(tried, live);
  });

const LIMIT_H = aRouteIndex.route.timeLimitH;
const hours = (h: number): Instant => addMs(armedAt, h * HOUR_MS);
for (const [say, extraH, from, until, told] of [
  ['none are given', 0, hours(5), hours(9), 1],
  ['given while it ran', 6, hours(5), hours(9), 0],
  ['given before it was armed', 6, hours(-9), hours(-5), 1],
  ['of a bulletin that begins when its time is over', 6, hours(LIMIT_H + 2), hours(99), 1],
] as const)
  test(`a back-test gives the hours of a bulletin: ${say}`, () => {
    const bulletins = [{ ...aDiversion, extraH, from, until }];
    const asked = { readings: [{ min: 0 }], bulletins, until: hours(LIMIT_H + 1) };
    const over = alarmsOf({ kind: 'trip-time', ...asked }).flatMap(({ why }) =>
      why.filter(({ code }) => code === 'trip-time-over'),
    );
    assert.equal(over.length, told);
  });
