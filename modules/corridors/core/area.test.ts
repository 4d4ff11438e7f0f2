import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Area, beyondM, boundedBy, isSoundArea, RING_POINTS_MAX } from './area.ts';
import type { LonLat } from './route.ts';

const square: readonly LonLat[] = [
  [37, -1],
  [37.1, -1],
  [37.1, -0.9],
  [37, -0.9],
];
const circle = { is: 'circle', lat: -1, lon: 37, radiusM: 400 } as const;
const many: readonly LonLat[] = Array.from({ length: RING_POINTS_MAX + 1 }, (_, n) => {
  const turn = (n / (RING_POINTS_MAX + 1)) * 2 * Math.PI;
  return [37 + 0.1 * Math.cos(turn), -1 + 0.1 * Math.sin(turn)];
});

const rows: readonly (readonly [say: string, area: Area, sound: boolean])[] = [
  ['a circle', circle, true],
  ['a circle of no size', { ...circle, radiusM: 0 }, false],
  ['a circle as large as a country', { ...circle, radiusM: 50_001 }, false],
  ['a circle off the world', { ...circle, lat: 91 }, false],
  ['a square', { is: 'polygon', ring: square }, true],
  ['a line', { is: 'polygon', ring: square.slice(0, 2) }, false],
  [
    'one point three times',
    {
      is: 'polygon',
      ring: [
        [37, -1],
        [37, -1],
        [37, -1],
      ],
    },
    false,
  ],
  [
    'a bow',
    {
      is: 'polygon',
      ring: [
        [37, -1],
        [37.1, -0.9],
        [37.1, -1],
        [37, -0.9],
      ],
    },
    false,
  ],
  ['a corner off the world', { is: 'polygon', ring: [...square, [181, 0]] }, false],
  [
    'as large as a country',
    {
      is: 'polygon',
      ring: [
        [37, -1],
        [38, -1],
        [38, 0],
      ],
    },
    false,
  ],
  ['too many corners', { is: 'polygon', ring: many }, false],
  ['as many corners as may be', { is: 'polygon', ring: many.slice(1) }, true],
];
for (const [say, area, sound] of rows)
  test(`${say} is ${sound ? 'an area' : 'no area'}`, () => assert.equal(isSoundArea(area), sound));

test('how far outside: metres to the nearest side, and nothing within', () => {
  const bounded = boundedBy({ is: 'polygon', ring: square });
  for (const [lat, lon, m] of [
    [-0.95, 37.05, 0],
    [-0.95, 37.2, 11_118],
    [-0.8, 37.05, 11_120],
    [-0.95, 37.1001, 11],
  ] as const)
    assert.ok(Math.abs(beyondM(bounded, { lat, lon }) - m) < 5, `${lat}, ${lon}`);
  assert.equal(Math.round(beyondM(circle, { lat: -1, lon: 37 })), -400);
});

test('a circle and a polygon of many corners on it agree', () => {
  const ring = Array.from({ length: 100 }, (_, n): LonLat => {
    const turn = (n / 100) * 2 * Math.PI;
    return [37 + 0.1 * Math.cos(turn), 0.1 * Math.sin(turn)];
  });
  const drawn = boundedBy({ is: 'polygon', ring });
  const round = { lat: 0, lon: 37, radiusM: drawn.radiusM };
  const near = fc.record({
    lat: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    lon: fc.double({ min: 36.7, max: 37.3, noNaN: true }),
  });
  fc.assert(
    fc.property(near, (position) => {
      const [a, b] = [beyondM(drawn, position), beyondM(round, position)];
      assert.ok(Math.abs(a - Math.max(0, b)) < 60, `${a} and ${b}`);
    }),
  );
});
