import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeTrack, emptyColumns, encodeTrack } from './track-columns.ts';

const told = { events: ['rope-cut'], after: '12.5', later: 3 };

test('what is encoded is read again, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 50 }),
      (values) => {
        const columns = emptyColumns(values.length, told);
        for (const [row, value] of values.entries()) {
          columns.at[row] = 1_700_000_000_000 + value;
          columns.receivedAt[row] = value;
          columns.latE7[row] = value * 1_000;
          columns.lonE7[row] = -value;
          columns.speed[row] = value;
          columns.course[row] = -value - 1;
          columns.battery[row] = value;
          columns.flags[row] = value + 32_768;
          columns.event[row] = value & 1;
        }
        const { buffer } = encodeTrack(columns);
        assert.deepEqual(decodeTrack(buffer as ArrayBuffer), columns);
      },
    ),
  );
});

test('bytes that are no track, or not a whole one, are none', () => {
  const whole = encodeTrack(emptyColumns(3, told));
  const rows: Uint8Array[] = [
    new Uint8Array(0),
    new Uint8Array(40),
    whole.slice(0, -1),
    new Uint8Array([...whole, 0]),
    whole.with(4, 9),
    whole.with(7, 0xff),
  ];
  for (const bytes of rows) assert.equal(decodeTrack(bytes.buffer as ArrayBuffer), undefined);
});
