import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOfPoints, ringOf, shapeOfDrawn } from './shapes.ts';

const circle = { is: 'circle', lat: -1, lon: 37, radiusM: 5_000 } as const;

test('a circle is drawn with its radius, and what was drawn is read back', () => {
  const ring = ringOf(circle);
  const [west, south, east, north] = boundsOfPoints(ring);
  assert.ok(Math.abs((north - south) * 111.195 - 10) < 0.01);
  assert.ok(Math.abs((east - west) * 111.195 * Math.cos(Math.PI / 180) - 10) < 0.01);
  const geometry = { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y])] } as const;
  const drawn = { type: 'Feature', geometry, properties: { radiusKilometers: 5 } } as never;
  assert.deepEqual(shapeOfDrawn(drawn), circle);
});

test('a polygon is closed to be drawn, and open where it is said', () => {
  const area = {
    is: 'polygon',
    ring: [
      [37, -1],
      [38, -1],
      [38, 0],
    ],
  } as const;
  const ring = ringOf(area);
  assert.deepEqual([ring.length, ring[0]], [4, ring[3]]);
  const geometry = { type: 'Polygon', coordinates: [ring] };
  assert.deepEqual(shapeOfDrawn({ type: 'Feature', geometry, properties: {} } as never), area);
  const line = { type: 'LineString', coordinates: ring };
  assert.deepEqual(shapeOfDrawn({ type: 'Feature', geometry: line, properties: {} } as never), {
    is: 'line',
    line: ring,
  });
  const point = { type: 'Feature', geometry: { type: 'Point', coordinates: [37, -1] } } as never;
  assert.equal(shapeOfDrawn(point), undefined);
});
