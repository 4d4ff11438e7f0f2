// Seal cut, opened without an order, cover opened: they latch whenever they are told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Id, NO_BITS, type SealBits, type SealEvent } from '@lakiri/kit';
import { aJourney } from '@lakiri/seals/testing';
import fc from 'fast-check';
import { anArmedSeal, follow, NINE, type Told, told } from '../testing.ts';
import type { CaseId, Kind } from './kind.ts';
import { freshWatch } from './watch.ts';

const bits = (over: Partial<SealBits>): SealBits => ({ ...NO_BITS, ...over });
const whole = bits({ motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false });
const event = (over: Partial<SealEvent>): SealEvent => ({
  type: 'lock.auto',
  credential: null,
  wrongCount: null,
  verification: null,
  ...over,
});

type Row = {
  readonly name: string;
  readonly readings: readonly Told[];
  readonly raised: readonly Kind[];
  readonly why?: readonly string[];
};

const cut = bits({ ropeCut: true });
const rows: readonly Row[] = [
  {
    name: 'a cut rope',
    readings: [
      { min: 0, bits: whole },
      { min: 1, bits: cut },
    ],
    raised: ['seal-cut'],
    why: ['rope-cut-reported'],
  },
  { name: 'near miss: a whole rope', readings: [{ min: 0, bits: whole }], raised: [] },
  { name: 'near miss: nothing said', readings: [{ min: 0 }], raised: [] },
  {
    name: 'goes on saying so',
    readings: [
      { min: 0, bits: cut },
      { min: 1, bits: cut },
      { min: 2, bits: cut },
    ],
    raised: ['seal-cut'],
  },
  {
    name: 'doubled',
    readings: [
      { min: 0, bits: cut },
      { min: 0, bits: cut },
    ],
    raised: ['seal-cut'],
  },
  {
    name: 'late, after newer words that all is well',
    readings: [
      { min: 5, bits: whole },
      { min: 1, heardMin: 6, bits: cut },
    ],
    raised: ['seal-cut'],
    why: ['rope-cut-reported', 'told-late'],
  },
  {
    name: 'at 0,0: the tamper counts, the place is the last known',
    readings: [
      { min: 0, bits: whole },
      { min: 1, bits: cut, lat: 0, lon: 0 },
    ],
    raised: ['seal-cut'],
    why: ['rope-cut-reported', 'place-last-known'],
  },
  {
    name: 'with no fix and nothing known: no place at all',
    readings: [{ min: 1, bits: cut, fix: 'none' }],
    raised: ['seal-cut'],
    why: ['rope-cut-reported'],
  },
  {
    name: 'a clock ahead: at our time',
    readings: [{ min: 5_000, heardMin: 1, bits: cut }],
    raised: ['seal-cut'],
    why: ['rope-cut-reported', 'device-clock-wrong'],
  },
  {
    name: 'before arming: not of this watch',
    readings: [{ min: -90, heardMin: 0, bits: cut }],
    raised: [],
  },
  {
    name: 'cover open',
    readings: [{ min: 0, bits: bits({ coverOpen: true }) }],
    raised: ['cover-opened'],
    why: ['cover-open-reported'],
  },
  {
    name: 'near miss: cover shut',
    readings: [{ min: 0, bits: bits({ coverOpen: false }) }],
    raised: [],
  },
  {
    name: 'motor unlocked',
    readings: [{ min: 0, bits: bits({ motorLocked: false }) }],
    raised: ['opened-no-order'],
    why: ['motor-unlocked', 'no-unlock-order'],
  },
  {
    name: 'opened by a card, which is shown by its end only',
    readings: [
      {
        min: 0,
        bits: bits({ motorLocked: false }),
        event: event({ type: 'unlock.rfid', credential: '0013953759' }),
      },
    ],
    raised: ['opened-no-order'],
    why: ['motor-unlocked', 'unlocked-by', 'no-unlock-order'],
  },
  {
    name: 'rope pulled',
    readings: [
      { min: 0, bits: bits({ ropeInserted: false }), event: event({ type: 'rope.pulled' }) },
    ],
    raised: ['opened-no-order'],
    why: ['rope-pulled', 'no-unlock-order'],
  },
  {
    name: 'near miss: it locks itself',
    readings: [{ min: 0, bits: bits({ motorLocked: true }), event: event({ type: 'lock.auto' }) }],
    raised: [],
  },
  {
    name: 'everything at once: one alarm of each',
    readings: [{ min: 0, bits: bits({ ropeCut: true, ropeInserted: false, coverOpen: true }) }],
    raised: ['seal-cut', 'opened-no-order', 'cover-opened'],
  },
];

for (const { name, readings, raised, why } of rows)
  test(`tamper: ${name}`, () => {
    const followed = follow(readings.map((one) => told(one)));
    assert.deepEqual(
      followed.raised.map((one) => one.kind),
      raised,
    );
    if (why !== undefined)
      assert.deepEqual(
        followed.raised[0]?.why.map((one) => one.code),
        why,
      );
  });

