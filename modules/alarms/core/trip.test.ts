// What the whole of a journey tells: how far it drove, that it lost its place, and how much time it took.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  anArmedSeal,
  aRouteIndex,
  atKm,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  type Told,
  told,
  underway,
} from '../testing.ts';
import { evaluateDeadline } from './deadline.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './default-rules.ts';
import type { Kind } from './kind.ts';
import { rulesOf } from './rule.ts';

const driven = (pairs: readonly (readonly [km: number, odometerKm: number | null])[]): Told[] =>
  pairs.map(([km, odometerKm], n) => ({ min: n * 30, ...atKm(km), odometerKm }));
const noFix = (minutes: readonly number[], over: Partial<Told> = {}): Told[] =>
  minutes.map((min) => ({ min, fix: 'none', lat: null, lon: null, speedKmh: 0, ...over }));
const fix = (min: number): Told => ({ min, ...atKm(30) });

type Row = {
  readonly kind: Kind;
  readonly name: string;
  readonly readings: readonly Told[];
  readonly alarms: number;
};
const rows: readonly Row[] = [
  {
    kind: 'trip-distance',
    name: '60 km more than the line',
    readings: driven([
      [20, 500],
      [50, 530],
      [50, 560],
      [50, 590],
    ]),
    alarms: 1,
  },
  {
    kind: 'trip-distance',
    name: 'near miss: the road is longer than the line',
    readings: driven([
      [20, 500],
      [50, 533],
      [80, 568],
      [110, 600],
      [140, 636],
    ]),
    alarms: 0,
  },
  {
    kind: 'trip-distance',
    name: 'near miss: within the slack',
    readings: driven([
      [20, 500],
      [50, 530],
      [50, 555],
    ]),
    alarms: 0,
  },
  {
    kind: 'trip-distance',
    name: 'once a journey',
    readings: driven([
      [20, 500],
      [20, 530],
      [20, 560],
      [20, 590],
      [20, 620],
    ]),
    alarms: 1,
  },
  {
    kind: 'trip-distance',
    name: 'near miss: an odometer that was reset, or jumps',
    readings: driven([
      [20, 50_000],
      [50, 30],
      [80, 60],
      [110, 90_000],
      [140, 90_030],
    ]),
    alarms: 0,
  },
  {
    kind: 'trip-distance',
    name: 'no odometer',
    readings: driven([
      [20, null],
      [20, null],
      [20, null],
    ]),
    alarms: 0,
  },
  {
    kind: 'trip-distance',
    name: 'doubled, and older words heard late',
    readings: [
      ...driven([
        [20, 500],
        [50, 530],
        [80, 562],
      ]).flatMap((one) => [one, one]),
      ...driven([
        [20, 300],
        [20, 250],
      ]).map((one) => ({ ...one, heardMin: 65 })),
    ],
    alarms: 0,
  },
  {
    kind: 'gps-lost',
    name: 'a quarter of an hour while driving',
    readings: [fix(0), ...noFix([1, 8, 16], { speedKmh: 60 })],
    alarms: 1,
  },
  {
    kind: 'gps-lost',
    name: 'near miss: 14 minutes while driving',
    readings: [fix(0), ...noFix([1, 8, 15], { speedKmh: 60 }), fix(16)],
    alarms: 0,
  },
  {
    kind: 'gps-lost',
    name: 'near miss: under a roof',
    readings: [fix(0), ...noFix([1, 20, 40, 60])],
    alarms: 0,
  },
  {
    kind: 'gps-lost',
    name: 'an hour at a place',
    readings: [fix(0), ...noFix([1, 30, 61])],
    alarms: 1,
  },
  {
    kind: 'gps-lost',
    name: 'it says no speed, but its odometer counts',
    readings: [fix(0), ...noFix([1], { odometerKm: 500 }), ...noFix([16], { odometerKm: 512 })],
    alarms: 1,
  },
  {
    kind: 'gps-lost',
    name: 'on and on: once',
    readings: [fix(0), ...noFix([1, 61, 90, 200])],
    alarms: 1,
  },
  { kind: 'gps-lost', name: 'one that never had a fix', readings: noFix([0, 61, 120]), alarms: 0 },
  {
    kind: 'gps-lost',
    name: '0,0 is no fix',
    readings: [fix(0), ...noFix([1, 16], { fix: 'gnss', lat: 0, lon: 0, speedKmh: 60 })],
    alarms: 1,
  },
  { kind: 'gps-lost', name: 'doubled', readings: [fix(0), ...noFix([1, 1, 61, 61])], alarms: 1 },
  {
    kind: 'gps-lost',
    name: 'told late it is over: there is a fix',
    readings: [fix(0), fix(90), ...noFix([1, 30, 61], { heardMin: 91 })],
    alarms: 0,
  },
];

