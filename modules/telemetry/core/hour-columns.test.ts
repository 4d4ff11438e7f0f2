import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeHour,
  emptyHour,
  encodeHour,
  HOUR_FIXES_MAX,
  HOUR_TRUCKS_MAX,
  type HourTruck,
  thinnedTo,
} from './hour-columns.ts';

for (const { trucks, everyS } of [
  { trucks: 1, everyS: 10 },
  { trucks: 600, everyS: 10 },
  { trucks: 2_000, everyS: 30 },
  { trucks: 4_000, everyS: 60 },
  { trucks: 8_000, everyS: 120 },
  { trucks: HOUR_TRUCKS_MAX, everyS: 300 },
])
  test(`of ${trucks} trucks one fix in ${everyS} s fits an answer`, () => {
    assert.equal(thinnedTo(trucks), everyS);
    assert.ok(trucks * (3_600 / everyS + 1) <= HOUR_FIXES_MAX);
  });

const truck = fc.record(
  {
    seal: fc.uuid(),
    number: fc.string(),
    journey: fc.uuid(),
    ref: fc.string(),
    plate: fc.option(fc.string({ unit: 'grapheme' })),
  },
  { noNullPrototype: true },
);
type Said = {
  readonly from: number;
  readonly trucks: readonly HourTruck[];
  readonly fixes: readonly (readonly [value: number, byte: number])[];
};
const hour: fc.Arbitrary<Said> = fc.record({
  from: fc.integer({ min: 0, max: 4e12 }),
  trucks: fc.array(truck, { maxLength: 5 }),
  fixes: fc.array(fc.tuple(fc.integer(), fc.nat(255)), { maxLength: 30 }),
});

function columnsOf({ from, trucks, fixes }: Said) {
  const told = { trucks, everyS: null, fixes: fixes.length, isCut: false };
  const columns = emptyHour({ from, fixes: fixes.length, told });
  columns.first.set(trucks.map((_, index) => index));
  for (const name of ['at', 'latE7', 'lonE7'] as const)
    columns[name].set(fixes.map(([value]) => value));
  for (const name of ['speed', 'course'] as const)
    columns[name].set(fixes.map(([, value]) => value));
  return columns;
}

test('an hour is read back as it was written', () => {
  fc.assert(
    fc.property(hour, (said) => {
      const columns = columnsOf(said);
      assert.deepEqual(decodeHour(encodeHour(columns).buffer as ArrayBuffer), columns);
    }),
  );
});

test('what is cut off, longer or not ours is no hour', () => {
  fc.assert(
    fc.property(hour, fc.nat(), (said, at) => {
      const bytes = encodeHour(columnsOf(said));
      const cut = bytes.slice(0, at % bytes.length).buffer as ArrayBuffer;
      assert.equal(decodeHour(cut), undefined);
      const longer = new Uint8Array([...bytes, 0]).buffer as ArrayBuffer;
      assert.equal(decodeHour(longer), undefined);
    }),
  );
  assert.equal(decodeHour(new ArrayBuffer(24)), undefined);
});
