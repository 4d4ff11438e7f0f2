import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from '../journeys/testing.ts';
import { signalsOf } from '../journeys/track.ts';
import { firstAlign, rowsOf, shifted, shiftOf, type Under } from './alignment.ts';
import { comparisonSearch } from './search.ts';

const HOUR = 3_600_000;
const mine: Under = { departedAt: 10 * HOUR, from: 9 * HOUR, to: 20 * HOUR };
const convoy: Under = { departedAt: 11 * HOUR, from: 10 * HOUR, to: 19 * HOUR };
const earlier: Under = { departedAt: 2 * HOUR, from: 1 * HOUR, to: 9 * HOUR };
const waiting: Under = { departedAt: null, from: 1 * HOUR, to: 2 * HOUR };

for (const { name, align, other, shift } of [
  { name: 'the time of day moves nothing', align: 'clock', other: earlier, shift: 0 },
  {
    name: 'from departure, one that left later comes forward',
    align: 'departure',
    other: convoy,
    shift: -HOUR,
  },
  {
    name: 'from departure, one that left before comes back',
    align: 'departure',
    other: earlier,
    shift: 8 * HOUR,
  },
  {
    name: 'one that has not departed has no such clock',
    align: 'departure',
    other: waiting,
    shift: undefined,
  },
] as const)
  test(name, () => assert.equal(shiftOf(align, mine, other), shift));

for (const { name, other, align } of [
  { name: 'under way together: by the time of day', other: convoy, align: 'clock' },
  { name: 'one after the other: from departure', other: earlier, align: 'departure' },
  { name: 'not departed: by the time of day', other: waiting, align: 'clock' },
] as const)
  test(name, () => assert.equal(firstAlign(mine, other), align));

test('what is moved on the clock keeps its place and how late it came', () => {
  const told = {
    ...{ at: HOUR, receivedAt: HOUR + 500, lat: -1, lon: 36, speedKmh: 60, courseDeg: 90 },
    ...{
      batteryPct: 80,
      late: false,
      flags: { ropeCut: null, motorLocked: null, coverOpen: null },
    },
  };
  const signals = signalsOf([columnsOf([told])]);
  const [moved] = shifted(signals, -HOUR);
  assert.deepEqual([moved?.at, moved?.receivedAt, moved?.place], [0, 500, { lat: -1, lon: 36 }]);
  assert.equal(shifted(signals, 0), signals);
});

for (const { hours, rows, step } of [
  { hours: 0, rows: 1, step: undefined },
  { hours: 1, rows: 61, step: 60_000 },
  { hours: 10, rows: 121, step: 5 * 60_000 },
  { hours: 24, rows: 145, step: 10 * 60_000 },
  { hours: 24 * 30, rows: 121, step: 360 * 60_000 },
  { hours: 24 * 400, rows: 150, step: undefined },
])
  test(`${hours} hours are a table of ${rows} rows that ends at the end`, () => {
    const told = rowsOf({ from: HOUR, to: HOUR + hours * HOUR });
    assert.equal(told.length, rows);
    assert.ok(Math.abs((told.at(-1) ?? 0) - (HOUR + hours * HOUR)) < 1);
    if (step !== undefined) assert.equal((told[1] ?? 0) - (told[0] ?? 0), step);
  });

const ID = '0198c3f0-1c1c-7b7b-8d8d-0123456789ab';
for (const { search, read } of [
  { search: {}, read: {} },
  { search: { with: 'KDJ 417K' }, read: {} },
  { search: { align: 'departure' }, read: {} },
  { search: { with: ID }, read: { with: ID } },
  { search: { with: ID, align: 'clock' }, read: { with: ID } },
  { search: { with: ID, align: 'departure' }, read: { with: ID, align: 'departure' } },
])
  test(`the address ${JSON.stringify(search)}`, () =>
    assert.deepEqual(comparisonSearch(search), read));
