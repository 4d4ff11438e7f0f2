import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, isoOf, MINUTE_MS, parseInstant } from '@lakiri/kit';
import fc from 'fast-check';
import { isQuiet, isZone, localMinutes, type Quiet, releaseAt } from './quiet.ts';

const at = (text: string): Instant => {
  const found = parseInstant(text);
  assert.ok(found !== undefined);
  return found;
};
const hours = (from: string, until: string, zone: string): Quiet => {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return { fromMin: minutes(from), untilMin: minutes(until), zone, criticalThrough: true };
};
const NIGHT_EAT = hours('22:00', '06:00', 'Africa/Nairobi');
const NIGHT_CAT = hours('22:00', '06:00', 'Africa/Kigali');
const LUNCH = hours('12:00', '14:00', 'Africa/Nairobi');
const BERLIN = hours('22:00', '06:00', 'Europe/Berlin');

const rows: readonly [
  say: string,
  quiet: Quiet | null,
  at: string,
  severity: number | null,
  released: string,
][] = [
  ['no quiet hours', null, '2026-11-23T20:00:00Z', 2, '2026-11-23T20:00:00.000Z'],
  ['before the night', NIGHT_EAT, '2026-11-23T18:59:59Z', 2, '2026-11-23T18:59:59.000Z'],
  ['its first second', NIGHT_EAT, '2026-11-23T19:00:00Z', 2, '2026-11-24T03:00:00.000Z'],
  ['after midnight', NIGHT_EAT, '2026-11-23T23:17:42Z', 2, '2026-11-24T03:00:00.000Z'],
  ['its last second', NIGHT_EAT, '2026-11-24T02:59:59Z', 2, '2026-11-24T03:00:00.000Z'],
  ['its end', NIGHT_EAT, '2026-11-24T03:00:00Z', 2, '2026-11-24T03:00:00.000Z'],
  [
    'an hour later west of the border',
    NIGHT_CAT,
    '2026-11-23T19:30:00Z',
    2,
    '2026-11-23T19:30:00.000Z',
  ],
  ['and its end too', NIGHT_CAT, '2026-11-23T20:00:00Z', 2, '2026-11-24T04:00:00.000Z'],
  ['within a day', LUNCH, '2026-11-23T10:00:00Z', 3, '2026-11-23T11:00:00.000Z'],
  ['critical goes through', NIGHT_EAT, '2026-11-23T23:00:00Z', 1, '2026-11-23T23:00:00.000Z'],
  [
    'what has no severity waits',
    NIGHT_EAT,
    '2026-11-23T23:00:00Z',
    null,
    '2026-11-24T03:00:00.000Z',
  ],
  // 29 March 2026, 01:00Z: the clocks of Berlin go from 2 to 3; 25 October from 3 to 2.
  ['a night that loses an hour', BERLIN, '2026-03-28T22:00:00Z', 2, '2026-03-29T04:00:00.000Z'],
  ['a night that gains one', BERLIN, '2026-10-24T21:00:00Z', 2, '2026-10-25T05:00:00.000Z'],
];

for (const [say, quiet, when, severity, released] of rows)
  test(`quiet hours: ${say}`, () => {
    assert.equal(isoOf(releaseAt(quiet, { at: at(when), severity })), released);
  });

test('critical waits where its owner wishes that', () => {
  const quiet = { ...NIGHT_EAT, criticalThrough: false };
  const released = releaseAt(quiet, { at: at('2026-11-23T23:00:00Z'), severity: 1 });
  assert.equal(isoOf(released), '2026-11-24T03:00:00.000Z');
});

test('what is released is never in quiet hours, and never earlier', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_439 }),
      fc.integer({ min: 0, max: 1_439 }),
      fc.constantFrom('Africa/Nairobi', 'Africa/Kigali', 'Asia/Kolkata', 'Africa/Monrovia'),
      fc.integer({ min: 1.7e12, max: 1.9e12 }),
      (fromMin, untilMin, zone, ms) => {
        fc.pre(fromMin !== untilMin);
        const quiet: Quiet = { fromMin, untilMin, zone, criticalThrough: false };
        const released = releaseAt(quiet, { at: ms as Instant, severity: 2 });
        assert.ok(released >= ms && !isQuiet(quiet, released));
        if (released > ms) assert.equal(localMinutes(released, zone), untilMin);
        assert.ok(released - ms <= 1_440 * MINUTE_MS);
      },
    ),
  );
});

for (const [zone, known] of [
  ['Africa/Bujumbura', true],
  ['UTC', true],
  ['Africa/Atlantis', false],
  ['', false],
] as const)
  test(`the zone '${zone}' is ${known ? 'known' : 'unknown'}`, () => {
    assert.equal(isZone(zone), known);
  });
