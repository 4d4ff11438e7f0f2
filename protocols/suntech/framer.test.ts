import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { suntech } from './index.ts';

const alive = 'ST600ALV;008728327\r';
const answer = 'ST300CMD;Res;511848119;315;Enable1\r';
const binary = '\x81\x00\x0d\x05\x20\x00\x13\x38\x3f\xff\xff;\r;\r;';
const external =
  'ST300UEX;5;4;3;20240517;18:24:58;6a;-04.0;+039.6;0;0;9;1;7;0;000000;3;\r;\r;90;0;3.9;1\r';

function cut(chunks: readonly Uint8Array[]): string[] {
  return framedIn(suntech.framer(), chunks).map((it) => {
    const text = Buffer.from(it.bytes).toString('latin1');
    return it.kind === 'frame' ? text : `${it.malformed.code}@${it.malformed.offset}:${text}`;
  });
}

const wrongLength = external.replace(';000000;3;', ';000000;4;');
const longest = `STT;1;${'0'.repeat(suntech.frameBytesMax - 7)}\r`;

const streams = [
  { holds: 'nothing', stream: '', found: [] },
  { holds: 'texts and a binary', stream: alive + binary + answer, found: [alive, binary, answer] },
  { holds: 'line ends between', stream: `${alive}\n${answer}\r\n`, found: [alive, answer] },
  { holds: 'a device behind the device', stream: external + alive, found: [external, alive] },
  {
    holds: 'an external device whose number is wrong',
    stream: wrongLength + alive,
    found: [
      wrongLength.slice(0, wrongLength.indexOf('\r') + 1),
      `not-a-frame@0:${wrongLength.slice(wrongLength.indexOf('\r') + 1)}`,
      alive,
    ],
  },
  {
    holds: 'noise, and a text',
    stream: `get / http\r\n${alive}`,
    found: ['not-a-frame@0:get / http\r\n', alive],
  },
  {
    holds: 'a binary that says it is enormous',
    stream: `\x81\xff\xff${alive}`,
    found: ['length-out-of-range@0:\x81\xff\xff', alive],
  },
  { holds: 'a cut text', stream: `${alive}ST300`, found: [alive, 'cut-off@5:ST300'] },
  { holds: 'the longest text', stream: longest, found: [longest] },
];
for (const { holds, stream, found } of streams) {
  test(`a stream of ${holds}`, () => {
    assert.deepEqual(cut([bytesOf(stream)]), found);
    assert.deepEqual(cut(Array.from(bytesOf(stream), (byte) => Uint8Array.of(byte))), found);
  });
}

test('a text longer than any is noise, and one after it is found', () => {
  const found = cut([bytesOf(`${longest.slice(0, -1)}0\r${alive}`)]);
  assert.match(found[0] ?? '', /^too-long@0:/);
  assert.equal(found.at(-1), alive);
});

const piece = fc.oneof(
  fc.constantFrom(alive, answer, binary, external, wrongLength, external.slice(0, 70), '\r', '\n'),
  fc.constantFrom('\x81', '\x82\x00', 'ST300UEX;', ';', 'A'),
  fc.string({ maxLength: 20 }),
);

test('however a stream is split, the same is found', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(600)), (pieces, cuts) => {
      const whole = bytesOf(pieces.join(''));
      const ends = [0, ...cuts.map((it) => it % (whole.length + 1)).sort((a, b) => a - b)];
      const chunks = ends.map((from, n) => whole.subarray(from, ends[n + 1] ?? whole.length));
      assert.deepEqual(cut(chunks), cut([whole]));
      assert.deepEqual(cut(Array.from(whole, (byte) => Uint8Array.of(byte))), cut([whole]));
    }),
    { numRuns: 300 },
  );
});
