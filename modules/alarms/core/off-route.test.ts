import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideRoad, follow, type Told, told } from '../testing.ts';

/** On the road at 36.2° plus a kilometre a minute, so many metres north of it. */
const at = (min: number, northM: number, more: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.2 + min * 0.009, northM),
  ...more,
});

type Row = { readonly name: string; readonly readings: readonly Told[]; readonly alarms: number };
const rows: readonly Row[] = [
  { name: 'two fixes beyond the buffer', readings: [at(0, 0), at(1, 510), at(2, 510)], alarms: 1 },
  {
    name: 'near miss: two fixes within it',
    readings: [at(0, 0), at(1, 490), at(2, 490)],
    alarms: 0,
  },
  {
    name: 'near miss: one wild fix',
    readings: [at(0, 0), at(1, 5_000), at(2, 0), at(3, 0)],
    alarms: 0,
  },
  {
    name: 'near miss: two wild fixes apart',
    readings: [at(0, 900), at(1, 0), at(2, 900), at(3, 0)],
    alarms: 0,
  },
  {
    name: 'near miss: one wild fix heard twice',
    readings: [at(1, 900), at(1, 900), at(2, 0)],
    alarms: 0,
  },
  {
    name: 'outside, then two minutes in which it does not say where',
    readings: [at(0, 900), at(2, 0, { fix: 'none' })],
    alarms: 1,
  },
  {
    name: 'near miss: outside, then a minute of not saying where',
    readings: [at(0, 900), at(1, 0, { fix: 'none' })],
    alarms: 0,
  },
  { name: 'it stays outside', readings: [0, 1, 2, 3, 4, 5].map((min) => at(min, 900)), alarms: 1 },
  {
    name: 'along the edge, in and out: once',
    readings: [at(0, 510), at(1, 510), at(2, 450), at(3, 510), at(4, 450), at(5, 510), at(6, 510)],
    alarms: 1,
  },
  {
    name: 'one fix well inside is not back',
    readings: [at(0, 510), at(1, 510), at(2, 300), at(3, 510), at(4, 510)],
    alarms: 1,
  },
  {
    name: 'well inside now and then is not back',
    readings: [510, 510, 390, 510, 390, 510, 510].map((northM, min) => at(min, northM)),
    alarms: 1,
  },
  {
    name: 'near miss: one wild fix told again after it was silent about its place',
    readings: [at(0, 900), at(1, 0, { fix: 'none' }), at(0, 900, { heardMin: 2 }), at(2, 0)],
    alarms: 0,
  },
  {
    name: 'back for two fixes, and out again',
    readings: [at(0, 510), at(1, 510), at(2, 390), at(3, 390), at(4, 510), at(5, 510)],
    alarms: 2,
  },
  {
    name: '0,0 is no place',
    readings: [at(0, 0), at(1, 0, { lat: 0, lon: 0 }), at(2, 0, { lat: 0, lon: 0 })],
    alarms: 0,
  },
  {
    name: 'a cell is no place',
    readings: [at(0, 0), at(1, 9_000, { fix: 'cell' }), at(2, 9_000, { fix: 'cell' })],
    alarms: 0,
  },
  {
    name: 'a wrong clock gives no place',
    readings: [
      at(0, 0),
      at(9_000_000, 900, { heardMin: 1, lon: 36.2 }),
      at(9_000_001, 900, { heardMin: 2, lon: 36.2 }),
    ],
    alarms: 0,
  },
  {
    name: 'in the fence of a place of the route',
    readings: [
      at(0, 0, besideRoad(37, 900)),
      at(1, 0, besideRoad(37, 900)),
      at(2, 0, besideRoad(37, 900)),
    ],
    alarms: 0,
  },
  {
    name: 'near miss of that: as far out beside no place',
    readings: [at(0, 0, besideRoad(37.1, 900)), at(1, 0, besideRoad(37.1, 900))],
    alarms: 1,
  },
  {
    name: 'newest first: the second is older',
    readings: [at(9, 900), at(8, 900, { heardMin: 9 })],
    alarms: 1,
  },
  {
    name: 'near miss: newest first, the older long ago',
    readings: [at(50, 900), at(8, 900, { heardMin: 50 }), at(51, 0)],
    alarms: 0,
  },
  {
    name: 'a detour told late, after the truck was seen on the road again',
    readings: [
      at(60, 0),
      at(10, 900, { heardMin: 61 }),
      at(11, 900, { heardMin: 61 }),
      at(12, 900, { heardMin: 61 }),
    ],
    alarms: 1,
  },
  {
    name: 'the same detour told backwards and twice',
    readings: [at(60, 0), ...[12, 11, 10, 10, 11, 12].map((min) => at(min, 900, { heardMin: 61 }))],
    alarms: 1,
  },
  {
    name: 'near miss: one late wild fix, told twice',
    readings: [at(60, 0), at(10, 900, { heardMin: 61 }), at(10, 900, { heardMin: 62 })],
    alarms: 0,
  },
  {
    name: 'near miss: late wild fixes far apart',
    readings: [at(90, 0), at(10, 900, { heardMin: 91 }), at(40, 900, { heardMin: 91 })],
    alarms: 0,
  },
  {
    name: 'late fixes of a detour already seen',
    readings: [
      ...[10, 11, 12].map((min) => at(min, 900)),
      ...[13, 14].map((min) => at(min, 0)),
      ...[10.5, 11.5, 12.5].map((min) => at(min, 900, { heardMin: 15 })),
    ],
    alarms: 1,
  },
  {
    name: 'late fixes of the detour it is on',
    readings: [
      ...[10, 12, 14].map((min) => at(min, 900)),
      at(11, 900, { heardMin: 15 }),
      at(13, 900, { heardMin: 15 }),
    ],
    alarms: 1,
  },
];

for (const { name, readings, alarms } of rows)
  test(`off route: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one)));
    assert.equal(raised.filter((one) => one.kind === 'off-route').length, alarms);
  });

test('it names how far, beyond what, how often and since when', () => {
  const { raised } = follow([at(1, 700), at(2, 800)].map((one) => told(one)));
  assert.deepEqual(raised[0]?.why, [
    {
      code: 'off-route',
      params: { offM: 800, bufferM: 500, fixes: 2, since: '2023-11-14T06:01:00.000Z' },
    },
  ]);
  assert.equal(Math.round(raised[0]?.place?.offM ?? 0), 800);
});

test('a journey without a route has nothing to be off', () => {
  const { raised } = follow(
    [at(1, 9_000), at(2, 9_000)].map((one) => told(one)),
    { route: null },
  );
  assert.deepEqual(raised, []);
});

test('a truck on its way gives nothing to remember, on the road or off it', () => {
  const on = Array.from({ length: 100 }, (_, min) => told(at(min, 0)));
  assert.equal(follow(on).changes, 1, 'the watch itself');
  const off = Array.from({ length: 60 }, (_, min) => told(at(min, 2_000)));
  assert.equal(follow(off).changes, 2, 'leaving, and gone');
});

test('what is remembered of late detours stays small', () => {
  const late = Array.from({ length: 100 }, (_, day) =>
    told(at(day * 60, 900, { heardMin: 9_000 })),
  );
  const { watch } = follow([told(at(9_000, 0, { lon: 36.3 })), ...late]);
  assert.equal(watch?.excursions.length, 8);
});
