// What a truck does on its way: each kind with what is just not it, told doubled, late and in the wrong order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundedBy } from '@lakiri/corridors';
import { addMs, type Instant, MINUTE_MS, type Position } from '@lakiri/kit';
import { atKm, besideRoad, follow, NINE, type Told, TWENTY, told, underway } from '../testing.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './default-rules.ts';
import type { Kind } from './kind.ts';
import { type Rules, rulesOf } from './rule.ts';
import type { Fence, Override } from './scope.ts';

const always = { effectiveFrom: 0 as Instant, until: null, source: 'test' };
/** A yard of four corners, of which one is cut out of the circle around it. */
const yard: Fence = {
  ...{ id: 'yard', name: 'The yard', ...always },
  ...boundedBy({
    is: 'polygon',
    ring: [
      [-600, -600],
      [600, -600],
      [600, 600],
      [0, 0],
    ].map(([x = 0, y = 0]) => eastOf(atKm(90, 5_000), x, y)),
  }),
};
const dump: Fence = { id: 'dump', name: 'The dump', ...atKm(60, 1_500), radiusM: 400, ...always };
function eastOf({ lat, lon }: Position, x: number, y: number): readonly [number, number] {
  const mPerDeg = 111_195;
  return [lon + x / (mPerDeg * Math.cos((lat * Math.PI) / 180)), lat + y / mPerDeg];
}
function inYard(x: number, y: number): Position {
  const [lon, lat] = eastOf(atKm(90, 5_000), x, y);
  return { lat, lon };
}
const nightIsForbidden: Override = {
  kind: 'night-move',
  name: 'no driving by night',
  scope: { hours: { fromH: 19, untilH: 6, utcOffsetMin: 180 } },
  params: { on: 1 },
  severity: null,
  basis: 'configuration',
  ...always,
};
const rules: Rules = rulesOf(DEFAULT_RULES, {
  overrides: [nightIsForbidden],
  fences: [dump, yard],
  administrations: DEFAULT_ADMINISTRATIONS,
});

type Row = {
  readonly name: string;
  readonly readings: readonly Told[];
  readonly alarms: number;
  readonly start?: Instant;
  /** Of those alarms, how many are said to have been told late. */
  readonly late?: number;
};

const drive = (kms: readonly number[], over: Partial<Told> = {}, everyMin = 5): Told[] =>
  kms.map((km, n) => ({ min: n * everyMin, ...atKm(km), speedKmh: 50, ...over }));
const heardAt = (readings: readonly Told[], heardMin: number): Told[] =>
  readings.map((one) => ({ ...one, heardMin }));
/** A reading in the present, so that what follows of the time before it is late. */
const now = (min: number, over: Partial<Told> = {}): Told => ({ min, ...atKm(100), ...over });

const back = [50, 54, 52, 50, 48.5];
const wrongWay: readonly Row[] = [
  { name: 'more than 5 km back', readings: drive(back), alarms: 1 },
  { name: 'near miss: 4.9 km back', readings: drive([50, 54, 52, 49.1]), alarms: 0 },
  { name: 'on and on: once', readings: drive([...back, 46, 44, 42]), alarms: 1 },
  { name: 'forward again, and back again', readings: drive([...back, 54, 57, 53, 51]), alarms: 2 },
  {
    name: 'near miss: back at the place where it turned before the limit',
    readings: drive([54, 50, 54.1, 58, 54, 53.5]),
    alarms: 0,
  },
  {
    name: 'near miss: a fix that wanders back',
    readings: drive([50, 49.95, 49.9, 49.85]),
    alarms: 0,
  },
  { name: 'near miss: standing', readings: drive(back, { speedKmh: 2 }), alarms: 0 },
  {
    name: 'near miss: off its route it goes nowhere along it',
    readings: drive(back).map((one, n) =>
      n < 2 ? one : { ...one, lat: (one.lat as number) + 0.01 },
    ),
    alarms: 0,
  },
  { name: 'doubled', readings: drive(back).flatMap((one) => [one, one]), alarms: 1 },
  { name: 'told late', readings: [now(60), ...heardAt(drive(back), 61)], alarms: 1, late: 1 },
  {
    name: 'told when it was so and again in more detail late',
    readings: [
      ...drive([50, 54, 48.5], {}, 10),
      ...heardAt(
        drive([53, 51, 49, 47], {}, 2).map((one) => ({ ...one, min: one.min + 11 })),
        30,
      ),
    ],
    alarms: 1,
  },
  {
    name: 'near miss: forward, but told in the wrong order',
    readings: [now(60), ...heardAt(drive([50, 54, 58, 62]).reverse(), 61)],
    alarms: 0,
  },
];