test('a tamper is lawful once the seal is disarmed, and before it is armed', () => {
  const disarmed = { phase: 'disarmed', journey: aJourney, disarmedAt: NINE } as const;
  const fitted = { phase: 'fitted', journey: aJourney } as const;
  for (const custody of [disarmed, fitted]) {
    const { raised, watch } = follow([told({ min: 1, bits: cut })], {
      seal: anArmedSeal({ custody }),
    });
    assert.deepEqual(raised, []);
    assert.equal(watch, null);
  }
});

test('a tamper names when, where, how late, and by which version of the rule', () => {
  const { raised } = follow([
    told({ min: 5, bits: whole }),
    told({ min: 1, heardMin: 6, bits: cut, lat: -1, lon: 36.5 }),
  ]);
  const [one] = raised;
  assert.equal(one?.occurredAt, NINE + 60_000);
  assert.equal(one?.late, true);
  assert.deepEqual(one?.rule, { kind: 'seal-cut', version: 1 });
  assert.ok(Math.abs((one?.place?.km ?? 0) - 55.6) < 0.1);
  assert.deepEqual(one?.why.at(-1), { code: 'told-late', params: { minutes: 5 } });
});

test('the place is never of another time than it says', () => {
  const elsewhere = { lat: -1, lon: 36.9 };
  const newer = told({ min: 5, bits: whole });
  const late = follow([newer, told({ min: 1, heardMin: 6, bits: cut, fix: 'none' })]);
  assert.equal(late.raised[0]?.place, null);
  const wrong = follow([newer, told({ min: 9_000_000, heardMin: 6, bits: cut, ...elsewhere })]);
  assert.equal(wrong.raised[0]?.place?.lon, 36.2);
  assert.ok(wrong.raised[0]?.why.some(({ code }) => code === 'place-last-known'));
});

test('what was remembered of another journey means nothing on this one', () => {
  const other = { ...freshWatch('01900000-0000-7000-8000-0000000000bc' as Id<'Journey'>) };
  const stale = {
    ...other,
    batteryShort: true,
    open: { 'seal-cut': aJourney as string as CaseId },
  };
  const { watch, alarms } = follow([told({ min: 1, bits: cut })], { watch: stale });
  assert.equal(watch?.journey, aJourney);
  assert.equal(watch.batteryShort, false);
  assert.notEqual(alarms[0]?.case, aJourney);
});

test('only the end of a card is shown', () => {
  const { raised } = follow([
    told({
      min: 0,
      bits: bits({ motorLocked: false }),
      event: event({ type: 'unlock.rfid', credential: '0013953759' }),
    }),
  ]);
  assert.ok(!JSON.stringify(raised).includes('13953759'));
  assert.deepEqual(raised[0]?.why[1], {
    code: 'unlocked-by',
    params: { method: 'unlock.rfid', credential: '…3759' },
  });
});

const said = fc.record({
  min: fc.integer({ min: 0, max: 30 }),
  cut: fc.constantFrom(null, null, false, true),
  open: fc.constantFrom(null, null, false, true),
  cover: fc.constantFrom(null, false, true),
  clockOffMin: fc.constantFrom(0, 0, 0, 100_000, -2_000_000),
  place: fc.constantFrom('fix', 'zero', 'none'),
});

test('readings doubled and in any order never lose a tamper and never raise it twice', () => {
  const story = fc.tuple(fc.array(said, { maxLength: 25 }), fc.array(fc.nat(), { maxLength: 60 }));
  fc.assert(
    fc.property(story, ([words, order]) => {
      const readings = words.map((one, index) =>
        told({
          min: one.min + one.clockOffMin,
          heardMin: 31,
          digest: `${index}`,
          bits: bits({
            ropeCut: one.cut,
            motorLocked: one.open === null ? null : !one.open,
            coverOpen: one.cover,
          }),
          ...(one.place === 'zero' ? { lat: 0, lon: 0 } : {}),
          fix: one.place === 'none' ? 'none' : 'gnss',
        }),
      );
      const heard = [...readings, ...order.flatMap((at) => readings[at % readings.length] ?? [])];
      const shuffled = heard
        .map((reading, at) => ({
          reading,
          key: (order[at % (order.length || 1)] ?? at) * 7919 + at,
        }))
        .sort((a, b) => (a.key % 101) - (b.key % 101))
        .map(({ reading }) => reading);
      const count = (kind: Kind): number =>
        follow(shuffled).raised.filter((one) => one.kind === kind).length;
      assert.equal(count('seal-cut'), Number(words.some((one) => one.cut === true)));
      assert.equal(count('opened-no-order'), Number(words.some((one) => one.open === true)));
      assert.equal(count('cover-opened'), Number(words.some((one) => one.cover === true)));
    }),
    { numRuns: 300 },
  );
});

test('a wrong clock neither moves the truck nor hides what comes after it', () => {
  const away = { lat: -1.5, lon: 36.3 };
  const { raised, seal } = follow([
    told({ min: 0 }),
    told({ min: 50_000_000, heardMin: 1, ...away }),
    told({ min: -28_000_000, heardMin: 2, ...away }),
    told({ min: 3, lon: 36.25 }),
  ]);
  assert.deepEqual(raised, []);
  assert.equal(seal.live.place?.lon, 36.25);
});
