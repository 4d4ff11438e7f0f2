import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Framed } from '@lakiri/kit';
import fc from 'fast-check';
import { encodeCommand, encodeHeartbeat, encodeLogin, encodeReply, gt06 } from './index.ts';

const info = {
  oilCut: false,
  positioned: true,
  alarm: 0,
  charging: false,
  ignition: false,
  armed: false,
};
const login = encodeLogin({ serial: 1, imei: '351357123456789' });
const heartbeat = encodeHeartbeat({ serial: 2, info, voltageLevel: 4, gsm: 4, language: 1 });
const reply = encodeReply({ serial: 3, serverFlag: 7, text: 'x'.repeat(900) });
const wifi = bytesOf('78780169240520093005 1475905bd30e25 01027f02 2af91f7132 0d0a');
const longer = bytesOf('787808134606020002044dc5050d0a');

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
}

function framedOf(stream: Uint8Array, cuts: readonly number[]): readonly Framed[] {
  const framer = gt06.framer();
  const found: Framed[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    found.push(...framer.push(stream.subarray(from, cut)));
    from = cut;
  }
  found.push(...framer.push(stream.subarray(from)), ...framer.end());
  return found;
}

function said(found: readonly Framed[]): readonly unknown[] {
  return found.map((it) =>
    it.kind === 'frame'
      ? Buffer.from(it.bytes).toString('hex')
      : [it.malformed.code, it.malformed.offset, it.bytes.length],
  );
}

const hexes = [login, heartbeat, reply, wifi, longer].map((it) => Buffer.from(it).toString('hex'));

test('a stream is cut into its frames, of every form', () => {
  const stream = Buffer.concat([login, heartbeat, reply, wifi, longer]);
  assert.deepEqual(said(framedOf(stream, [])), hexes);
});

const rows = [
  { what: 'noise before a frame', stream: 'ffff00', finds: [['no-frame-start', 0, 3]] },
  { what: 'a start alone', stream: '78aa', finds: [['no-frame-start', 1, 2]] },
  { what: 'a stop that is none', stream: '7878058a000688290d0b', finds: [['no-frame-end', 8, 10]] },
  { what: 'a length of nothing', stream: '787802', finds: [['length-out-of-range', 2, 3]] },
  { what: 'a length of a megabyte', stream: '7979ffff', finds: [['length-out-of-range', 2, 4]] },
];
for (const { what, stream, finds } of rows) {
  test(`${what} costs no frame that follows`, () => {
    const whole = Buffer.concat([Buffer.from(stream, 'hex'), login]);
    assert.deepEqual(said(framedOf(whole, [])), [...finds, hexes[0]]);
  });
}

test('a frame cut off by the end of the stream is said', () => {
  assert.deepEqual(said(framedOf(login.subarray(0, 9), [])), [['cut-off', 9, 9]]);
});

const anyPiece = fc.oneof(
  fc.constantFrom(login, heartbeat, reply, wifi, longer, login.subarray(0, 11)),
  fc.uint8Array({ maxLength: 12 }),
  fc
    .array(fc.constantFrom(0x78, 0x79, 0x0d, 0x0a, 5, 0x13), { maxLength: 9 })
    .map((it) => Uint8Array.from(it)),
);

test('what is found does not depend on how the stream was split, and no byte is lost', () => {
  fc.assert(
    fc.property(
      fc.array(anyPiece, { maxLength: 8 }),
      fc.array(fc.nat(2000), { maxLength: 12 }),
      (pieces, cuts) => {
        const stream = Buffer.concat(pieces);
        const whole = framedOf(stream, []);
        const split = framedOf(
          stream,
          cuts.map((cut) => Math.min(cut, stream.length)),
        );
        assert.deepEqual(said(split), said(whole));
        assert.deepEqual(Buffer.concat(whole.map(({ bytes }) => bytes)), stream);
      },
    ),
    { numRuns: 500 },
  );
});

test('the bytes of a frame stay when the chunk is used again', () => {
  const framer = gt06.framer();
  const chunk = Uint8Array.from(login);
  const [framed] = framer.push(chunk);
  chunk.fill(0);
  assert.deepEqual(framed?.bytes, login);
});

test('a command is one frame', () => {
  const command = encodeCommand({ serial: 0, serverFlag: 0, text: 'Relay,1#' });
  assert.equal(
    Buffer.from(command).toString('hex'),
    '787812800c0000000052656c61792c312300009dee0d0a',
  );
  assert.deepEqual(said(framedOf(command, [])), [Buffer.from(command).toString('hex')]);
});
