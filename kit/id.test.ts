import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idOf, parseId } from './id.ts';

test('RFC 9562 Appendix A.6: the example of version 7', () => {
  // 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F
  const chance = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  assert.equal(idOf(1_645_557_742_000, chance), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const chances = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('an id is of version 7 and variant 10, carries its millisecond, and parses', () => {
  fc.assert(
    fc.property(instants, chances, (ms, chance) => {
      const id = idOf(ms, chance);
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), ms);
      assert.equal(parseId(id), id);
    }),
  );
});

test('ids of later milliseconds sort later', () => {
  fc.assert(
    fc.property(instants, chances, chances, (ms, one, other) => {
      fc.pre(ms < 2 ** 48 - 1);
      assert.ok(idOf(ms, one) < idOf(ms + 1, other));
    }),
  );
});

const wrong = [
  '',
  '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
  '017f22e279b07cc398c4dc0c0c07398f',
  '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
  '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
  '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
];
for (const text of wrong) {
  test(`${JSON.stringify(text)} is no id`, () => assert.equal(parseId(text), undefined));
}