const fast = (kmh: readonly (number | null)[], everyMin = 1): Told[] =>
  kmh.map((speedKmh, n) => ({ min: n * everyMin, ...atKm(30 + n), speedKmh }));
const overspeed: readonly Row[] = [
  { name: 'two minutes too fast', readings: fast([60, 85, 86, 90]), alarms: 1 },
  { name: 'near miss: at the limit', readings: fast([60, 80, 80, 80, 80]), alarms: 0 },
  { name: 'near miss: one minute', readings: fast([60, 85, 86, 70]), alarms: 0 },
  { name: 'near miss: a spike', readings: fast([60, 140, 60, 140, 60, 140]), alarms: 0 },
  { name: 'on and on: once', readings: fast([85, 86, 90, 85, 79, 84, 88, 90]), alarms: 1 },
  { name: 'slow again, then again', readings: fast([85, 86, 90, 70, 85, 86, 90]), alarms: 2 },
  { name: 'near miss: a gap between two', readings: fast([60, 85, 86], 11), alarms: 0 },
  { name: 'no speed told', readings: fast([null, null, null, null]), alarms: 0 },
  { name: 'doubled', readings: fast([60, 85, 86, 90]).flatMap((one) => [one, one]), alarms: 1 },
  {
    name: 'told late',
    readings: [now(60), ...heardAt(fast([60, 85, 86, 90]), 61)],
    alarms: 1,
    late: 1,
  },
  {
    name: 'in the wrong order it is not proved',
    readings: [now(60), ...heardAt(fast([60, 85, 70, 90]).reverse(), 61)],
    alarms: 0,
  },
];

const inDump = (mins: readonly number[], over: Partial<Told> = {}): Told[] =>
  mins.map((min) => ({ min, ...atKm(60, 1_400), speedKmh: 20, ...over }));
const forbidden: readonly Row[] = [
  { name: 'in the fence at two fixes', readings: inDump([0, 2]), alarms: 1 },
  { name: 'near miss: one fix', readings: [...inDump([0]), ...drive([61])], alarms: 0 },
  { name: 'near miss: along the road beside it', readings: drive([59, 60, 61]), alarms: 0 },
  {
    name: 'near miss: 50 m outside',
    readings: inDump([0, 2, 4], atKm(60, 1_040)),
    alarms: 0,
  },
  { name: 'stays: once', readings: inDump([0, 2, 4, 20, 40]), alarms: 1 },
  {
    name: 'a fix that wanders over the fence is no second coming',
    readings: [...inDump([0, 2]), ...inDump([4], atKm(60, 1_050)), ...inDump([6, 8])],
    alarms: 1,
  },
  {
    name: 'away and there again',
    readings: [...inDump([0, 2]), ...inDump([10], atKm(60)), ...inDump([20, 22])],
    alarms: 2,
  },
  { name: 'doubled: one fix told twice is one', readings: inDump([0, 0]), alarms: 0 },
  { name: 'told late', readings: [now(60), ...heardAt(inDump([0, 2]), 61)], alarms: 1, late: 1 },
  {
    name: 'in a polygon',
    readings: inDump([0, 2], inYard(400, 0)),
    alarms: 1,
  },
  {
    name: 'near miss: in the circle around a polygon, and not in it',
    readings: inDump([0, 2, 4], inYard(-300, 300)),
    alarms: 0,
  },
  {
    name: 'at the edge of a polygon and back is no second coming',
    readings: [
      ...inDump([0, 2], inYard(400, 0)),
      ...inDump([4], inYard(650, 0)),
      ...inDump([6, 8], inYard(400, 0)),
    ],
    alarms: 1,
  },
  { name: '0,0 is nowhere', readings: inDump([0, 2], { lat: 0, lon: 0 }), alarms: 0 },
];

const night = (mins: readonly number[], speedKmh: number): Told[] =>
  mins.map((min) => ({ min, ...atKm(30 + min / 2), speedKmh }));
