import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexLine } from '@lakiri/corridors';
import type { Signal } from '../journeys/track.ts';
import { differenceAt, kmAt, passedAt, wayOf } from './difference.ts';
import { strokesOf } from './stroke.ts';

const MINUTE = 60_000;
/** A degree of longitude on the equator. */
const KM_PER_DEG = 111.195;
const line = indexLine([
  [36, 0],
  [38, 0],
]);

function said(minute: number, km: number | null, lat = 0): Signal {
  return {
    ...{ at: minute * MINUTE, receivedAt: minute * MINUTE, speedKmh: 60, courseDeg: 90 },
    place: km === null ? null : { lat, lon: 36 + km / KM_PER_DEG },
    ...{
      batteryPct: 80,
      late: false,
      ropeCut: null,
      motorLocked: null,
      coverOpen: null,
      event: null,
    },
  };
}

/** A kilometre a minute, a signal each minute, from a minute and a kilometre on. */
const going = (from: number, count: number, km = 0): readonly Signal[] =>
  Array.from({ length: count }, (_, step) => said(from + step, km + step));

const mine = going(0, 61);
const late = going(10, 51);
/** Heard for ten minutes, then silent for twenty, then heard 30 km on. */
const silent = [...going(0, 11), ...going(30, 31, 30)];

function between(one: readonly Signal[], two: readonly Signal[], minute: number) {
  const ways = { mine: wayOf(one, line, 2_000), other: wayOf(two, line, 2_000) };
  const told = differenceAt({ mine: one, other: two, ways }, minute * MINUTE);
  return {
    ahead: told.ahead,
    km: told.routeKm === null ? null : Math.round(told.routeKm * 10) / 10,
    minutes:
      told.behindMs === null
        ? null
        : [told.behindMs.least, told.behindMs.most].map((ms) => Math.round(ms / 6_000) / 10),
    silent: [told.mine, told.other].map((it) => it && it.silentMs / MINUTE),
  };
}

for (const { name, one, two, minute, told } of [
  {
    name: 'ten minutes behind is ten kilometres behind',
    ...{ one: mine, two: late, minute: 30 },
    told: { ahead: 'mine', km: 10, minutes: [10, 10], silent: [0, 0] },
  },
  {
    name: 'the same the other way about',
    ...{ one: late, two: mine, minute: 30 },
    told: { ahead: 'other', km: 10, minutes: [10, 10], silent: [0, 0] },
  },
  {
    name: 'half a minute on, both have glided',
    ...{ one: mine, two: late, minute: 30.5 },
    told: { ahead: 'mine', km: 10, minutes: [10, 10], silent: [0, 0] },
  },
  {
    name: 'side by side nobody is ahead',
    ...{ one: mine, two: mine, minute: 30 },
    told: { ahead: 'level', km: 0, minutes: null, silent: [0, 0] },
  },
  {
    name: 'before the other is heard there is no difference',
    ...{ one: mine, two: late, minute: 5 },
    told: { ahead: null, km: null, minutes: null, silent: [0, null] },
  },
  {
    name: 'who passed in a silence passed somewhere between its ends',
    ...{ one: silent, two: going(20, 40), minute: 40 },
    told: { ahead: 'mine', km: 20, minutes: [10, 30], silent: [0, 0] },
  },
  {
    name: 'who is silent stands where it was heard, and how long ago is told',
    ...{ one: silent, two: mine, minute: 20 },
    told: { ahead: 'other', km: 10, minutes: [10, 10], silent: [10, 0] },
  },
  {
    name: 'off the road there is no kilometre',
    ...{ one: [said(0, 0), said(30, 30, 0.2)], two: mine, minute: 31 },
    told: { ahead: null, km: null, minutes: null, silent: [0, 0] },
  },
] as const)
  test(name, () => assert.deepEqual(between(one, two, minute), told));

test('where they share no route it is as the crow flies', () => {
  const told = differenceAt({ mine, other: late, ways: undefined }, 30 * MINUTE);
  assert.deepEqual([told.ahead, told.routeKm, told.behindMs], [null, null, null]);
  assert.equal(Math.round((told.straightM ?? 0) / 100), 100);
});

test('along the route a truck glides between signals, and not through a silence', () => {
  const way = wayOf(silent, line, 2_000);
  assert.deepEqual(
    [-1, 5.5, 10, 20, 30].map((minute) => {
      const km = kmAt(way, minute * MINUTE);
      return km === null ? null : Math.round(km * 10) / 10;
    }),
    [null, 5.5, 10, 10, 30],
  );
  assert.deepEqual(passedAt(way, 20, 25 * MINUTE), { from: 10 * MINUTE, to: 25 * MINUTE });
  assert.equal(passedAt(way, 40, 35 * MINUTE), undefined);
});

test('no stroke bridges a silence, and a signal without a place draws nothing', () => {
  const ends = (signals: readonly Signal[]) =>
    strokesOf(signals).map(({ geometry: { coordinates } }) => coordinates.length);
  assert.deepEqual(ends(silent), [11, 31]);
  assert.deepEqual(ends([said(0, 0), said(1, null), said(2, 2)]), [2]);
  assert.deepEqual(ends([said(0, 0)]), []);
});
