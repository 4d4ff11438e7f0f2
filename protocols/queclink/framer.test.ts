import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { queclink } from './index.ts';

const report = '+RESP:GTPNA,1A0401,135790246811220,box7,20240214093254,11F0$';
const stored = '+BUFF:GTPFA,1A0401,135790246811220,,20240214093254,11F1$';
const beat = '+ACK:GTHBD,1A0401,135790246811220,,20240214093254,11F2$';

function cut(chunks: readonly Uint8Array[]): string[] {
  return framedIn(queclink.framer(), chunks).map((it) => {
    const text = Buffer.from(it.bytes).toString('latin1');
    return it.kind === 'frame' ? text : `${it.malformed.code}@${it.malformed.offset}:${text}`;
  });
}

const half = report.slice(0, 30);
const longest = `${report.slice(0, -1)}${'0'.repeat(queclink.frameBytesMax - report.length)}$`;

const streams = [
  { holds: 'nothing', stream: '', found: [] },
  { holds: 'three messages', stream: report + stored + beat, found: [report, stored, beat] },
  {
    holds: 'line ends between messages',
    stream: `${report}\r\n${stored}\n${beat}\r\n`,
    found: [report, stored, beat],
  },
  {
    holds: 'a message that ends with a zero byte',
    stream: `${report.slice(0, -1)}\0${beat}`,
    found: [`${report.slice(0, -1)}\0`, beat],
  },
  {
    holds: 'noise, and a message',
    stream: `GET / HTTP/1.1\r\n${report}`,
    found: ['not-a-frame@0:GET / HTTP/1.1\r\n', report],
  },
  {
    holds: 'a head of another protocol',
    stream: `+RSP:GT${report}`,
    found: ['not-a-frame@0:+RSP:GT', report],
  },
  {
    holds: 'a message that lost its end',
    stream: half + report,
    found: [`unterminated@0:${half}`, report],
  },
  {
    holds: 'a phone number, which begins as a head does',
    stream: '+RESP:GTLBC,020102,135790246811220,,+86138,20240214093254,11F0$',
    found: ['+RESP:GTLBC,020102,135790246811220,,+86138,20240214093254,11F0$'],
  },
  { holds: 'a cut message', stream: report + half, found: [report, `cut-off@30:${half}`] },
  { holds: 'the longest message', stream: longest, found: [longest] },
];
for (const { holds, stream, found } of streams) {
  test(`a stream of ${holds}`, () => {
    assert.deepEqual(cut([bytesOf(stream)]), found);
    assert.deepEqual(cut(Array.from(bytesOf(stream), (byte) => Uint8Array.of(byte))), found);
  });
}

test('a message longer than any is noise, and one after it is found', () => {
  const found = cut([bytesOf(`${longest.slice(0, -1)}0$${report}`)]);
  assert.match(found[0] ?? '', /^too-long@0:/);
  assert.equal(found.at(-1), report);
  assert.ok(found.every((it) => it.length < 1100));
});

const piece = fc.oneof(
  fc.constantFrom(report, stored, beat, half, '+', '+RE', '+ACK:GT', '$', '\0', '\r\n'),
  fc.string({ maxLength: 30 }),
);

test('however a stream is split, the same is found', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), fc.array(fc.nat(400)), (pieces, cuts) => {
      const whole = bytesOf(pieces.join(''));
      const ends = [0, ...cuts.map((it) => it % (whole.length + 1)).sort((a, b) => a - b)];
      const chunks = ends.map((from, n) => whole.subarray(from, ends[n + 1] ?? whole.length));
      assert.deepEqual(cut(chunks), cut([whole]));
      assert.deepEqual(cut(Array.from(whole, (byte) => Uint8Array.of(byte))), cut([whole]));
      // Nothing but line ends between messages is passed over.
      const kept = cut([whole])
        .join('')
        .replace(/[\w-]+@\d+:/g, '');
      assert.ok(kept.length <= whole.length);
    }),
    { numRuns: 300 },
  );
});
