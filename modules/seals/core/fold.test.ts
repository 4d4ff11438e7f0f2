import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, NO_BITS, type SealBits } from '@lakiri/kit';
import fc from 'fast-check';
import { aJourney, aReading, aSeal } from '../testing.ts';
import { evolveSeal } from './events.ts';
import { fold, hear, LINK_MS_MIN } from './fold.ts';
import type { CaseRef, Latch, Seal } from './seal.ts';

const noon = 1_700_000_000_000 as Instant;
const at = (minutes: number): Instant => (noon + minutes * MINUTE_MS) as Instant;
const bits = (said: Partial<SealBits>): { bits: SealBits } => ({ bits: { ...NO_BITS, ...said } });
const aCase = '01900000-0000-7000-8000-0000000000ca' as CaseRef;
const armed = (): Seal =>
  aSeal({ custody: { phase: 'armed', journey: aJourney, armedAt: at(-60) } });
const clear = (seal: Seal, latches: readonly Latch[]): Seal =>
  evolveSeal(seal, {
    subjectKind: 'seal',
    subject: seal.id,
    type: 'latches-cleared',
    body: { latches, case: aCase },
  });

test('the newest reading in device time moves place, bits and battery', () => {
  const first = fold(armed(), aReading({ occurredAt: at(0), batteryPct: 80, lat: -1, lon: 36 }));
  const late = fold(first.seal, aReading({ occurredAt: at(-5), batteryPct: 90, lat: -2, lon: 37 }));
  assert.equal(late.late, true);
  assert.deepEqual(late.seal.live.place, first.seal.live.place);
  assert.equal(late.seal.live.batteryPct, 80);
});

// What a device may claim, and what becomes of it.
const clocks = [
  { say: 'now', occurredAt: at(0), clock: 'right', moves: true },
  { say: '4 min ahead', occurredAt: at(4), clock: 'right', moves: true },
  { say: '6 min ahead', occurredAt: at(6), clock: 'ahead', moves: false },
  { say: '2099', occurredAt: Date.UTC(2099, 0, 1) as Instant, clock: 'ahead', moves: false },
  { say: '1970', occurredAt: 1_000 as Instant, clock: 'behind', moves: false },
  { say: '400 d old', occurredAt: (noon - 400 * DAY_MS) as Instant, clock: 'right', moves: true },
  { say: 'nothing', occurredAt: null, clock: 'none', moves: false },
] as const;

for (const { say, occurredAt, clock, moves } of clocks) {
  test(`a device that claims ${say} is ${clock}`, () => {
    const long = { phase: 'armed', journey: aJourney, armedAt: 0 as Instant } as const;
    const folded = fold(aSeal({ custody: long }), aReading({ occurredAt }, { receivedAt: noon }));
    assert.equal(folded.clock, clock);
    assert.equal(folded.seal.live.place !== null, moves);
    assert.equal(folded.seal.live.occurredAt !== null, moves);
  });

  test(`a cut is latched though the device claims ${say}`, () => {
    const long = { phase: 'armed', journey: aJourney, armedAt: 0 as Instant } as const;
    const reading = aReading({ occurredAt, ...bits({ ropeCut: true }) }, { receivedAt: noon });
    assert.deepEqual(fold(aSeal({ custody: long }), reading).latched, ['cut']);
  });
}

test('what was stored under a wrong clock was before now: it tells a tamper and moves nothing', () => {
  const newest = { occurredAt: at(0), odometerKm: 520, batteryPct: 60 };
  const before = fold(armed(), aReading(newest)).seal;
  const wrong = { occurredAt: Date.UTC(2070, 0, 1) as Instant, odometerKm: 512, batteryPct: 61 };
  const heard = { receivedAt: at(1) };
  const stored = fold(before, aReading({ ...wrong, source: 'stored' }, heard));
  assert.deepEqual([stored.clock, stored.late, stored.latched], ['ahead', true, []]);
  assert.deepEqual(stored.seal.live, { ...before.live, receivedAt: at(1) });
  const live = fold(before, aReading({ ...wrong, source: 'live' }, heard));
  assert.deepEqual([live.late, live.seal.live.odometerKm], [false, 512]);
  const cut = { ...wrong, source: 'stored' as const, ...bits({ ropeCut: true }) };
  assert.deepEqual(fold(before, aReading(cut, heard)).latched, ['cut']);
});

const noPlaces = [
  { say: '0,0', over: { lat: 0, lon: 0 } },
  { say: 'no fix', over: { fix: 'none' as const } },
  { say: 'a cell fix', over: { fix: 'cell' as const } },
  { say: 'no coordinates', over: { lat: null, lon: null } },
  { say: 'a latitude of 91', over: { lat: 91 } },
];
for (const { say, over } of noPlaces) {
  test(`${say} is not taken for a place, and the last place stays`, () => {
    const before = fold(armed(), aReading({ occurredAt: at(0) })).seal;
    const after = fold(before, aReading({ occurredAt: at(1), ...over })).seal;
    assert.deepEqual(after.live.place, before.live.place);
    assert.equal(after.live.occurredAt, at(1));
  });
}

