import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFleet } from './fleet.ts';
import { aTruck } from './testing.ts';
import { signOfTruck } from './truck-sign.ts';

const rows = [
  [{}, { state: 'moving', severity: null, courseDeg: 71, label: '' }],
  [{ courseDeg: null }, { state: 'moving', severity: null, courseDeg: 0, label: '' }],
  [{ state: 'stopped' }, { state: 'stopped', severity: null, courseDeg: 0, label: '' }],
  [{ state: 'silent' }, { state: 'silent', severity: null, courseDeg: 0, label: '' }],
  [{ severity: 2 }, { state: 'moving', severity: 2, courseDeg: 71, label: '' }],
  [{ severity: 1 }, { state: 'moving', severity: 1, courseDeg: 71, label: 'KDJ 417K' }],
  [
    { severity: 1, plate: null, state: 'stopped' },
    { state: 'stopped', severity: 1, courseDeg: 0, label: 'JT-20417' },
  ],
] as const;
for (const [some, drawn] of rows)
  test(`the sign of a truck with ${JSON.stringify(some)}`, () => {
    const { state, severity, courseDeg, label } = signOfTruck(aTruck(some)) ?? {};
    assert.deepEqual({ state, severity, courseDeg, label }, drawn);
  });

for (const { lon, lat, x, y } of [
  { lon: 0, lat: 0, x: 0.5, y: 0.5 },
  { lon: -180, lat: 85.051129, x: 0, y: 0 },
  { lon: 36.8219, lat: -1.2921, x: 0.602283, y: 0.50359 },
])
  test(`${lon}, ${lat} on the square of the world`, () => {
    const sign = signOfTruck(aTruck({ lon, lat }));
    assert.ok(Math.abs((sign?.x ?? 9) - x) < 1e-6, `x ${sign?.x}`);
    assert.ok(Math.abs((sign?.y ?? 9) - y) < 1e-6, `y ${sign?.y}`);
  });

test('a truck without a place is not drawn', () => {
  for (const some of [{ lat: null }, { lon: null }])
    assert.equal(signOfTruck(aTruck(some)), undefined);
});

test('only what has, or had, an alarm is told at once', () => {
  const fleet = openFleet();
  const take = (...changed: Parameters<typeof aTruck>[0][]) =>
    fleet.take({ all: false, changed: changed.map((it) => aTruck(it)), removed: [] });
  assert.equal(fleet.take({ all: true, changed: [], removed: [] }), true);
  assert.equal(take({}, { sealId: 's2' }), false, 'they are new, and healthy');
  assert.equal(take({ lon: 36.1 }, { sealId: 's2', severity: 3 }), true, 'one is alarmed');
  assert.equal(take({ sealId: 's2', severity: 3 }), true, 'it moves');
  assert.equal(take({ sealId: 's2' }), true, 'it is alarmed no more');
  assert.equal(take({ sealId: 's2' }), false);
  assert.equal(take({ sealId: 's3', lat: null, severity: 1 }), false, 'nobody knows where');
  assert.equal(fleet.get('s1')?.lon, 36.1);
  assert.equal(fleet.take({ all: false, changed: [], removed: ['s2', 'never'] }), false);
  assert.deepEqual(
    [...fleet.all()].map(({ id }) => id),
    ['s1'],
  );
  take({ severity: 4 });
  assert.equal(fleet.take({ all: false, changed: [], removed: ['s1'] }), true);
});
