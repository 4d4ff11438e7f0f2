import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf, type Told } from './testing.ts';
import {
  GAP_MS,
  gapsOf,
  indexAt,
  momentAt,
  nearestSignal,
  STOP_MS_MIN,
  signalsOf,
  stopsOf,
} from './track.ts';

const START = Date.parse('2026-02-04T05:00:00Z');

/** A point `s` seconds into the journey, one hundredth of a degree east for each minute. */
function point(s: number, some: Partial<Told> = {}): Told {
  return {
    at: START + s * 1_000,
    receivedAt: START + s * 1_000 + 800,
    lat: -1,
    lon: 36 + s / 6_000,
    speedKmh: 60,
    courseDeg: 90,
    batteryPct: 80,
    late: false,
    flags: { ropeCut: false, motorLocked: true, coverOpen: false },
    ...some,
  };
}

/** Points from one second to another, each 30 s. */
const run = (from: number, to: number, some?: Partial<Told>): Told[] =>
  Array.from({ length: Math.floor((to - from) / 30) + 1 }, (_, n) => point(from + n * 30, some));

const told = (points: readonly Told[]) => signalsOf([columnsOf(points)]);

test('signals stand in the order of the seal’s time, and a repeat is dropped', () => {
  const signals = signalsOf([columnsOf([point(0), point(60)]), columnsOf([point(30), point(30)])]);
  assert.deepEqual(
    signals.map(({ at }) => at - START),
    [0, 30_000, 60_000],
  );
});

test('a lock event in the same second as a position is kept', () => {
  const signals = told([point(30), point(30, { event: 'unlock.rfid' })]);
  assert.equal(signals.length, 2);
});

test('a gap is a silence longer than five minutes', () => {
  const edge = GAP_MS / 1_000;
  assert.deepEqual(gapsOf(told([point(0), point(edge)])), []);
  assert.deepEqual(gapsOf(told([point(0), point(edge + 1)])), [
    { from: START, to: START + GAP_MS + 1_000 },
  ]);
  const until = START + GAP_MS + 1;
  assert.deepEqual(gapsOf(told([point(0)]), until), [{ from: START, to: until }]);
  assert.deepEqual(gapsOf([], until), []);
});

const still = { speedKmh: 1, lon: 36.5 };
const stopRows = [
  ['no stop while moving', run(0, 900), []],
  ['four minutes at a light', [...run(0, 270), ...run(300, 540, still)], []],
  [
    'ten minutes, until it moves again',
    [...run(0, 270), ...run(300, 870, still), ...run(900, 1200)],
    [[300, 900]],
  ],
  ['still standing at the end', [...run(0, 270), ...run(300, 900, still)], [[300, 900]]],
  [
    'a silence ends a stop',
    [...run(0, 600, still), ...run(600 + 400, 1600 + 400, still)],
    [
      [0, 600],
      [1000, 1990],
    ],
  ],
  ['a position without speed is no stop', run(0, 900, { speedKmh: null }), []],
] as const;
for (const [name, points, expected] of stopRows) {
  test(name, () => {
    assert.deepEqual(
      stopsOf(told(points)).map(({ from, to }) => [(from - START) / 1_000, (to - START) / 1_000]),
      expected,
    );
  });
}

test('stops are numbered along the journey and stand where they began', () => {
  const stops = stopsOf(told([...run(0, 600, still), ...run(630, 900), ...run(930, 1600, still)]));
  assert.deepEqual(
    stops.map(({ n, lon }) => [n, lon]),
    [
      [1, 36.5],
      [2, 36.5],
    ],
  );
});

test('every stop lasts, lies inside the journey and overlaps no other', () => {
  const anyTrack = fc.array(
    fc.record({
      wait: fc.integer({ min: 1, max: 600 }),
      speedKmh: fc.constantFrom(0, 3, 40, null),
    }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(anyTrack, (steps) => {
      let s = 0;
      const signals = told(
        steps.map(({ wait, speedKmh }) => {
          s += wait;
          return point(s, { speedKmh });
        }),
      );
      let before = Number.NEGATIVE_INFINITY;
      for (const { from, to } of stopsOf(signals)) {
        assert.ok(to - from >= STOP_MS_MIN);
        assert.ok(from >= before);
        before = to;
      }
    }),
  );
});

test('the index at a moment is the last signal not after it', () => {
  const signals = told([point(0), point(30), point(60)]);
  const at = (s: number): number => indexAt(signals, START + s * 1_000);
  assert.deepEqual([at(-1), at(0), at(29), at(30), at(600)], [-1, 0, 0, 1, 2]);
});

test('between two signals the truck glides; it never runs ahead of the last', () => {
  const signals = told([point(0), point(30), point(60)]);
  const half = momentAt(signals, START + 15_000);
  assert.ok(half && Math.abs(half.lon - (36 + 15 / 6_000)) < 1e-9);
  const after = momentAt(signals, START + 240_000);
  assert.equal(after?.lon, 36 + 60 / 6_000);
  assert.equal(after?.ageMs, 180_000);
  assert.equal(momentAt(signals, START - 1), undefined);
});

test('in a silence the truck stays where it was last heard and says so', () => {
  const signals = told([point(0), point(1_200)]);
  const inside = momentAt(signals, START + 600_000);
  assert.deepEqual([inside?.lon, inside?.silent], [36, true]);
});

test('a signal without a place shows the last known one', () => {
  const signals = told([point(0), point(30, { lat: null, lon: null })]);
  const at = momentAt(signals, START + 40_000);
  assert.deepEqual([at?.lat, at?.lon], [-1, 36]);
  assert.equal(momentAt(told([point(0, { lat: null, lon: null })]), START), undefined);
});

test('a click on the path finds the nearest signal', () => {
  const signals = told([point(0), point(60), point(120, { lat: null, lon: null })]);
  assert.equal(nearestSignal(signals, { lat: -1.01, lon: 36.009 })?.at, START + 60_000);
  assert.equal(nearestSignal([], { lat: 0, lon: 0 }), undefined);
});
