import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64Of, parseBase64 } from './base64.ts';
import { parseUtf8, utf8Of } from './utf8.ts';

test('base 64 is Node’s, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      assert.equal(base64Of(bytes), text);
      assert.deepEqual(parseBase64(text), bytes);
    }),
  );
});

const noBase64 = [
  'A',
  'AA',
  'AAA',
  'AA=',
  'AA==A',
  'AAAA=',
  '=',
  '====',
  'AB==',
  'AAB=',
  'A-AA',
  'A_AA',
  'AA A',
  'AAA\n',
  'AA==AAAA',
];
for (const text of noBase64) {
  test(`${JSON.stringify(text)} is no base 64`, () => assert.equal(parseBase64(text), undefined));
}

test('one text for each byte string: a changed character is a changed byte or a refusal', () => {
  fc.assert(
    fc.property(fc.base64String({ minLength: 4 }), (text) => {
      const bytes = parseBase64(text);
      if (bytes !== undefined) assert.equal(base64Of(bytes), text);
    }),
  );
});

test('UTF-8 is Node’s, both ways', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(utf8Of(text), new TextEncoder().encode(text));
      assert.equal(parseUtf8(utf8Of(text)), text);
    }),
  );
});

test('what Node refuses as UTF-8 we refuse, and nothing else', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const said = (bytes: Uint8Array): string | undefined => {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  };
  const near = fc.constantFrom(
    0x00,
    0x41,
    0x7f,
    0x80,
    0xa0,
    0xbf,
    0xc0,
    0xc2,
    0xe0,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(fc.array(near, { maxLength: 6 }), (bytes) => {
      assert.equal(parseUtf8(Uint8Array.from(bytes)), said(Uint8Array.from(bytes)));
    }),
    { numRuns: 2_000 },
  );
});

test('half a surrogate pair has no UTF-8', () => {
  assert.throws(() => utf8Of('\ud800'), RangeError);
});
