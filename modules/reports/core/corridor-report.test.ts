import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, HOUR_MS, type Instant } from '@lakiri/kit';
import { type CorridorTarget, corridorLines, corridorReport, type TripRow } from './index.ts';

const start = Date.UTC(2026, 10, 1) as Instant;
const h = (hours: number): Instant => addMs(start, hours * HOUR_MS);
const end = h(240);
let made = 0;
const trip = (departs: number, arrives: number | null, route = 'mombasa-malaba'): TripRow => ({
  ...{ journey: `journey-${++made}`, ref: `000${made}-AA`, route, departedAt: h(departs) },
  arrivedAt: arrives === null ? null : h(arrives),
});
const target = (hours: number, from: Instant, route = 'mombasa-malaba'): CorridorTarget => ({
  ...{ route, hours, effectiveFrom: from, source: `promised ${hours} h` },
});
const names = new Map([['mombasa-malaba', 'Mombasa – Malaba']]);
const report = (trips: readonly TripRow[], targets = [target(60, h(-9_000))]) =>
  corridorReport({ end, trips, targets, names, stops: [] }).routes;

test('times of what arrived, and how many kept the target', () => {
  const [row] = report([trip(0, 50), trip(0, 60), trip(0, 60.1), trip(0, 120)]);
  assert.deepEqual(row, {
    ...{ route: 'mombasa-malaba', name: 'Mombasa – Malaba', arrived: 4, meanH: 72.5 },
    ...{ medianH: 60, p90H: 120, fastestH: 50, slowestH: 120, withinPct: 50 },
    ...{ target: { hours: 60, source: 'promised 60 h' }, overdue: 0, underWay: 0, stops: 0 },
  });
});

test('each journey is held against the target of the day on which it departed', () => {
  const targets = [target(60, h(-9_000)), target(48, h(100))];
  const rows = [
    { trips: [trip(99, 99 + 50)], withinPct: 100 },
    { trips: [trip(100, 100 + 50)], withinPct: 0 },
    { trips: [trip(100, 100 + 48)], withinPct: 100 },
  ];
  for (const { trips, withinPct } of rows) {
    const [row] = report(trips, targets);
    assert.equal(row?.withinPct, withinPct);
    assert.equal(row?.target?.hours, 48);
  }
});

test('who is under way for longer than promised is overdue', () => {
  const rows = [
    [trip(180, null), 0],
    [trip(179, null), 1],
    // Arrived after the period: under way in it.
    [trip(179, 250), 1],
  ] as const;
  for (const [one, overdue] of rows)
    assert.partialDeepStrictEqual(report([one])[0], { arrived: 0, underWay: 1, overdue });
});

test('without a target nothing is judged, and nothing is promised before it', () => {
  const rows = [[], [target(60, h(10))], [target(60, h(-9_000), 'mombasa-busia')]];
  for (const targets of rows) {
    const [row] = report([trip(0, 100), trip(0, null)], targets);
    assert.partialDeepStrictEqual(row, { withinPct: null, overdue: 0, arrived: 1 });
  }
});

test('routes apart, the busiest first, with their stops', () => {
  const trips = [trip(0, 50, 'b'), trip(0, 50, 'a'), trip(0, 50, 'c'), trip(0, 50, 'c')];
  const stops = [trips[2], trips[2], trips[3], trips[0]].map((one) => ({
    ...{ journey: one?.journey ?? '', kind: 'long-stop' as const },
  }));
  const { routes } = corridorReport({ end, trips, stops, targets: [], names });
  assert.deepEqual(
    routes.map((row) => [row.name, row.arrived, row.stops]),
    [
      ['c', 2, 3],
      ['a', 1, 0],
      ['b', 1, 1],
    ],
  );
});

test('every figure is a line, against its target', () => {
  const lines = corridorLines({ routes: report([trip(0, 50)]) });
  assert.equal(lines.length, 10);
  assert.deepEqual(lines[1], {
    ...{ section: 'route', item: 'Mombasa – Malaba', measure: 'mean_h', value: 50 },
    ...{ target: 60, source: 'promised 60 h' },
  });
});
