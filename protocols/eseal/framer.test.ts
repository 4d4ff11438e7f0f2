import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn, pieces, seen } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { FRAME_BYTES_MAX, framer } from './framer.ts';

const cut = (stream: Uint8Array, sizes?: readonly number[]) =>
  framedIn(framer(), pieces(stream, sizes));

const text = '##S,eSeal,1000017,256,3.0.6,RC-Unlock,E##';

const rows: readonly { name: string; stream: Uint8Array; found: readonly string[] }[] = [
  { name: 'a text', stream: bytesOf(text), found: ['frame 41'] },
  {
    name: 'two with line ends',
    stream: bytesOf(text, '\r\n', text, '\n'),
    found: ['frame 41', 'frame 41'],
  },
  { name: 'two without', stream: bytesOf(text, text), found: ['frame 41', 'frame 41'] },
  { name: 'one # too many', stream: bytesOf('#', text), found: ['not-a-frame@0 1', 'frame 41'] },
  {
    name: 'a text begun again',
    stream: bytesOf('##S,eSeal,', text),
    found: ['unterminated@0 10', 'frame 41'],
  },
  {
    name: 'a # that ends nothing',
    stream: bytesOf('##S,eSeal,E#,', text),
    found: ['unterminated@0 13', 'frame 41'],
  },
  {
    name: 'an E that is no field',
    stream: bytesOf('##S,eSealE##', text),
    found: ['unterminated@0 12', 'frame 41'],
  },
  {
    name: 'a line end inside noise is noise',
    stream: bytesOf('x\ny', text),
    found: ['not-a-frame@0 3', 'frame 41'],
  },
  {
    name: 'a text without end',
    stream: bytesOf(`##S,${'x'.repeat(FRAME_BYTES_MAX)}`),
    found: ['too-long@0 516'],
  },
  {
    name: 'half a text at the end',
    stream: bytesOf(text, '##S,eSeal'),
    found: ['frame 41', 'cut-off@9 9'],
  },
  { name: 'all but the last byte', stream: bytesOf(text.slice(0, -1)), found: ['cut-off@40 40'] },
  { name: 'noise and half a text', stream: bytesOf('zz', '##'), found: ['not-a-frame@0 4'] },
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
    fc.constantFrom(text, '##S,', '#', '##', ',E##', ',E', 'S,', '\r\n').map((it) => bytesOf(it)),
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
  own.push(bytesOf(`##S,${'x'.repeat(400)}`));
  own.push(bytesOf('x'.repeat(10_000)));
  assert.ok(own.end().every((it) => it.bytes.length <= 2 * FRAME_BYTES_MAX));
});