// Which words latch which tamper, on an armed seal.
const tampers = [
  { say: { ropeCut: true }, latched: ['cut'] },
  { say: { ropeCut: false }, latched: [] },
  { say: { coverOpen: true }, latched: ['cover'] },
  { say: { motorLocked: false }, latched: ['opened'] },
  { say: { ropeInserted: false }, latched: ['opened'] },
  { say: { motorLocked: true, ropeInserted: true }, latched: [] },
  { say: {}, latched: [] },
] as const;
for (const { say, latched } of tampers) {
  test(`${JSON.stringify(say)} latches [${latched.join()}]`, () => {
    assert.deepEqual(fold(armed(), aReading(bits(say))).latched, latched);
  });
  test(`${JSON.stringify(say)} latches nothing on a seal that nobody watches`, () => {
    for (const custody of [
      { phase: 'free' } as const,
      { phase: 'fitted', journey: aJourney } as const,
      { phase: 'disarmed', journey: aJourney, disarmedAt: at(-1) } as const,
    ])
      assert.deepEqual(fold(aSeal({ custody }), aReading(bits(say))).latched, []);
  });
}

test('a late tamper latches; one from before the arming does not', () => {
  const newest = fold(armed(), aReading({ occurredAt: at(0) })).seal;
  const cut = bits({ ropeCut: true });
  assert.deepEqual(fold(newest, aReading({ occurredAt: at(-30), ...cut })).latched, ['cut']);
  assert.deepEqual(fold(newest, aReading({ occurredAt: at(-61), ...cut })).latched, []);
});

test('a cleared tamper is muted until the device says it is over, and then is new again', () => {
  const cut = bits({ ropeCut: true });
  let seal = fold(armed(), aReading({ occurredAt: at(0), ...cut })).seal;
  seal = clear(seal, ['cut']);
  const still = fold(seal, aReading({ occurredAt: at(1), ...cut }));
  assert.deepEqual(still.latched, []);
  const whole = fold(still.seal, aReading({ occurredAt: at(2), ...bits({ ropeCut: false }) }));
  const again = fold(whole.seal, aReading({ occurredAt: at(3), ...cut }));
  assert.deepEqual(again.latched, ['cut']);
});

test('after the clearing, a late word of the same tamper is not news; of an earlier one it is', () => {
  const cut = bits({ ropeCut: true });
  let seal = fold(armed(), aReading({ occurredAt: at(0), ...cut })).seal;
  seal = fold(seal, aReading({ occurredAt: at(5), ...bits({ ropeCut: false }) })).seal;
  seal = clear(seal, ['cut']);
  assert.deepEqual(fold(seal, aReading({ occurredAt: at(2), ...cut })).latched, []);
  assert.deepEqual(fold(seal, aReading({ occurredAt: at(-20), ...cut })).latched, ['cut']);
});

test('in any order and however often doubled, a tamper latches exactly once and the newest wins', () => {
  const said = fc.record({
    minute: fc.integer({ min: -50, max: 50 }),
    ropeCut: fc.boolean(),
    battery: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 30 }), (words) => {
      let seal = armed();
      let latched = 0;
      for (const { minute, ropeCut, battery } of [...words, ...words]) {
        const folded = fold(
          seal,
          aReading(
            { occurredAt: at(minute), batteryPct: battery, ...bits({ ropeCut }) },
            { receivedAt: (noon + HOUR_MS) as Instant },
          ),
        );
        seal = folded.seal;
        latched += folded.latched.length;
      }
      assert.equal(latched, words.some((word) => word.ropeCut) ? 1 : 0);
      assert.equal(seal.live.occurredAt, at(Math.max(...words.map((word) => word.minute))));
    }),
  );
});

test('a sign of life moves the link and nothing else', () => {
  const { seal } = fold(armed(), aReading({ occurredAt: at(0), ...bits({ ropeCut: true }) }));
  const later = hear(seal, at(7));
  assert.deepEqual(later, { ...seal, live: { ...seal.live, receivedAt: at(7) } });
  assert.equal(fold(later, aReading({ occurredAt: at(1) })).late, false);
});

const signs = [
  { say: 'just before it is news', ms: LINK_MS_MIN - 1, moves: false },
  { say: 'when it is news', ms: LINK_MS_MIN, moves: true },
  { say: 'from before what is known', ms: -1, moves: false },
];
for (const { say, ms, moves } of signs) {
  test(`a sign of life ${say} ${moves ? 'moves' : 'does not move'} the link`, () => {
    const { seal } = fold(armed(), aReading({ occurredAt: at(0) }));
    const after = hear(seal, (noon + ms) as Instant);
    assert.equal(after !== seal, moves); // the very object otherwise: nothing is written
  });
}

test('a seal that never told a reading is not made one that did', () => {
  const never = armed();
  assert.equal(hear(never, at(0)), never);
});

const odd = [Number.NaN, Number.POSITIVE_INFINITY];
for (const lat of odd) {
  test(`a latitude of ${lat} is no place`, () => {
    assert.equal(fold(armed(), aReading({ lat })).seal.live.place, null);
  });
}
