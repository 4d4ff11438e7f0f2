import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartData } from './chart-data.ts';
import type { Signal } from './track.ts';

const signal = (at: number, some: Partial<Signal> = {}): Signal => ({
  at,
  receivedAt: at,
  place: null,
  speedKmh: 50,
  courseDeg: null,
  batteryPct: 80,
  late: false,
  ropeCut: false,
  motorLocked: true,
  coverOpen: null,
  event: null,
  ...some,
});

test('a silence is a hole in every column, one second after the last signal', () => {
  const { speed, bits } = chartData([signal(0), signal(600_000)], [{ from: 0, to: 600_000 }]);
  assert.deepEqual(speed, [
    [0, 1, 600],
    [50, null, 50],
  ]);
  assert.deepEqual(
    bits.map((column) => column.length),
    [3, 3, 3, 3],
  );
});

test('a bit rises when it is wrong; one the seal does not have is not drawn', () => {
  const { bits } = chartData([signal(0), signal(1_000, { ropeCut: true, motorLocked: false })], []);
  assert.deepEqual(bits.slice(1), [
    [2, 2.7],
    [1, 1.7],
    [null, null],
  ]);
});

test('a long track is thinned, but no peak, no dip and no change of a bit is lost', () => {
  const LENGTH = 100_000;
  const odd = { 40000: { speedKmh: 140 }, 40003: { speedKmh: 0 }, 70001: { ropeCut: true } };
  const all = Array.from({ length: LENGTH }, (_, n) =>
    signal(n * 1_000, odd[n as keyof typeof odd] ?? { speedKmh: 50 + (n % 7) }),
  );
  const { speed, bits } = chartData(all, []);
  assert.ok(speed[0].length < 4_000, `${speed[0].length} points of speed`);
  assert.deepEqual(
    [Math.max(...speed[1].map(Number)), Math.min(...speed[1].map(Number))],
    [140, 0],
  );
  assert.ok(speed[0].every((x, n) => n === 0 || x > (speed[0][n - 1] ?? 0)));
  const [xs, rope] = bits;
  assert.deepEqual(
    xs.map((x, n) => [x, rope[n]]),
    [
      [0, 2],
      [70_000, 2],
      [70_001, 2.7],
      [70_002, 2],
      [LENGTH - 1, 2],
    ],
  );
});
