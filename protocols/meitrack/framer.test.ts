import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn, pieces, seen } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { FRAME_BYTES_MAX } from './envelope.ts';
import { framer } from './framer.ts';

const cut = (stream: Uint8Array, sizes?: readonly number[]) =>
  framedIn(framer(), pieces(stream, sizes));

const text = '@@A25,123456789012345,A10*58\r\n';
const bare = '$$Q28,860000000000025,A12,OK*00';

const rows: readonly { name: string; stream: Uint8Array; found: readonly string[] }[] = [
  { name: 'a text', stream: bytesOf(text), found: ['frame 30'] },
  { name: 'two', stream: bytesOf(text, text), found: ['frame 30', 'frame 30'] },
  {
    name: 'a text whose line end is counted but not sent',
    stream: bytesOf(bare),
    found: ['frame 31'],
  },
  { name: 'two such', stream: bytesOf(bare, bare), found: ['frame 31', 'frame 31'] },
  {
    name: 'line ends between',
    stream: bytesOf('\r\n', text, '\n', text),
    found: ['frame 30', 'frame 30'],
  },
  { name: 'one $ too many', stream: bytesOf('$', bare), found: ['not-a-frame@0 1', 'frame 31'] },
  {
    name: 'an identifier that is none',
    stream: bytesOf('$$125,', text),
    found: ['not-a-frame@0 6', 'frame 30'],
  },
  { name: 'no length', stream: bytesOf('$$A,', text), found: ['not-a-frame@0 4', 'frame 30'] },
  {
    name: 'a length of five digits',
    stream: bytesOf('$$A00025,', text),
    found: ['not-a-frame@0 9', 'frame 30'],
  },
  {
    name: 'a length beyond any frame',
    stream: bytesOf('$$A9999,', text),
    found: ['too-long@0 8', 'frame 30'],
  },
  {
    name: 'a length that holds nothing',
    stream: bytesOf('$$A5,', text),
    found: ['unterminated@0 5', 'frame 30'],
  },
  {
    name: 'a length that ends elsewhere',
    stream: bytesOf('$$A12,', text),
    found: ['unterminated@0 6', 'frame 30'],
  },
  {
    name: 'half a text at the end',
    stream: bytesOf(text, '$$A25,12'),
    found: ['frame 30', 'cut-off@8 8'],
  },
  { name: 'noise and half a text', stream: bytesOf('zz', '$$A'), found: ['not-a-frame@0 5'] },
  {
    name: 'noise and a text without its line end',
    stream: bytesOf('zz', bare),
    found: ['not-a-frame@0 2', 'frame 31'],
  },
  {
    name: 'much noise comes in pieces',
    stream: bytesOf('x'.repeat(2 * 1024 + 5)),
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
    fc
      .constantFrom(text, bare, '$', '$$', '$$A12,', '@@A3', '*00', '\r\n')
      .map((it) => bytesOf(it)),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 60 })),
      (pieces, sizes) => {
        const stream = bytesOf(...pieces);
        const whole = cut(stream);
        assert.deepEqual(cut(stream, sizes), whole);
        const lines = (it: Uint8Array): string =>
          Buffer.from(it)
            .toString('latin1')
            .replace(/[\r\n]/g, '');
        assert.equal(lines(bytesOf(...whole.map((it) => it.bytes))), lines(stream));
      },
    ),
  );
});

test('what waits is never more than the longest frame', () => {
  const own = framer();
  own.push(bytesOf(`$$A1400,${'x'.repeat(900)}`));
  own.push(bytesOf('x'.repeat(10_000)));
  assert.ok(own.end().every((it) => it.bytes.length <= FRAME_BYTES_MAX));
});
