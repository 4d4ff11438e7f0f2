import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedGazette, shippedRoute } from '../testing.ts';
import { redraw } from './redraw.ts';
import type { LonLat, Route } from './route.ts';
import { diffRoutes } from './route-diff.ts';

const { version: _, effectiveFrom: __, ...was } = shippedRoute('mombasa-malaba');
const { places } = shippedGazette();
/** A bow of some kilometres to the south between two points of the line. */
function bowed(route: Route, at: number): Route {
  const line = route.line.map(([lon, lat], n): LonLat => [lon, n === at ? lat - 0.05 : lat]);
  return { ...route, line };
}

test('the same version twice changes nothing', () => {
  assert.deepEqual(diffRoutes(was, was), { stretches: [], stops: [], fields: [], widths: null });
});

test('one point moved is one stretch moved, told with both lines', () => {
  const { stretches } = diffRoutes(was, bowed(was, 50));
  assert.deepEqual(
    stretches.map(({ is }) => is),
    ['moved'],
  );
  const [one] = stretches;
  const km = (one?.toKm ?? 0) - (one?.fromKm ?? 0);
  assert.ok(km > 5 && km < 30, `${km} km`);
  assert.ok((one?.line.length ?? 0) > 10 && (one?.was.length ?? 0) > 10);
});

test('the other way is what is moved back', () => {
  const [there, back] = [diffRoutes(was, bowed(was, 50)), diffRoutes(bowed(was, 50), was)];
  assert.deepEqual(there.stretches[0]?.line, back.stretches[0]?.was);
});

test('a line that goes farther is added; one that stops short is removed', () => {
  const short = { ...was, line: was.line.slice(0, -3) };
  assert.deepEqual(
    diffRoutes(short, was).stretches.map(({ is }) => is),
    ['added'],
  );
  assert.deepEqual(
    diffRoutes(was, short).stretches.map(({ is }) => is),
    ['removed'],
  );
});

test('stops that come, go, or allow other minutes; and the plain fields', () => {
  const [first, second, ...rest] = was.allowedStops;
  assert.ok(first !== undefined && second !== undefined);
  const added = { ...first, id: 'new-yard' as typeof first.id, name: 'New yard' };
  const allowedStops = [{ ...second, allowedMin: 90 }, ...rest, added];
  const { stops, fields } = diffRoutes(was, { ...was, allowedStops, timeLimitH: 96, bufferM: 800 });
  assert.deepEqual(
    stops.map(({ is, id, was: then, becomes }) => [is, id, then, becomes]),
    [
      ['changed', second.id, null, 90],
      ['added', 'new-yard', null, null],
      ['removed', first.id, null, null],
    ],
  );
  assert.deepEqual(
    fields.map(({ field, was: then, becomes }) => [field, then, becomes]),
    [
      ['bufferM', was.bufferM, 800],
      ['timeLimitH', was.timeLimitH, 96],
    ],
  );
});

const says = {
  ...{ name: was.name, line: was.line, bufferM: 800, timeLimitH: 96, source: 'Gazette notice 7' },
  stops: was.allowedStops.map(({ id }) => ({ place: id as string })),
};
const stop = says.stops[0]?.place ?? '';
for (const [say, over, refused] of [
  ['without a name', { name: '' }, 'route-name'],
  ['on nobody’s word', { source: ' ' }, 'gazette-source'],
  ['as wide as a county', { bufferM: 20_001 }, 'route-bounds'],
  ['for longer than goods may be in transit', { timeLimitH: 721 }, 'route-bounds'],
  ['of one point', { line: was.line.slice(0, 1) }, 'route-line-short'],
  ['that begins elsewhere', { line: was.line.slice(3) }, 'route-off-its-ends'],
  ['that ends elsewhere', { line: was.line.slice(0, -3) }, 'route-off-its-ends'],
  ['with a stop of nobody', { stops: [{ place: 'nowhere' }] }, 'no-such-place'],
  ['with a stop of no minutes', { stops: [{ place: stop, allowedMin: 0 }] }, 'stop-minutes'],
  ['as it should be', {}, undefined],
] as const)
  test(`drawn ${say}: ${refused ?? 'accepted'}`, () => {
    const done = redraw({ says: { ...says, ...over }, last: was, places });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

test('drawn anew: measured, with its places copied in and its stops in the order of the way', () => {
  const stops = [...says.stops]
    .reverse()
    .map((one, n) => (n === 0 ? { ...one, allowedMin: 45 } : one));
  const done = redraw({ says: { ...says, stops }, last: was, places });
  assert.ok(done.accepted);
  const [route] = done.facts;
  assert.equal(route?.km, was.km);
  const ids = was.allowedStops.map(({ id }) => id);
  assert.deepEqual(
    route?.allowedStops.map(({ id }) => id),
    ids,
  );
  assert.equal(route?.allowedStops.at(-1)?.allowedMin, 45);
});
