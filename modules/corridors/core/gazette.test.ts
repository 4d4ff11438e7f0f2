import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '@lakiri/kit';
import { shippedGazette } from '../testing.ts';
import { composeGazette } from './compose.ts';
import { distanceM } from './distance.ts';
import { fenceRadiusM, type PlaceId } from './place.ts';
import { LINE_POINTS_MAX, publishPlace, publishRoute } from './publish.ts';
import { type LonLat, type Route, type RouteId, timeLimitHOf } from './route.ts';
import { indexRoute, locate } from './route-index.ts';
import { parseSlug } from './slug.ts';

const { places, routes } = shippedGazette();

test('the shipped routes are whole', () => {
  assert.ok(routes.length >= 40, `${routes.length} routes`);
  assert.equal(new Set(routes.map(({ id }) => id)).size, routes.length);
  for (const route of routes) {
    const index = indexRoute(route);
    assert.ok(distanceM({ lon: index.lon[0] ?? 0, lat: index.lat[0] ?? 0 }, route.from) < 1);
    assert.ok(Math.abs(index.totalKm - route.km) <= 0.05, route.id);
    const stops = route.allowedStops.map((stop) => locate(index, stop));
    assert.ok(stops.every(({ offM }) => offM <= route.bufferM));
    assert.deepEqual(
      stops.map(({ km }) => km),
      stops.map(({ km }) => km).sort((a, b) => a - b),
    );
  }
});

test('lengths agree with what is published of the road', () => {
  // By road: Mombasa–Nairobi 487 km, Mombasa–Kampala above 900 km; the line is about 6 % shorter.
  const rows = [
    { id: 'mombasa-icdn', kmMin: 445, kmMax: 487 },
    { id: 'mombasa-kampala', kmMin: 1_000, kmMax: 1_170 },
    { id: 'dar-kigali', kmMin: 1_300, kmMax: 1_500 },
  ];
  for (const { id, kmMin, kmMax } of rows) {
    const km = routes.find((route) => route.id === id)?.km ?? 0;
    assert.ok(km >= kmMin && km <= kmMax, `${id} ${km}`);
  }
});

test('time limits follow the observed pace, in steps of six hours, one day at least', () => {
  for (const [km, hours] of [
    [10, 24],
    [192, 24],
    [193, 30],
    [862.8, 108],
    [1_503.3, 192],
  ] as const)
    assert.equal(timeLimitHOf(km), hours);
});

test('a fence grows with how far its centre may be wrong', () => {
  assert.equal(fenceRadiusM('osbp', 600), 2_100);
  assert.equal(fenceRadiusM('weighbridge', 1_500), 2_200);
});

test('slugs', () => {
  for (const good of ['mombasa-malaba', 'icdn', 'rest-01']) assert.equal(parseSlug(good), good);
  for (const bad of ['', 'Mombasa', 'a--b', '-a', 'a-', 'a b', 'a'.repeat(61)])
    assert.equal(parseSlug(bad), undefined);
});

test('a definition that names nothing real is a bug of the gazette', () => {
  const definition = {
    id: 'a-b' as RouteId,
    name: 'A – B',
    corridor: 'northern',
    from: 'malaba' as PlaceId,
    to: 'busia' as PlaceId,
    slices: [{ line: 'l', from: 0, to: 1 }],
  } as const;
  const line: LonLat[] = [
    [34.2, 0.6],
    [34.1, 0.5],
  ];
  const lines = new Map([['l', line]]);
  const [route] = composeGazette({ places, lines, definitions: [definition] }).routes;
  assert.deepEqual(route?.line.at(-1), [34.101, 0.463]);
  const rows = [
    { ...definition, from: 'nowhere' as PlaceId },
    { ...definition, slices: [{ line: 'l', from: 0, to: 2 }] },
    { ...definition, slices: [{ line: 'm', from: 0, to: 1 }] },
  ];
  for (const broken of rows)
    assert.throws(() => composeGazette({ places, lines, definitions: [broken] }), RangeError);
});

const at = (ms: number) => instant(ms) ?? assert.fail();
const subject = '0190a000-0000-7000-8000-000000000001' as Parameters<
  typeof publishRoute
>[0]['subject'];

test('a route is published, or refused for one reason', () => {
  const good = routes[0] ?? assert.fail();
  const [first, second] = [good.line[0] ?? assert.fail(), good.line[1] ?? assert.fail()];
  const last = { ...good, version: 3, effectiveFrom: at(1_000) };
  const longer: Route = { ...good, timeLimitH: good.timeLimitH + 6 };
  const many = Array.from({ length: LINE_POINTS_MAX + 1 }, (_, n): LonLat => [36 + n / 1e4, 0]);
  const rows = [
    { route: { ...good, line: many }, last, from: 900, code: 'line-too-long' },
    {
      route: { ...good, allowedStops: Array.from({ length: 81 }, () => good.from) },
      last,
      from: 900,
      code: 'too-many-stops',
    },
    { route: { ...good, line: [first] }, last, from: 900, code: 'line-broken' },
    { route: { ...good, line: [first, first] }, last, from: 900, code: 'line-broken' },
    { route: { ...good, line: [first, [0, 0] as const] }, last, from: 900, code: 'line-broken' },
    {
      route: { ...good, line: [first, [Number.NaN, 0] as const] },
      last,
      from: 900,
      code: 'line-broken',
    },
    { route: { ...good, line: [first, second] }, last, from: 900, code: 'not-after-last' },
    { route: good, last, from: 2_000, code: 'unchanged' },
    { route: longer, last, from: 1_000, code: 'not-after-last' },
    { route: longer, last, from: 1_001, code: undefined },
    { route: good, last: undefined, from: 0, code: undefined },
  ];
  for (const { route, last: before, from, code } of rows) {
    const decision = publishRoute({ subject, route, effectiveFrom: at(from), last: before });
    assert.equal(decision.accepted ? undefined : decision.refusal.code, code);
  }
});

test('a place is published, or refused for one reason', () => {
  const place = places[0] ?? assert.fail();
  const last = { place, version: 1, effectiveFrom: at(1_000) };
  const wider = { ...place, radiusM: place.radiusM + 1 };
  const rows = [
    { place, last, from: 2_000, code: 'unchanged' },
    { place: wider, last, from: 1_000, code: 'not-after-last' },
    { place: wider, last, from: 2_000, code: undefined },
    { place, last: undefined, from: 2_000, code: undefined },
  ];
  for (const { place: one, last: before, from, code } of rows) {
    const decision = publishPlace({
      subject: subject as never,
      place: one,
      effectiveFrom: at(from),
      last: before,
    });
    assert.equal(decision.accepted ? undefined : decision.refusal.code, code);
  }
});
