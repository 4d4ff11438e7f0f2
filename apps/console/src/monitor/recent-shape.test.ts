import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecentPoint } from '../api/case-contract.ts';
import { RECENT_MS, recentShape } from './recent-shape.ts';

const until = '2026-02-04T05:30:00Z';
const box = { width: 300, height: 54 };
const point = (minutesBefore: number, speedKmh: number, open = false): RecentPoint => ({
  at: new Date(Date.parse(until) - minutesBefore * 60_000).toISOString(),
  lat: 0,
  lon: 0,
  speedKmh,
  motorLocked: !open,
  ropeCut: false,
});

test('half an hour runs over the whole width', () => {
  const shape = recentShape([point(2, 40), point(0, 40)], until, box);
  assert.equal(shape.from, Date.parse(until) - RECENT_MS);
  assert.deepEqual(shape.lines, ['280,2 300,2']);
  assert.deepEqual([shape.top, shape.last], [40, 40]);
});

test('a silence breaks the line', () => {
  const shape = recentShape([point(20, 50), point(19, 50), point(5, 0), point(4, 0)], until, box);
  assert.equal(shape.lines.length, 2);
});

test('an open seal is a band of its own to the end', () => {
  const shape = recentShape([point(30, 50), point(15, 0, true), point(1, 0, true)], until, box);
  assert.deepEqual(shape.bands, [
    { x1: 0, x2: 150, open: false },
    { x1: 150, x2: 300, open: true },
  ]);
});

test('a standing truck has a scale of ten, not of nothing', () => {
  assert.equal(recentShape([point(1, 0)], until, box).top, 10);
});
