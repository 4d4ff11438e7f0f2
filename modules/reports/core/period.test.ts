import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Instant, isoOf, parseInstant } from '@lakiri/kit';
import fc from 'fast-check';
import {
  type Day,
  dayAfter,
  daysFrom,
  localDay,
  localHour,
  midnight,
  parseDay,
  periodOf,
} from './index.ts';

const day = (text: string): Day => parseDay(text) ?? assert.fail(text);
const at = (text: string): Instant => parseInstant(text) ?? assert.fail(text);
const EAT = 'Africa/Nairobi';

test('a period is whole local days', () => {
  const rows = [
    [EAT, '2026-11-01', '2026-11-07', '2026-10-31T21:00:00.000Z', '2026-11-07T21:00:00.000Z'],
    [
      'Africa/Kigali',
      '2026-11-01',
      '2026-11-01',
      '2026-10-31T22:00:00.000Z',
      '2026-11-01T22:00:00.000Z',
    ],
    ['UTC', '2024-02-29', '2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    // Berlin turns its clock back on that day, which has 25 hours.
    [
      'Europe/Berlin',
      '2026-10-25',
      '2026-10-25',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
  ] as const;
  for (const [zone, firstDay, lastDay, from, to] of rows) {
    const found = periodOf({ firstDay: day(firstDay), lastDay: day(lastDay), zone });
    assert.ok('period' in found, zone);
    const { period } = found;
    assert.deepEqual([isoOf(period.from), isoOf(period.to)], [from, to], zone);
  }
});

test('each row mends what the one above was refused for', () => {
  const rows = [
    {
      zone: 'Africa/Atlantis',
      firstDay: '2026-11-02',
      lastDay: '2026-11-01',
      refused: 'no-such-zone',
    },
    { zone: EAT, firstDay: '2026-11-02', lastDay: '2026-11-01', refused: 'period-backwards' },
    { zone: EAT, firstDay: '2026-11-02', lastDay: '2027-02-02', refused: 'period-too-long' },
    { zone: EAT, firstDay: '2026-11-02', lastDay: '2027-02-01', refused: undefined },
  ];
  for (const { zone, firstDay, lastDay, refused } of rows) {
    const found = periodOf({ firstDay: day(firstDay), lastDay: day(lastDay), zone });
    assert.equal('refusal' in found ? found.refusal.code : undefined, refused, lastDay);
  }
});

test('a day is a day of the calendar', () => {
  for (const text of ['2026-02-31', '2026-13-01', '2026-1-1', '', '2026-11-01T00:00', '26-11-01'])
    assert.equal(parseDay(text), undefined, text);
  assert.equal(dayAfter(day('2026-12-31')), '2027-01-01');
  assert.equal(dayAfter(day('2026-03-01'), -1), '2026-02-28');
  assert.equal(daysFrom(day('2026-11-01'), day('2026-12-01')), 30);
});

test('midnight there is on its day, and an instant before it is on the day before', () => {
  const zones = fc.constantFrom(EAT, 'Africa/Kigali', 'UTC', 'Europe/Berlin', 'Asia/Kathmandu');
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 20_000 }), (zone, days) => {
      const one = dayAfter(day('2000-01-01'), days);
      const begins = midnight(one, zone);
      assert.equal(localDay(begins, zone), one);
      assert.equal(localDay((begins - 1) as Instant, zone), dayAfter(one, -1));
      assert.equal(localHour(begins, zone), 0);
    }),
    { numRuns: 200 },
  );
  assert.equal(localHour(at('2026-11-23T21:30:00Z'), EAT), 0);
  assert.equal(localHour((at('2026-11-23T21:30:00Z') - HOUR_MS) as Instant, EAT), 23);
  assert.throws(() => midnight(day('2026-11-23'), 'Africa/Atlantis'), RangeError);
});
