import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import {
  areasOf,
  crowdAt,
  jammedSince,
  judgeAreas,
  type LostSeal,
  DEFAULT_AREA_RULE as rule,
  type Stander,
} from './area.ts';
import { evolveIncident, type Incident, type IncidentId } from './incident.ts';

const now = 1_700_000_000_000 as Instant;
const KM = 1 / 111.195;

/** `a0+2`: truck a, lost at kilometre 0 in minute 2. */
function lost(text: string): LostSeal[] {
  return text.split(' ').map((one) => {
    const [, journey = '', km = '', minute = ''] = /^(\w)([\d.]+)\+(\d+)$/.exec(one) ?? [];
    const lostAt = addMs(now, Number(minute) * MINUTE_MS);
    return { journey, lat: -2 + Number(km) * KM, lon: 38, lostAt };
  });
}

const AREAS = [
  { say: 'three together', trucks: 'a0+0 b1+2 c2+9', found: [3] },
  { say: 'two', trucks: 'a0+0 b1+2', found: [] },
  { say: 'three seals of one truck', trucks: 'a0+0 a0+0 a0+1', found: [] },
  { say: 'three far from each other', trucks: 'a0+0 b9+2 c20+3', found: [] },
  { say: 'one after another into a shed', trucks: 'a0+0 b0+15 c0+30', found: [] },
  { say: 'two places', trucks: 'a0+0 b1+2 c2+3 d100+0 e101+1 f101+1 g102+2', found: [4, 3] },
];
for (const { say, trucks, found } of AREAS)
  test(`lost: ${say}`, () => {
    assert.deepEqual(
      areasOf(lost(trucks), rule).map((area) => area.lost),
      found,
    );
  });

/** `a3@10`: truck a, three metres on, ten seconds later. */
function standers(text: string, speedKmh: number): Stander[] {
  return text.split(' ').map((one) => {
    const [, journey = '', m = '', s = ''] = /^(\w)([\d.]+)@(\d+)$/.exec(one) ?? [];
    const at = addMs(now, Number(s) * SECOND_MS);
    return { journey, lat: -2 + (Number(m) / 1_000) * KM, lon: 38, at, speedKmh };
  });
}

const POINTS = [
  { say: 'four drive at one point', all: 'a0@0 b1@5 c2@10 d3@15', kmh: 60, yard: true, trucks: 4 },
  { say: 'a convoy passes a point', all: 'a0@0 b1@30 c2@60 d3@90', kmh: 40, yard: false },
  { say: 'side by side', all: 'a0@0 b4@0 c8@0 d12@0 e16@0 f20@0', kmh: 0, yard: false },
  { say: 'six in one', all: 'a0@0 b1@60 c2@0 d3@9 e4@0 f5@90', kmh: 0, yard: false, trucks: 6 },
  { say: 'a stack in a yard', all: 'a0@0 b1@0 c2@0 d3@0 e4@0 f5@0', kmh: 0, yard: true },
  { say: 'six seals of one truck', all: 'a0@0 a1@0 a2@0 a3@0 a4@0 a5@0', kmh: 0, yard: false },
];
for (const { say, all, kmh, yard, trucks } of POINTS)
  test(`at a point: ${say}`, () => {
    assert.equal(crowdAt(standers(all, kmh), yard, rule)?.trucks, trucks);
  });

const base = { crowds: [], lost: [], open: [], rule, now, newId: () => 'i1' as IncidentId };
const area = { lat: -2, lon: 38, lost: 3, since: now, name: 'Voi', sound: 2 };
const crowd = { lat: -2, lon: 38, trucks: 6, since: now, name: 'Voi' };
const opened = (events: ReturnType<typeof judgeAreas>): Incident => {
  const [event] = events;
  assert.ok(event !== undefined);
  return evolveIncident(undefined, event);
};
const jam = opened(judgeAreas({ ...base, areas: [area] }));
const point = opened(judgeAreas({ ...base, areas: [], crowds: [crowd] }));

const JUDGED = [
  { say: 'three of five lost', over: { areas: [area] }, types: ['incident-opened'] },
  { say: 'three of six lost', over: { areas: [{ ...area, sound: 3 }] }, types: [] },
  { say: 'told already', over: { areas: [area], open: [jam], lost: lost('a0+0 b0+0') }, types: [] },
  {
    say: 'one is left',
    over: { areas: [], open: [jam], lost: lost('a0+0') },
    types: ['incident-ended'],
  },
  {
    say: 'lost elsewhere',
    over: { areas: [], open: [jam], lost: lost('a50+0 b50+0') },
    types: ['incident-ended'],
  },
  {
    say: 'a crowd, found twice',
    over: { areas: [], crowds: [crowd, crowd] },
    types: ['incident-opened'],
  },
  { say: 'a crowd told already', over: { areas: [], crowds: [crowd], open: [point] }, types: [] },
  { say: 'a crowd gone', over: { areas: [], open: [point] }, types: ['incident-ended'] },
];
for (const { say, over, types } of JUDGED)
  test(`judged: ${say}`, () => {
    assert.deepEqual(
      judgeAreas({ ...base, ...over }).map(({ type }) => type),
      types,
    );
  });

test('who was last there is taken to be jammed, until it is over', () => {
  assert.deepEqual([jam.name, jam.seals, jam.late, jam.key], ['Voi', 5, 3, '-2.00,38.00']);
  assert.equal(jammedSince([jam], { lat: -2.05, lon: 38 }, rule), now);
  assert.equal(jammedSince([jam], { lat: -3, lon: 38 }, rule), null);
  assert.equal(jammedSince([{ ...jam, endedAt: now }], area, rule), null);
  assert.equal(jammedSince([point], area, rule), null);
});
