import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from '@lakiri/corridors';
import { bodyOf, faultyIn, NEW_ROUTE, NEW_STOP, routeIn, saidOfRoute } from './route-form.ts';

const place = (id: string, lat: number) => ({
  ...{ id, name: id, short: id, kind: 'icd', country: 'KE', lat, lon: 39, radiusM: 500 },
});
const route = {
  ...{ id: 'a-b', name: 'A to B', corridor: 'northern', from: place('a', -4), to: place('b', -3) },
  ...{ km: 111.2, bufferM: 5_000, timeLimitH: 24 },
  line: [
    [39, -4],
    [39, -3],
  ],
  widths: [{ fromKm: 2, toKm: 9.5, bufferM: 400 }],
  allowedStops: [
    {
      ...place('c', -3.5),
      ...{ allowedMin: 45, open: { opensMin: 330, closesMin: 1_200, utcOffsetMin: 180 } },
    },
  ],
} as unknown as Route;
const said = { ...saidOfRoute(route), source: 'Notice 7' };

for (const [what, over, faulty] of [
  ['what stands', {}, []],
  ['nobody’s word', { source: '' }, ['source']],
  ['no width', { bufferM: '49' }, ['bufferM']],
  ['half an hour', { timeLimitH: '0.5' }, ['timeLimitH']],
  ['one point', { line: '-4, 39' }, ['line']],
  ['a word among the points', { line: `${said.line}\nhere` }, ['line']],
  ['a stop of three days', { stops: { c: { ...NEW_STOP, minutes: '4320' } } }, ['stops']],
  [
    'a stop that opens and never closes',
    { stops: { c: { ...NEW_STOP, opens: '06:00' } } },
    ['stops'],
  ],
  [
    'a stop that opens as it closes',
    { stops: { c: { ...NEW_STOP, opens: '06:00', closes: '6:00' } } },
    ['stops'],
  ],
  ['widths over each other', { widths: '1, 5, 400\n4, 6, 400' }, ['widths']],
  ['a width of three metres', { widths: '1, 5, 3' }, ['widths']],
  ['a width in words', { widths: 'in town' }, ['widths']],
  ['from where it ends', { to: 'a' }, ['to']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn({ ...said, ...over }), faulty));

test('what stands comes back as it is', () => {
  assert.deepEqual(routeIn(said, route, []), route);
  assert.deepEqual(bodyOf(said, { is: 'stands', id: 'a-b' }), {
    is: 'route',
    route: 'a-b',
    says: {
      ...{ name: 'A to B', line: route.line, source: 'Notice 7', bufferM: 5_000, timeLimitH: 24 },
      widths: route.widths,
      stops: [{ place: 'c', allowedMin: 45, open: { opensMin: 330, closesMin: 1_200 } }],
    },
  });
});

test('a stop is left out, another taken in, and minutes taken back', () => {
  const stops = { d: NEW_STOP, c: NEW_STOP };
  const drawn = routeIn({ ...said, stops }, route, [place('d', -3.2)]);
  assert.deepEqual(
    drawn?.allowedStops.map(({ id, allowedMin }) => [id, allowedMin]),
    [
      ['d', undefined],
      ['c', undefined],
    ],
  );
});

test('a new one is asked for with its ends', () => {
  assert.deepEqual(faultyIn(NEW_ROUTE), [
    'name',
    'from',
    'to',
    'bufferM',
    'timeLimitH',
    'line',
    'source',
  ]);
  const asked = bodyOf(said, { is: 'new', id: undefined }) as { is: string; says: object };
  const ends = { from: 'a', to: 'b', corridor: 'northern' };
  assert.equal(asked.is, 'route-new');
  assert.deepEqual({ ...asked.says, ...ends }, asked.says);
});
