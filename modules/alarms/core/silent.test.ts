import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Live } from '@lakiri/seals';
import { anArmedSeal, besideRoad, defaultRules, follow, NINE, told } from '../testing.ts';
import { rulesAt } from './rule.ts';
import { type AroundSilence, overdueAt, silent } from './rules/silent.ts';

const rule = rulesAt(defaultRules, NINE).silent;
const minute = (min: number): Instant => addMs(NINE, min * MINUTE_MS);
const heard = follow([told({ min: 0, ...besideRoad(36.5), speedKmh: 60, batteryPct: 80 })]).seal;
const seal = (over: Partial<Live> = {}) => ({ ...heard, live: { ...heard.live, ...over } });
const nothing: AroundSilence = {
  deadZone: null,
  jammedAt: null,
  near: { seals: 0, late: 0 },
  incident: null,
};
const standing = heard.live.place && { ...heard.live.place, speedKmh: 0 };

type Row = {
  readonly name: string;
  readonly live?: Partial<Live>;
  readonly around?: Partial<AroundSilence>;
  readonly min?: number;
  /** What tells this silence from another; null: it is none yet. */
  readonly says: readonly string[] | null;
};
const rows: readonly Row[] = [
  { name: 'not overdue', min: 11, says: null },
  { name: 'nothing explains it', says: ['silence-unexplained'] },
  {
    name: 'in a dead zone it is excused',
    around: { deadZone: { name: 'Mai Mahiu', excusedMin: 40 } },
    min: 51,
    says: null,
  },
  {
    name: 'longer than a dead zone takes',
    around: { deadZone: { name: 'Mai Mahiu', excusedMin: 40 } },
    min: 52,
    says: ['silence-dead-zone'],
  },
  { name: 'asleep while it stands', live: { place: standing }, min: 69, says: null },
  {
    name: 'longer than it may sleep',
    live: { place: standing },
    min: 70,
    says: ['silence-asleep'],
  },
  {
    name: 'suspected of being jammed',
    around: { jammedAt: NINE },
    says: ['silence-jamming'],
  },
  { name: 'without a fix when last heard', live: { fix: 'none' }, says: ['silence-no-fix'] },
  { name: 'a cell is no fix', live: { fix: 'cell' }, says: ['silence-no-fix'] },
  { name: 'a battery with 3 % left', live: { batteryPct: 3 }, says: ['silence-battery'] },
  {
    name: 'a battery that its model has emptied since',
    live: { batteryPct: 5 },
    min: 600,
    says: ['silence-battery'],
  },
  { name: 'a battery with enough', live: { batteryPct: 30 }, says: ['silence-unexplained'] },
  {
    name: 'a low battery that is charged',
    live: { batteryPct: 2, bits: { ...heard.live.bits, charging: true } },
    says: ['silence-unexplained'],
  },
  { name: 'a battery nobody knows', live: { batteryPct: null }, says: ['silence-unexplained'] },
  {
    name: 'one neighbour silent',
    around: { near: { seals: 1, late: 1 } },
    says: ['silence-unexplained'],
  },
  { name: 'neighbours silent', around: { near: { seals: 3, late: 2 } }, says: ['silence-near'] },
  {
    name: 'most neighbours heard',
    around: { near: { seals: 9, late: 2 } },
    says: ['silence-unexplained'],
  },
  {
    name: 'its maker was away',
    around: { incident: { name: 'Jointech', until: NINE } },
    says: ['silence-unexplained', 'silence-after-incident'],
  },
  {
    name: 'jammed with its neighbours, and low',
    live: { batteryPct: 1 },
    around: { jammedAt: NINE, near: { seals: 4, late: 4 } },
    says: ['silence-jamming', 'silence-battery', 'silence-near'],
  },
];
for (const { name, live, around, min = 12, says } of rows)
  test(`silence: ${name}`, () => {
    const asked = { since: NINE, now: minute(min), around: { ...nothing, ...around } };
    const why = silent(seal(live), asked, rule);
    const told = why?.map(({ code }) => code).filter((code) => code.startsWith('silence-'));
    assert.deepEqual(told ?? null, says);
  });

test('what nobody looked for is not said, and excuses nothing', () => {
  const why = silent(seal(), { since: NINE, now: minute(12) }, rule);
  assert.deepEqual(
    why?.map(({ code }) => code),
    ['silent-for', 'last-heard'],
  );
  assert.equal(overdueAt(NINE, anArmedSeal(), rule), minute(12));
});