const nightMove: readonly Row[] = [
  { name: 'ten minutes by night', readings: night([0, 5, 10], 40), alarms: 1, start: TWENTY },
  { name: 'near miss: nine minutes', readings: night([0, 5, 9], 40), alarms: 0, start: TWENTY },
  { name: 'near miss: by day', readings: night([0, 5, 10, 20], 40), alarms: 0 },
  { name: 'near miss: creeping', readings: night([0, 5, 10], 10), alarms: 0, start: TWENTY },
  {
    name: 'stop and go: once a night',
    readings: [...night([0, 5, 10], 40), ...night([15], 0), ...night([30, 45], 40)],
    alarms: 1,
    start: TWENTY,
  },
  {
    name: 'told late',
    readings: [now(60, { speedKmh: 0 }), ...heardAt(night([0, 5, 10], 40), 61)],
    alarms: 1,
    late: 1,
    start: TWENTY,
  },
];

const HOURS = 60;
const inMiddle = (hours: readonly number[], over: Partial<Told> = {}): Told[] =>
  hours.map((hour) => ({ min: hour * HOURS, ...besideRoad(37, 200), speedKmh: 0, ...over }));
const stopOverdue: readonly Row[] = [
  { name: 'longer than a night’s rest', readings: inMiddle([0, 6, 12]), alarms: 1 },
  { name: 'near miss: eleven hours', readings: inMiddle([0, 6, 11]), alarms: 0 },
  {
    name: 'near miss: out and in again',
    readings: [
      ...inMiddle([0, 6]),
      { min: 7 * HOURS, ...besideRoad(37.1), speedKmh: 40 },
      ...inMiddle([8, 13]),
    ],
    alarms: 0,
  },
  { name: 'stays: once', readings: inMiddle([0, 12, 13, 20, 30]), alarms: 1 },
  {
    name: 'near miss: passing through begins nothing',
    readings: inMiddle([0], { speedKmh: 40 }),
    alarms: 0,
  },
  { name: 'at the end of the route', readings: inMiddle([0, 20], besideRoad(38)), alarms: 0 },
  {
    name: 'no speed told, one place',
    readings: inMiddle([0, 1, 14], { speedKmh: null }),
    alarms: 1,
  },
  { name: 'doubled', readings: inMiddle([0, 0, 12, 12]), alarms: 1 },
  {
    name: 'told late',
    readings: [
      now(20 * HOURS),
      ...heardAt(inMiddle(Array.from({ length: 25 }, (_, n) => n / 2)), 20 * HOURS + 1),
    ],
    alarms: 1,
    late: 1,
  },
];

const tables = {
  'wrong-way': wrongWay,
  overspeed,
  'forbidden-place': forbidden,
  'night-move': nightMove,
  'stop-overdue': stopOverdue,
} as const satisfies { readonly [K in Kind]?: readonly Row[] };

for (const [kind, rows] of Object.entries(tables))
  for (const { name, readings, alarms, start, late = 0 } of rows as readonly Row[])
    test(`${kind}: ${name}`, () => {
      const { raised } = follow(
        readings.map((one) => told(one, start)),
        { rules },
      );
      const own = raised.filter((one) => one.kind === kind);
      assert.equal(own.length, alarms);
      const toldLate = own.filter(({ why }) => why.some(({ code }) => code === 'told-late'));
      assert.equal(toldLate.length, late);
      assert.ok(own.every((one) => one.late === late > 0));
    });

test('night driving is allowed where nothing says otherwise', () => {
  const { raised } = follow(night([0, 5, 10, 20], 40).map((one) => told(one, TWENTY)));
  assert.deepEqual(raised, []);
});

test('a truck that has not departed, or has arrived, breaks no rule of the way', () => {
  const journey = { ...underway, underway: false };
  for (const readings of [drive(back), night([0, 5, 10], 40), inMiddle([0, 12])])
    assert.deepEqual(
      follow(
        readings.map((one) => told(one, TWENTY)),
        { rules, journey },
      ).raised,
      [],
    );
});

test('an ordinary way is nothing to remember', () => {
  const day = Array.from({ length: 180 }, (_, min): Told => ({ min, ...atKm(20 + min * 0.9) }));
  const { watch, changes, raised } = follow(
    day.map((one) => told(one)),
    { rules },
  );
  assert.deepEqual(raised, []);
  assert.equal(changes, 1, 'the watch is begun, and stays the same object');
  assert.equal(watch?.memory, undefined);
});

test('what is over is forgotten but for the time it was raised for', () => {
  const { watch } = follow(
    drive([...back, 54, 58]).map((one) => told(one)),
    { rules },
  );
  assert.deepEqual(watch?.memory?.spans, [
    { kind: 'wrong-way', from: addMs(NINE, 5 * MINUTE_MS), until: addMs(NINE, 25 * MINUTE_MS) },
  ]);
});
