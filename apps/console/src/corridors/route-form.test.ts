import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from '@lakiri/corridors';
import { bodyOf, faultyIn, routeIn, saidOfRoute } from './route-form.ts';

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
  allowedStops: [{ ...place('c', -3.5), allowedMin: 45 }],
} as unknown as Route;
const said = { ...saidOfRoute(route), source: 'Notice 7' };

for (const [what, over, faulty] of [
  ['what stands', {}, []],
  ['nobody’s word', { source: '' }, ['source']],
  ['no width', { bufferM: '49' }, ['bufferM']],
  ['half an hour', { timeLimitH: '0.5' }, ['timeLimitH']],
  ['one point', { line: '-4, 39' }, ['line']],
  ['a word among the points', { line: `${said.line}\nhere` }, ['line']],
  ['a stop of three days', { stops: { c: '4320' } }, ['stops']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn({ ...said, ...over }), faulty));

test('what stands comes back as it is', () => {
  assert.deepEqual(routeIn(said, route, []), route);
  assert.deepEqual(bodyOf(said, 'a-b'), {
    is: 'route',
    route: 'a-b',
    says: {
      ...{ name: 'A to B', line: route.line, source: 'Notice 7', bufferM: 5_000, timeLimitH: 24 },
      stops: [{ place: 'c', allowedMin: 45 }],
    },
  });
});

test('a stop is left out, another taken in, and minutes taken back', () => {
  const stops = { d: '', c: '' };
  const drawn = routeIn({ ...said, stops }, route, [place('d', -3.2)]);
  assert.deepEqual(
    drawn?.allowedStops.map(({ id, allowedMin }) => [id, allowedMin]),
    [
      ['d', undefined],
      ['c', undefined],
    ],
  );
});
