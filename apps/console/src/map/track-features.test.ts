import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Signal } from '../journeys/track.ts';
import { boundsOf, histogramOf, speedStep, trackFeatures } from './track-features.ts';

const signal = (minute: number, some: Partial<Signal> = {}): Signal => ({
  at: minute * 60_000,
  receivedAt: minute * 60_000,
  place: { lat: -1, lon: 36 + minute / 100 },
  speedKmh: 60,
  courseDeg: 90,
  batteryPct: 80,
  late: false,
  ropeCut: false,
  motorLocked: true,
  coverOpen: false,
  event: null,
  ...some,
});

const steps = [
  [null, 1],
  [4.9, 1],
  [5, 2],
  [39.9, 2],
  [40, 3],
  [70, 4],
] as const;
for (const [speed, step] of steps) {
  test(`${speed} km/h is step ${step}`, () => assert.equal(speedStep(speed), step));
}

test('one line for each stretch of a step, joined at its ends; a silence is dotted by itself', () => {
  const signals = [signal(0), signal(1), signal(2, { speedKmh: 80 }), signal(30), signal(31)];
  const { lines } = trackFeatures(signals, [], () => '');
  assert.deepEqual(
    lines.map(({ properties, geometry }) => [
      properties.step,
      geometry.coordinates.map(([lon]) => lon),
    ]),
    [
      [3, [36, 36.01]],
      [4, [36.01, 36.02]],
      [0, [36.02, 36.3]],
      [3, [36.3, 36.31]],
    ],
  );
});

test('late points and stops are drawn by themselves; what has no place is not drawn', () => {
  const stop = { n: 1, from: 0, to: 600_000, lat: -1, lon: 36 };
  const signals = [signal(0, { late: true }), signal(1, { late: true, place: null })];
  const drawn = trackFeatures(signals, [stop], ({ n }) => `stop ${n}`);
  assert.equal(drawn.late.length, 1);
  assert.deepEqual(drawn.stops[0]?.properties, { n: 1, words: 'stop 1' });
});

test('the box holds every place', () => {
  assert.deepEqual(
    boundsOf([signal(0), signal(5, { place: { lat: 1, lon: 35 } })]),
    [35, -1, 36, 1],
  );
  assert.equal(boundsOf([signal(0, { place: null })]), undefined);
});

test('the histogram counts each signal once, the last in the last bin', () => {
  const counts = histogramOf(
    [{ at: 0 }, { at: 49 }, { at: 50 }, { at: 100 }],
    { from: 0, to: 100 },
    2,
  );
  assert.deepEqual(counts, [2, 2]);
});
