import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Eye,
  healthyScale,
  pictureOf,
  type Shown,
  signsAt,
  worldPx,
} from './fleet-picture.ts';
import type { TruckSign, TruckState } from './truck-sign.ts';

const WIDTH = 600;
const HEIGHT = 400;
const eye: Eye = { zoom: 5, left: 1_000, top: 2_000, width: WIDTH, height: HEIGHT };
const all: Shown = { trucks: true, alarms: true };

type Some = Partial<Pick<TruckSign, 'id' | 'state' | 'severity' | 'label'>>;

/** A truck that lies at a point of the screen. */
function at(x: number, y: number, some: Some = {}): TruckSign {
  const world = worldPx(eye.zoom);
  return {
    ...{ id: `${x}/${y}`, lon: 0, lat: 0, state: 'moving', severity: null },
    ...{ x: (x + eye.left) / world, y: (y + eye.top) / world, courseDeg: 0, label: '' },
    ...some,
  };
}

const drawn = (signs: readonly TruckSign[], shown = all) => {
  const { healthy, alarmed, labelled } = pictureOf(signs, eye, shown);
  const ids = (marks: typeof healthy) => marks.map(({ sign }) => sign.id);
  return { healthy: ids(healthy), alarmed: ids(alarmed), labelled: ids(labelled) };
};

for (const { name, signs, healthy } of [
  { name: 'one in view', signs: [at(10, 10)], healthy: 1 },
  { name: 'one whose sign still reaches in', signs: [at(-20, 10)], healthy: 1 },
  { name: 'one that is outside', signs: [at(-30, 10), at(10, HEIGHT + 30)], healthy: 0 },
  { name: 'two on one spot', signs: [at(10, 10), at(10.4, 10.4)], healthy: 1 },
  { name: 'two that are apart', signs: [at(10, 10), at(14, 10)], healthy: 2 },
  {
    name: 'one that moves and one that is silent, on one spot',
    signs: [at(10, 10), at(10, 10, { state: 'silent' }), at(10, 10, { state: 'silent' })],
    healthy: 2,
  },
])
  test(`healthy: ${name}`, () => assert.equal(drawn(signs).healthy.length, healthy));

const stack = [
  at(50, 50, { id: 'well' }),
  at(50, 50, { id: 'high', severity: 2 }),
  at(50, 50, { id: 'critical', severity: 1, label: 'KDJ 417K' }),
  at(50, 50, { id: 'low', severity: 4 }),
];
for (const { shown, healthy, alarmed } of [
  { shown: all, healthy: ['well'], alarmed: ['low', 'high', 'critical'] },
  // An alarmed truck is one like any other then: all four lie on one spot.
  { shown: { trucks: true, alarms: false }, healthy: ['well'], alarmed: [] },
  { shown: { trucks: false, alarms: true }, healthy: [], alarmed: ['low', 'high', 'critical'] },
  { shown: { trucks: false, alarms: false }, healthy: [], alarmed: [] },
])
  test(`with ${JSON.stringify(shown)} the most urgent lies on top`, () => {
    const picture = drawn(stack, shown);
    assert.deepEqual([picture.healthy, picture.alarmed], [healthy, alarmed]);
  });

test('no two labels lie over each other, and every alarmed truck is drawn', () => {
  const critical = (x: number, y: number, n: number) =>
    at(x, y, { id: `c${n}`, severity: 1, label: 'KDJ 417K' });
  const place = fc.tuple(fc.integer({ min: 0, max: WIDTH }), fc.integer({ min: 0, max: HEIGHT }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 300 }), (places) => {
      const signs = places.map(([x, y], n) => critical(x, y, n));
      const { alarmed, labelled } = pictureOf(signs, eye, all);
      assert.equal(alarmed.length, signs.length);
      assert.ok(labelled.length <= 100);
      if (signs.length > 0) assert.ok(labelled.length > 0);
      for (const [n, one] of labelled.entries())
        for (const other of labelled.slice(n + 1))
          assert.ok(Math.abs(one.x - other.x) >= 56 || Math.abs(one.y - other.y) >= 14);
    }),
  );
});

test('of what is left out, one of its state is drawn within three pixels', () => {
  const state = fc.constantFrom<TruckState>('moving', 'stopped', 'silent');
  const truck = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), state);
  fc.assert(
    fc.property(fc.array(truck, { maxLength: 200 }), (trucks) => {
      const signs = trucks.map(([x, y, is]) => at(x / 2, y / 2, { state: is }));
      const { healthy } = pictureOf(signs, eye, all);
      for (const [n, [x, y, is]] of trucks.entries())
        assert.ok(
          healthy.some(
            (mark) =>
              mark.sign.state === is &&
              Math.abs(mark.x - x / 2) <= 3 &&
              Math.abs(mark.y - y / 2) <= 3,
          ),
          `truck ${n}`,
        );
    }),
  );
});

for (const { name, point, reachPx, shown, found } of [
  { name: 'all of a stack', point: [50, 50], reachPx: 0, shown: all, found: 4 },
  { name: 'nothing beside it', point: [70, 50], reachPx: 0, shown: all, found: 0 },
  { name: 'what a finger reaches', point: [63, 50], reachPx: 8, shown: all, found: 4 },
  { name: 'an arrow is smaller', point: [58, 50], reachPx: 0, shown: all, found: 3 },
  {
    name: 'only alarms where trucks are hidden',
    point: [50, 50],
    reachPx: 0,
    shown: { trucks: false, alarms: true },
    found: 3,
  },
] as const)
  test(`under a click: ${name}`, () => {
    const [x, y] = point;
    const ids = signsAt(stack, eye, { x, y, reachPx, shown }).map(({ id }) => id);
    assert.deepEqual(ids, ['critical', 'high', 'low', 'well'].slice(0, found));
  });

test('of those that are as urgent the nearest is first', () => {
  const found = signsAt([at(54, 50), at(51, 50), at(47, 50)], eye, {
    ...{ x: 50, y: 50, reachPx: 8, shown: all },
  });
  assert.deepEqual(
    found.map(({ id }) => id),
    ['51/50', '47/50', '54/50'],
  );
});

for (const { zoom, scale } of [
  { zoom: 3.5, scale: 0.62 },
  { zoom: 4, scale: 0.62 },
  { zoom: 6, scale: 0.85 },
  { zoom: 7.5, scale: 0.975 },
  { zoom: 9, scale: 1.1 },
  { zoom: 14, scale: 1.1 },
])
  test(`at zoom ${zoom} a sign is ${scale} of its size`, () =>
    assert.ok(Math.abs(healthyScale(zoom) - scale) < 1e-9));
