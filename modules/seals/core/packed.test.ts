import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BITS, type SealBits } from '@lakiri/kit';
import fc from 'fast-check';
import { clockCode, clockOf, fixCode, fixOf, packBits, unpackBits } from './packed.ts';

const flag = fc.constantFrom(true, false, null);
const anyBits = fc.record(
  Object.fromEntries(Object.keys(NO_BITS).map((name) => [name, flag])) as {
    [Name in keyof SealBits]: typeof flag;
  },
);

test('bits packed are read back, whatever was said and whatever was not', () => {
  fc.assert(
    fc.property(anyBits, (bits) => {
      assert.deepEqual(unpackBits(packBits(bits)), { ...bits }); // fast-check makes objects without a prototype
      assert.ok(packBits(bits) >= 0 && packBits(bits) < 2 ** 31);
    }),
  );
});

// What is stored already is read by these numbers for ever.
test('the storage forms stay what they are', () => {
  assert.equal(packBits(NO_BITS), 0);
  assert.equal(packBits({ ...NO_BITS, motorLocked: true }), 3);
  assert.equal(packBits({ ...NO_BITS, motorLocked: false, ropeCut: true }), 0b110001);
  assert.equal(packBits({ ...NO_BITS, charging: true }), 3 << 18);
  assert.deepEqual((['none', 'cell', 'gnss'] as const).map(fixCode), [0, 1, 2]);
  assert.deepEqual((['none', 'right', 'ahead', 'behind'] as const).map(clockCode), [0, 1, 2, 3]);
});

test('codes are read back, and one of no table says nothing', () => {
  for (const fix of ['none', 'cell', 'gnss'] as const) assert.equal(fixOf(fixCode(fix)), fix);
  for (const clock of ['none', 'right', 'ahead', 'behind'] as const)
    assert.equal(clockOf(clockCode(clock)), clock);
  assert.deepEqual([fixOf(99), clockOf(-1)], ['none', 'none']);
});
