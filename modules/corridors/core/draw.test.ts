import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { shippedGazette } from '../testing.ts';
import { drawPlace, drawRoute, type NewRouteSays, type PlaceSays } from './draw.ts';
import { openSpans, utcOffsetMinOf } from './opening.ts';
import { slugOf } from './slug.ts';
import { bufferMAt } from './width.ts';

const { places, routes } = shippedGazette();
const was = routes.find(({ allowedStops }) => allowedStops.length > 2) ?? assert.fail();
const stop = was.allowedStops[0]?.id ?? '';
const says: NewRouteSays = {
  ...{ name: 'By the lake', corridor: 'northern', from: was.from.id, to: was.to.id },
  ...{ line: was.line, bufferM: 1_000, timeLimitH: 48, source: 'Gazette notice 8', stops: [] },
};
const at = (opensMin: number, closesMin: number) => ({
  stops: [{ place: stop, open: { opensMin, closesMin } }],
});
const width = (fromKm: number, toKm: number, bufferM = 500) => ({ fromKm, toKm, bufferM });

for (const [say, over, refused] of [
  ['without a name', { name: ' ' }, 'route-name'],
  ['with a name of no letters', { name: '– –' }, 'route-name'],
  ['from where it ends', { to: was.from.id }, 'route-ends'],
  ['from nowhere', { from: 'nowhere' }, 'no-such-place'],
  ['to nowhere', { to: 'nowhere' }, 'no-such-place'],
  ['that misses its end', { line: was.line.slice(0, -3) }, 'route-off-its-ends'],
  ['on nobody’s word', { source: '' }, 'gazette-source'],
  ['with widths over each other', { widths: [width(1, 5), width(4, 6)] }, 'route-widths'],
  ['with a width of no length', { widths: [width(4, 4)] }, 'route-widths'],
  ['with a width beyond its end', { widths: [width(4, was.km + 1)] }, 'route-widths'],
  ['with a width of no metres', { widths: [width(1, 2, 49)] }, 'route-widths'],
  ['with a stop that never opens', at(600, 600), 'stop-hours'],
  ['with a stop of other clocks', at(600, 1_441), 'stop-hours'],
  ['as it should be', { widths: [width(1, 4), width(4, 6)], ...at(360, 1_320) }, undefined],
] as const)
  test(`a new route ${say}: ${refused ?? 'accepted'}`, () => {
    const done = drawRoute({ ...says, ...over }, places);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

test('a new route has its name made short, its places copied in, and its stops opened by their clock', () => {
  const done = drawRoute({ ...says, widths: [width(1, 4)], ...at(360, 1_320) }, places);
  assert.ok(done.accepted);
  const [route] = done.facts;
  assert.ok(route !== undefined);
  assert.deepEqual([route.id, route.km, route.from.name], ['by-the-lake', was.km, was.from.name]);
  const utcOffsetMin = utcOffsetMinOf(was.allowedStops[0]?.country ?? '');
  assert.deepEqual(route.allowedStops[0]?.open, { opensMin: 360, closesMin: 1_320, utcOffsetMin });
  assert.deepEqual(
    [0, 1, 3.9, 4].map((km) => bufferMAt(route, km)),
    [1_000, 500, 500, 1_000],
  );
});

const yard: PlaceSays = {
  ...{ name: 'Yard of Voi', kind: 'rest_stop', country: 'KE', lat: -3.4, lon: 38.5, radiusM: 600 },
  source: 'Survey of May 2026',
};
for (const [say, over, refused] of [
  ['without a name', { name: '' }, 'place-name'],
  ['on nobody’s word', { source: ' ' }, 'gazette-source'],
  ['in no country', { country: 'Kenya' }, 'place-country'],
  ['off the world', { lat: 91 }, 'place-circle'],
  ['of no size', { radiusM: 0 }, 'place-circle'],
  ['on a border', { country: 'KE-UG' }, undefined],
] as const)
  test(`a place ${say}: ${refused ?? 'accepted'}`, () => {
    const done = drawPlace({ ...yard, ...over }, undefined);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

test('a place that is called otherwise keeps its short name', () => {
  const done = drawPlace({ ...yard, name: 'Voi' }, { id: 'yard' as never, name: 'Y', short: 'Y' });
  assert.deepEqual(done.accepted && [done.facts[0]?.id, done.facts[0]?.short], ['yard', 'Voi']);
});

test('short names', () => {
  for (const [name, slug] of [
    ['Mombasa – Taveta', 'mombasa-taveta'],
    ['Côte d’Azur 7', 'cote-d-azur-7'],
    ['  ', undefined],
  ] as const)
    assert.equal(slugOf(name), slug);
});

test('open by the clock of its country, over midnight too', () => {
  assert.deepEqual(['KE', 'RW', 'UG-RW', 'BI-RW'].map(utcOffsetMinOf), [180, 120, 180, 120]);
  const noon = Date.parse('2026-03-01T12:00:00Z') as Instant;
  const told = (opensMin: number, closesMin: number, utcOffsetMin: number) =>
    openSpans({ opensMin, closesMin, utcOffsetMin }, noon)
      .slice(0, 2)
      .map(({ from, until }) => [from, until].map((it) => new Date(it).toISOString().slice(5, 16)));
  assert.deepEqual(told(360, 1_320, 180), [
    ['03-01T03:00', '03-01T19:00'],
    ['03-02T03:00', '03-02T19:00'],
  ]);
  assert.deepEqual(told(1_080, 930, 120)[0], ['02-28T16:00', '03-01T13:30']);
});
