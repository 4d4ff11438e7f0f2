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
