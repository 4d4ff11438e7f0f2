import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bulletin } from '../api/bulletin-queries.ts';
import { bulletinOver } from './bulletin-cover.ts';
import {
  type BulletinField,
  type BulletinSaid,
  bodyOf,
  faultyIn,
  NEW_BULLETIN,
  saidOfBulletin,
} from './bulletin-form.ts';
import { closedStretch, phaseOf } from './bulletin-phase.ts';

/** On the equator: a degree is 111.2 km. */
const route = {
  id: 'west-east',
  line: [
    [36, 0],
    [37, 0],
    [38, 0],
  ] as [number, number][],
};
const said: BulletinSaid = {
  ...NEW_BULLETIN,
  ...{
    route: 'west-east',
    note: 'The bridge is under water',
    closedFrom: '100',
    closedTo: '122,5',
  },
  ...{ line: '0, 36.8\n0.1, 37\n0, 37.2', until: '2026-04-26T12:00' },
};

const rows: readonly (readonly [string, Partial<BulletinSaid>, readonly BulletinField[]])[] = [
  ['all said', {}, []],
  ['nothing said', NEW_BULLETIN, ['route', 'note', 'closedFrom', 'line', 'until']],
  ['closed backwards', { closedTo: '99' }, ['closedTo']],
  ['closed beyond the end', { closedTo: '230' }, ['closedTo']],
  ['closed from beyond the end', { closedFrom: '230' }, ['closedFrom']],
  ['one point', { line: '0, 36.8' }, ['line']],
  ['half a point', { line: '0, 36.8\n0.1' }, ['line']],
  ['too narrow', { width: '49' }, ['width']],
  ['too many hours', { extra: '73' }, ['extra']],
  ['over before it begins', { from: '2026-04-26T12:00' }, ['until']],
];
for (const [say, more, fields] of rows)
  test(`the form of a bulletin: ${say}`, () => {
    const asked = { ...said, ...more };
    assert.deepEqual(faultyIn(asked, asked.route === '' ? undefined : route), fields);
  });

test('what is sent are points and instants; what comes back fills the fields again', () => {
  const body = bodyOf(said, route) as Bulletin['says'];
  assert.equal(body.until, '2026-04-26T09:00:00.000Z');
  assert.equal(body.from, null);
  assert.ok(Math.abs(body.closed.from[0] - 36.8993) < 0.001, String(body.closed.from));
  const stops = [{ id: 'icdn', name: 'ICD Nairobi' }];
  const again = saidOfBulletin({ says: { ...body, stops } } as unknown as Bulletin, route);
  assert.deepEqual(again, { ...said, closedFrom: '100.0', closedTo: '122.5', stops: ['icdn'] });
});

test('the closed stretch follows the road, whichever end was said first', () => {
  const stretch = closedStretch(route.line, { from: [37.2, 0], to: [36.9, 0] });
  assert.deepEqual(
    stretch?.line.map(([lon]) => lon.toFixed(1)),
    ['36.9', '37.0', '37.2'],
  );
  assert.equal(closedStretch(undefined, { from: [37.2, 0], to: [36.9, 0] }), undefined);
});

const [from, until] = ['2026-04-24T09:00:00Z', '2026-04-26T09:00:00Z'];
const at = (text: string): number => Date.parse(text);
for (const [state, effectiveFrom, now, phase] of [
  ['drafted', null, '2026-04-24T09:00:00Z', 'drafted'],
  ['published', from, '2026-04-24T08:59:59Z', 'coming'],
  ['published', from, '2026-04-24T09:00:00Z', 'holding'],
  ['ended', from, '2026-04-26T08:59:59Z', 'holding'],
  ['published', from, '2026-04-26T09:00:00Z', 'over'],
  ['ended', from, '2026-04-26T09:00:00Z', 'ended'],
  ['ended', until, '2026-04-24T09:00:00Z', 'ended'],
] as const)
  test(`a bulletin ${state} is ${phase} at ${now}`, () => {
    const effectiveUntil = effectiveFrom === null ? null : until;
    assert.equal(phaseOf({ state, effectiveFrom, effectiveUntil }, at(now)), phase);
  });

const holding = {
  ...{ state: 'published', effectiveFrom: from, effectiveUntil: until },
  says: {
    route: 'west-east',
    line: [
      [36.8, 0],
      [37, 0.1],
      [37.2, 0],
    ],
    widthM: 500,
  },
} as unknown as Bulletin;
const there = { lat: 0.1, lon: 37 };
for (const [say, asked, covers] of [
  ['its place while it holds', {}, true],
  ['not before', { now: at('2026-04-24T08:00:00Z') }, false],
  ['not another route', { route: 'other' }, false],
  ['not beside the diversion', { place: { lat: 0.12, lon: 37 } }, false],
  ['not an alarm of no place', { place: null }, false],
] as const)
  test(`a bulletin covers ${say}`, () => {
    const base = { route: 'west-east', place: there, now: at('2026-04-25T08:00:00Z') };
    assert.equal(bulletinOver([holding], { ...base, ...asked }) !== undefined, covers);
  });
