import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Position } from '@lakiri/kit';
import fc from 'fast-check';
import { shippedGazette, shippedIndex, shippedRoute } from '../testing.ts';
import { courseDeg, distanceM } from './distance.ts';
import { nearestPlace } from './place.ts';
import type { RouteId } from './route.ts';
import {
  indexLine,
  indexRoute,
  type LineIndex,
  locate,
  placeAt,
  pointAtKm,
} from './route-index.ts';

const KM_PER_DEG = 111.195; // of a great circle on the mean sphere

test('distances and courses that can be worked out by hand', () => {
  const rows: { a: Position; b: Position; km: number; course: number }[] = [
    { a: { lat: 0, lon: 36 }, b: { lat: 0, lon: 37 }, km: KM_PER_DEG, course: 90 },
    { a: { lat: 0, lon: 37 }, b: { lat: 0, lon: 36 }, km: KM_PER_DEG, course: 270 },
    { a: { lat: -1, lon: 36 }, b: { lat: 0, lon: 36 }, km: KM_PER_DEG, course: 0 },
    { a: { lat: 1, lon: 36 }, b: { lat: 0, lon: 36 }, km: KM_PER_DEG, course: 180 },
    { a: { lat: 60, lon: 10 }, b: { lat: 60, lon: 10 }, km: 0, course: 0 },
    // Mombasa to Nairobi as the crow flies, by the same sphere
    { a: { lat: -4.04, lon: 39.63 }, b: { lat: -1.2833, lon: 36.8167 }, km: 437.4, course: 314.3 },
  ];
  for (const { a, b, km, course } of rows) {
    assert.ok(Math.abs(distanceM(a, b) / 1_000 - km) < 0.5, `${distanceM(a, b)} m`);
    assert.ok(Math.abs(courseDeg(a, b) - course) < 0.5, `${courseDeg(a, b)}°`);
  }
});

test('a position is located along the line and off it', () => {
  const corner = indexLine([
    [36, 0],
    [37, 0],
    [37, 1],
  ]);
  const rows = [
    { at: { lat: 0, lon: 36 }, km: 0, offM: 0 },
    { at: { lat: 0, lon: 36.5 }, km: 55.6, offM: 0 },
    { at: { lat: 0.01, lon: 36.5 }, km: 55.6, offM: 1_112 },
    { at: { lat: -0.01, lon: 36.5 }, km: 55.6, offM: 1_112 },
    { at: { lat: 0.5, lon: 37.02 }, km: 166.8, offM: 2_224 },
    { at: { lat: -0.01, lon: 37.01 }, km: 111.2, offM: 1_572 }, // outside the corner
    { at: { lat: 1.01, lon: 37 }, km: 222.4, offM: 1_112 }, // beyond the end
    { at: { lat: 0, lon: 35.9 }, km: 0, offM: 11_119 }, // before the start
  ];
  for (const { at, km, offM } of rows) {
    const located = locate(corner, at);
    assert.ok(Math.abs(located.km - km) < 0.1, `${located.km} km for ${km}`);
    assert.ok(Math.abs(located.offM - offM) < 5, `${located.offM} m for ${offM}`);
  }
});

test('the boxes give what a walk over every segment gives', () => {
  const index = shippedIndex('mombasa-kigali');
  const walk = (position: Position): number => {
    const parts = Array.from({ length: index.lon.length - 1 }, (_, at) =>
      indexLine([
        [index.lon[at] ?? 0, index.lat[at] ?? 0],
        [index.lon[at + 1] ?? 0, index.lat[at + 1] ?? 0],
      ]),
    );
    return Math.min(...parts.map((part) => locate(part, position).offM));
  };
  fc.assert(
    fc.property(
      fc.double({ min: -8, max: 6, noNaN: true }),
      fc.double({ min: 28, max: 42, noNaN: true }),
      (lat, lon) => assert.equal(locate(index, { lat, lon }).offM, walk({ lat, lon })),
    ),
    { numRuns: 300 },
  );
});

test('on every shipped route, a point at a kilometre is located at that kilometre', () => {
  const indexes: LineIndex[] = shippedGazette().routes.map(indexRoute);
  fc.assert(
    fc.property(
      fc.constantFrom(...indexes),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (index, part) => {
        const km = part * index.totalKm;
        const located = locate(index, pointAtKm(index, km));
        assert.ok(Math.abs(located.km - km) < 0.001, `${located.km} for ${km}`);
        assert.ok(located.offM < 1);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('beyond either end there is the end', () => {
  const index = shippedIndex('mombasa-malaba');
  const { from, to } = index.route;
  assert.ok(distanceM(pointAtKm(index, -5), from) < 1);
  assert.ok(distanceM(pointAtKm(index, index.totalKm + 5), to) < 1);
});

test('the way back has the same length, and kilometres counted from the other end', () => {
  const there = shippedIndex('mombasa-malaba');
  const back = shippedIndex('malaba-mombasa');
  assert.ok(Math.abs(there.totalKm - back.totalKm) < 0.1);
  const voi = { lat: -3.396, lon: 38.5561 };
  const sum = locate(there, voi).km + locate(back, voi).km;
  assert.ok(Math.abs(sum - there.totalKm) < 0.1, `${sum}`);
  const turn = Math.abs(pointAtKm(there, 400).courseDeg - pointAtKm(back, 462.8).courseDeg);
  assert.ok(Math.abs(turn - 180) < 1, `${turn}`);
});

test('standing inside an allowed fence names the place; beside the road it does not', () => {
  const index = shippedIndex('mombasa-malaba');
  const rows: [Position, string | undefined][] = [
    [{ lat: -3.853, lon: 39.463 }, 'wb-mariakani'],
    [{ lat: -3.86, lon: 39.47 }, 'wb-mariakani'],
    [{ lat: -4.052, lon: 39.636 }, 'port-mombasa'],
    [{ lat: 0.64, lon: 34.267 }, 'malaba'],
    [{ lat: -3.396, lon: 38.5561 }, undefined], // Voi: a response unit stands there, no stop is gazetted
    [{ lat: 0.463, lon: 34.101 }, undefined], // Busia: allowed on another route
  ];
  for (const [at, id] of rows) assert.equal(placeAt(index, at)?.id, id);
});

test('the nearest place is named whatever its fence', () => {
  const { places } = shippedGazette();
  const near = nearestPlace(places, { lat: -3.41, lon: 38.56 });
  assert.equal(near?.place.id, 'rru-03');
  assert.ok(near !== undefined && Math.abs(near.distanceM - 2_001) < 5);
  assert.equal(nearestPlace([], { lat: 0, lon: 0 }), undefined);
});

test('a line of one point is a bug of its maker', () => {
  const route = { ...shippedRoute('dar-kigali'), id: 'nowhere' as RouteId, line: [] };
  assert.throws(() => indexRoute(route), RangeError);
});
