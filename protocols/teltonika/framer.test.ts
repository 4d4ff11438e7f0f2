import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf, type Framed, type Instant } from '@lakiri/kit';
import { framedIn } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { encodeLogin, encodePacket, encodePing, teltonika } from './index.ts';

const login = encodeLogin('356307042441013');
const record = {
  occurredAt: 1_700_000_000_000 as Instant,
  priority: 0,
  lat: -1.25,
  lon: 36.75,
  altitudeM: 0,
  courseDeg: 90,
  satellites: 9,
  speedKmh: 40,
  eventId: 0,
  io: [{ id: 1, bytes: 1, value: 1 }],
} as const;
const packet = encodePacket(8, [record]);
const backlog = encodePacket(0x8e, new Array(20).fill(record));
const command = Uint8Array.from(
  Buffer.from('000000000000000f0c010500000007676574696e666f0100004312', 'hex'),
);

const cut = (chunks: readonly Uint8Array[]): string[] =>
  framedIn(teltonika.framer(), chunks).map(said);

function said(framed: Framed): string {
  const hex = Buffer.from(framed.bytes).toString('hex');
  if (framed.kind === 'frame') return hex;
  return `${framed.malformed.code}@${framed.malformed.offset}:${hex}`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

const streams: { holds: string; stream: Uint8Array[]; found: string[] }[] = [
  { holds: 'nothing', stream: [], found: [] },
  {
    holds: 'login, packets and pings',
    stream: [login, packet, encodePing(), encodePing(), backlog, command],
    found: [hex(login), hex(packet), 'ff', 'ff', hex(backlog), hex(command)],
  },
  {
    holds: 'noise with a ping lost in it, a packet, a ping that is one again',
    stream: [bytes('47455420ff2f'), packet, encodePing()],
    found: ['no-frame-start@0:47455420ff2f', hex(packet), 'ff'],
  },
  {
    holds: 'zeros before a packet',
    stream: [bytes('000000000000'), backlog],
    found: ['length-out-of-range@4:000000000000', hex(backlog)],
  },
  {
    holds: 'a length of a megabyte',
    stream: [bytes('000000000010000008'), login],
    found: ['length-out-of-range@4:000000000010000008', hex(login)],
  },
  {
    holds: 'a codec that nobody published',
    stream: [bytes('000000000000000a55'), packet],
    found: ['unknown-codec@8:000000000000000a55', hex(packet)],
  },
  {
    holds: 'a login with a letter, then a right one',
    stream: [bytes('000f33353633303730343234343130413300'.slice(0, 34)), login],
    found: ['imei-not-digits@15:000f333536333037303432343431304133', hex(login)],
  },
  {
    holds: 'a packet that ends with the connection',
    stream: [login, packet.subarray(0, 30)],
    found: [hex(login), `cut-off@30:${hex(packet.subarray(0, 30))}`],
  },
  {
    holds: 'noise, then a packet that ends with the connection',
    stream: [bytes('61'), packet.subarray(0, 9)],
    found: ['no-frame-start@0:61', `cut-off@9:${hex(packet.subarray(0, 9))}`],
  },
];
for (const { holds, stream, found } of streams) {
  test(`a stream of ${holds}`, () => {
    const whole = Buffer.concat(stream);
    assert.deepEqual(cut([whole]), found);
    assert.deepEqual(cut(Array.from(whole, (byte) => Uint8Array.of(byte))), found);
  });
}

function splitAt(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((it) => it % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return at.slice(1).map((to, n) => whole.subarray(at[n], to));
}

const anyPiece = fc.oneof(
  fc.constantFrom(login, packet, backlog, command, encodePing()),
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.constantFrom(0x00, 0x0f, 0x08, 0x33, 0xff, 0x10), { maxLength: 30 }),
);

test('however a stream is split, the same is found, and every byte of it', () => {
  fc.assert(
    fc.property(
      fc.array(anyPiece, { maxLength: 8 }),
      fc.array(fc.nat(4000), { maxLength: 12 }),
      (pieces, cuts) => {
        const whole = Buffer.concat(pieces.map((piece) => Uint8Array.from(piece)));
        const atOnce = cut([whole]);
        assert.deepEqual(cut(splitAt(whole, cuts)), atOnce);
        assert.deepEqual(cut(Array.from(whole, (byte) => Uint8Array.of(byte))), atOnce);
        assert.equal(atOnce.map((it) => it.replace(/.*:/, '')).join(''), hex(whole));
      },
    ),
    { numRuns: 300 },
  );
});

test('a megabyte of noise is handed on in runs, and a packet after it is found', () => {
  const framer = teltonika.framer();
  let [discarded, runs, frames] = [0, 0, 0];
  const noise = chanceOf(7)
    .bytes(2 ** 20)
    .map((byte) => (byte === 0 ? 1 : byte));
  for (const chunk of [noise, packet])
    for (const framed of framer.push(chunk)) {
      if (framed.kind === 'frame') frames += framed.bytes.length;
      else {
        discarded += framed.bytes.length;
        runs += 1;
        assert.ok(framed.bytes.length <= 1024);
      }
    }
  // Pings at the very start are pings; from the first other byte on all is noise.
  assert.equal(discarded + frames, noise.length + packet.length);
  assert.ok(runs >= 1024);
  assert.ok(frames >= packet.length);
});

test('the longest frame passes, one byte more does not', () => {
  const longest = new Uint8Array(teltonika.frameBytesMax);
  new DataView(longest.buffer).setUint32(4, longest.length - 12);
  longest[8] = 12;
  assert.deepEqual(cut([longest]), [hex(longest)]);
  const longer = Uint8Array.from(longest);
  new DataView(longer.buffer).setUint32(4, longest.length - 11);
  assert.match(cut([longer])[0] ?? '', /^length-out-of-range@4:/);
});
