import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn, pieces, seen } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { FRAME_BYTES_MAX, framer } from './framer.ts';

const cut = (stream: Uint8Array, sizes?: readonly number[]) =>
  framedIn(framer(), pieces(stream, sizes));

const text = '*BGCR,OM,860000000000017,Q0,3335#';

const rows: readonly { name: string; stream: Uint8Array; found: readonly string[] }[] = [
  { name: 'a text', stream: bytesOf(text), found: ['frame 33'] },
  {
    name: 'two with line ends',
    stream: bytesOf(text, '\r\n', text, '\n'),
    found: ['frame 33', 'frame 33'],
  },
  { name: 'a text of a server', stream: bytesOf('\xff\xff', text), found: ['frame 35'] },
  {
    name: 'one FF is not two',
    stream: bytesOf('\xff', text),
    found: ['not-a-frame@0 1', 'frame 33'],
  },
  {
    name: 'three are one too many',
    stream: bytesOf('\xff\xff\xff', text),
    found: ['not-a-frame@0 1', 'frame 35'],
  },
  { name: 'FF FF before nothing', stream: bytesOf('\xff\xff'), found: ['cut-off@2 2'] },
  {
    name: 'a head that is none',
    stream: bytesOf('*omni,', text),
    found: ['not-a-frame@0 6', 'frame 33'],
  },
  {
    name: 'a text begun again',
    stream: bytesOf('*BGCR,OM,', text),
    found: ['unterminated@0 9', 'frame 33'],
  },
  {
    name: 'a line end inside noise is noise',
    stream: bytesOf('x\ny', text),
    found: ['not-a-frame@0 3', 'frame 33'],
  },
  {
    name: 'a text without end',
    stream: bytesOf(`*BGCR,${'x'.repeat(FRAME_BYTES_MAX)}`),
    found: ['too-long@0 1024', 'not-a-frame@0 6'],
  },
  {
    name: 'half a text at the end',
    stream: bytesOf(text, '*BGCR,OM'),
    found: ['frame 33', 'cut-off@8 8'],
  },
  { name: 'noise and half a text', stream: bytesOf('zz', '*BG'), found: ['not-a-frame@0 5'] },
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
    fc.constantFrom(text, '\xff\xff', '\xff', '*', '#', '*BGCR,', '\r\n').map((it) => bytesOf(it)),
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
  own.push(bytesOf(`*BGCR,${'x'.repeat(900)}`));
  own.push(bytesOf('x'.repeat(10_000)));
  assert.ok(own.end().every((it) => it.bytes.length <= FRAME_BYTES_MAX));
});
