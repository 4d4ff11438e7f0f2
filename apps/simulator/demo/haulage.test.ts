import assert from 'node:assert/strict';
import { test } from 'node:test';
import { haulageOf, TRANSPORTERS } from './haulage.ts';

const PLATES = {
  KE: /^K[BCD][A-Z] \d{3}[A-Z]$/,
  UG: /^U[AB][A-Z] \d{3}[A-Z]$/,
  TZ: /^T \d{3} [CDE][A-Z]{2}$/,
  RW: /^RA[B-G] \d{3}[A-Z]$/,
} as const;

test('each truck has the plate of its owner’s country, and no two are alike', () => {
  const all = Array.from({ length: 900 }, (_, truck) =>
    haulageOf(7, { truck, trip: 0, corridor: truck % 4 === 0 ? 'central' : 'northern' }),
  );
  for (const { plate, transporter } of all)
    assert.match(plate, PLATES[TRANSPORTERS[transporter]?.country ?? 'KE']);
  assert.equal(new Set(all.map(({ plate }) => plate)).size, 900);
  assert.equal(new Set(all.map(({ transporter }) => transporter)).size, TRANSPORTERS.length);
});

test('a truck keeps its plate from trip to trip, and not its cargo', () => {
  const trips = Array.from({ length: 30 }, (_, trip) =>
    haulageOf(7, { truck: 3, trip, corridor: 'northern' }),
  );
  assert.equal(
    new Set(trips.map(({ plate, transporter, trailer }) => `${plate} ${transporter} ${trailer}`))
      .size,
    1,
  );
  assert.ok(new Set(trips.map(({ cargo }) => cargo)).size > 5);
  assert.deepEqual(trips[4], haulageOf(7, { truck: 3, trip: 4, corridor: 'northern' }));
});