for (const { kind, name, readings, alarms } of rows)
  test(`${kind}: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one)));
    assert.equal(raised.filter((one) => one.kind === kind).length, alarms);
  });

const ARMED = addMs(NINE, -60 * MINUTE_MS);
const limitAt = addMs(ARMED, 30 * HOUR_MS);

/** Looks at each of these instants in turn, as the clock does. */
function looked(instants: readonly Instant[], over: Partial<typeof underway> = {}) {
  let watch = null as ReturnType<typeof evaluateDeadline>['watch'];
  const found: (readonly [Kind, number, string])[] = [];
  let dueAt: Instant | null = null;
  for (const now of instants) {
    // It spoke just now, so that no silence comes between.
    const seal = anArmedSeal();
    const live = { ...seal.live, receivedAt: now };
    const judged = evaluateDeadline({
      seal: { ...seal, live },
      journey: { ...underway, ...over },
      route: aRouteIndex,
      watch,
      rules: defaultRules,
      now,
    });
    watch = judged.watch;
    dueAt = judged.dueAt;
    for (const { kind, severity, occurredAt } of judged.raised)
      found.push([kind, severity, new Date(occurredAt).toISOString()]);
  }
  return { found, dueAt, watch };
}
const iso = (at: Instant): string => new Date(at).toISOString();
const before = (at: Instant): Instant => addMs(at, -1);

test('a trip is warned of a day before its limit, and told of at it, once each', () => {
  const warnAt = addMs(limitAt, -24 * HOUR_MS);
  assert.deepEqual(looked([before(warnAt)]).found, []);
  const { found } = looked([
    warnAt,
    addMs(warnAt, HOUR_MS),
    before(limitAt),
    limitAt,
    addMs(limitAt, 1),
  ]);
  assert.deepEqual(found, [
    ['trip-time', 3, iso(warnAt)],
    ['trip-time', 2, iso(limitAt)],
  ]);
});

test('looked at when both are past: only the limit is told', () => {
  assert.deepEqual(looked([addMs(limitAt, HOUR_MS)]).found, [['trip-time', 2, iso(limitAt)]]);
});

test('a limit that is next is what it is due for', () => {
  const at = addMs(limitAt, -3 * MINUTE_MS);
  assert.equal(looked([at]).dueAt, limitAt);
});

test('a transit is warned of on day 25 and over on day 30', () => {
  const day = (n: number): Instant => addMs(ARMED, n * DAY_MS);
  const { found } = looked([day(2), before(day(25)), day(25), before(day(30)), day(30), day(31)]);
  assert.deepEqual(
    found.filter(([kind]) => kind === 'transit-period'),
    [
      ['transit-period', 3, iso(day(25))],
      ['transit-period', 2, iso(day(30))],
    ],
  );
});

test('a truck that is not under way has no limit', () => {
  assert.deepEqual(looked([addMs(ARMED, 40 * DAY_MS)], { underway: false }).found, []);
});

test('the law is the source of the period, and an override of a route its own', () => {
  const period = DEFAULT_RULES.find(({ kind }) => kind === 'transit-period');
  assert.equal(period?.basis, 'regulation');
  const rules = rulesOf(DEFAULT_RULES, {
    overrides: [
      {
        kind: 'transit-period',
        name: 'ten days',
        scope: { route: aRouteIndex.route.id },
        params: { warnDays: 8, limitDays: 10 },
        severity: null,
        effectiveFrom: 0 as Instant,
        until: null,
        basis: 'configuration',
        source: 'test',
      },
    ],
    fences: [],
    administrations: DEFAULT_ADMINISTRATIONS,
  });
  const seal = anArmedSeal();
  const now = addMs(ARMED, 10 * DAY_MS);
  const { raised } = evaluateDeadline({
    seal: { ...seal, live: { ...seal.live, receivedAt: now } },
    journey: underway,
    route: aRouteIndex,
    watch: null,
    rules,
    now,
  });
  const [alarm] = raised.filter(({ kind }) => kind === 'transit-period');
  assert.deepEqual(alarm?.rule, { kind: 'transit-period', version: 1, override: 'ten days' });
});

test('standing in an allowed stop is found by the clock alone', () => {
  const { seal, watch } = follow([told({ min: 0, ...besideRoad(37), speedKmh: 0 })]);
  const over = (hours: number) => {
    const now = addMs(NINE, hours * HOUR_MS);
    const live = { ...seal.live, receivedAt: now };
    const input = { seal: { ...seal, live }, journey: underway, route: aRouteIndex, watch };
    return evaluateDeadline({ ...input, rules: defaultRules, now }).raised.filter(
      ({ kind }) => kind === 'stop-overdue',
    );
  };
  assert.equal(over(11.9).length, 0);
  const [alarm] = over(12.1);
  assert.equal(alarm?.occurredAt, addMs(NINE, 12 * HOUR_MS));
  assert.equal(alarm?.why[0]?.code, 'stop-allows');
});
