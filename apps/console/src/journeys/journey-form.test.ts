import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, emptyForm, missingIn, routeKey } from './journey-form.ts';

const rows = [
  [{}, ['route', 'plate', 'cargo', 'transporter']],
  [{ route: 'a@1' }, ['plate', 'cargo', 'transporter']],
  [{ route: 'a@1', plate: '  ' }, ['plate', 'cargo', 'transporter']],
  [{ route: 'a@1', plate: 'KDJ 417K', cargo: 'sugar' }, ['transporter']],
  [{ route: 'a@1', plate: 'KDJ 417K', cargo: 'sugar', transporter: 'p' }, []],
] as const;
for (const [some, missing] of rows) {
  test(`${JSON.stringify(some)} misses ${missing.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(missingIn({ ...emptyForm, ...some }), missing);
  });
}

test('what is sent names one version of the route, and nothing that was not said', () => {
  const route = routeKey({ id: 'mombasa@old-kampala', version: 3 });
  const form = { ...emptyForm, route, plate: ' KDJ 417K ', cargo: 'sugar', transporter: 'p' };
  assert.deepEqual(bodyOf(form), {
    routeId: 'mombasa@old-kampala',
    routeVersion: 3,
    plate: 'KDJ 417K',
    trailer: null,
    driverName: null,
    driverPhone: null,
    cargo: 'sugar',
    transporterId: 'p',
  });
});
