import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Framed } from '@lakiri/kit';
import fc from 'fast-check';
import { FRAME_BYTES_MAX, framer } from './framer.ts';

const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
    ),
  );

function cut(stream: Uint8Array, sizes: readonly number[] = []): readonly Framed[] {
  const own = framer();
  const found: Framed[] = [];
  let at = 0;
  for (const size of sizes) {
    found.push(...own.push(stream.slice(at, at + size)));
    at += size;
  }
  found.push(...own.push(stream.slice(at)), ...own.end());
  return found;
}

function seen(found: readonly Framed[]): readonly string[] {
  return found.map((it) =>
    it.kind === 'frame'
      ? `frame ${it.bytes.length}`
      : `${it.malformed.code}@${it.malformed.offset} ${it.bytes.length}`,
  );
}

const text = '##S,eSeal,1000017,256,3.0.6,RC-Unlock,E##';

const rows: readonly { name: string; stream: Uint8Array; found: readonly string[] }[] = [
  { name: 'a text', stream: bytes(text), found: ['frame 41'] },
  {
    name: 'two with line ends',
    stream: bytes(text, '\r\n', text, '\n'),
    found: ['frame 41', 'frame 41'],
  },
  { name: 'two without', stream: bytes(text, text), found: ['frame 41', 'frame 41'] },
  { name: 'one # too many', stream: bytes('#', text), found: ['not-a-frame@0 1', 'frame 41'] },
  {
    name: 'a text begun again',
    stream: bytes('##S,eSeal,', text),
    found: ['unterminated@0 10', 'frame 41'],
  },
  {
    name: 'a # that ends nothing',
    stream: bytes('##S,eSeal,E#,', text),
    found: ['unterminated@0 13', 'frame 41'],
  },
  {
    name: 'an E that is no field',
    stream: bytes('##S,eSealE##', text),
    found: ['unterminated@0 12', 'frame 41'],
  },
  {
    name: 'a line end inside noise is noise',
    stream: bytes('x\ny', text),
    found: ['not-a-frame@0 3', 'frame 41'],
  },
  {
    name: 'a text without end',
    stream: bytes(`##S,${'x'.repeat(FRAME_BYTES_MAX)}`),
    found: ['too-long@0 516'],
  },
  {
    name: 'half a text at the end',
    stream: bytes(text, '##S,eSeal'),
    found: ['frame 41', 'cut-off@9 9'],
  },
  { name: 'all but the last byte', stream: bytes(text.slice(0, -1)), found: ['cut-off@40 40'] },
  { name: 'noise and half a text', stream: bytes('zz', '##'), found: ['not-a-frame@0 4'] },
  {
    name: 'much noise comes in pieces',
    stream: bytes('x'.repeat(2 * 1024 + 5)),
    found: ['not-a-frame@0 1024', 'not-a-frame@0 1024', 'not-a-frame@0 5'],
  },
];

for (const { name, stream, found } of rows) {
  test(name, () => assert.deepEqual(seen(cut(stream)), found));
  test(`${name}, byte by byte`, () =>
    assert.deepEqual(cut(stream, Array(stream.length).fill(1)), cut(stream)));
}

test('no split whatever changes what is found, and nothing but line ends is lost', () => {
  const piece = fc.oneof(
    fc.constantFrom(text, '##S,', '#', '##', ',E##', ',E', 'S,', '\r\n').map((it) => bytes(it)),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 60 })),
      (pieces, sizes) => {
        const stream = bytes(...pieces);
        const whole = cut(stream);
        assert.deepEqual(cut(stream, sizes), whole);
        const lines = (it: Uint8Array): string =>
          Buffer.from(it)
            .toString('latin1')
            .replace(/[\r\n]/g, '');
        assert.equal(lines(bytes(...whole.map((it) => it.bytes))), lines(stream));
      },
    ),
  );
});

test('what waits is never more than the longest frame', () => {
  const own = framer();
  own.push(bytes(`##S,${'x'.repeat(400)}`));
  own.push(bytes('x'.repeat(10_000)));
  assert.ok(own.end().every((it) => it.bytes.length <= 2 * FRAME_BYTES_MAX));
});
