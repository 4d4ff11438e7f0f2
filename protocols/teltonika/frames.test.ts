// Each file of frames/: hex with notes after #, then the message expected of it, nulls left out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, isoOf, type Message } from '@lakiri/kit';
import {
  encodeCommand,
  encodeDatagram,
  encodeLogin,
  encodeNotMine,
  encodePacket,
  encodePing,
  encodeReplyOf,
  PROFILES,
  type RecordInput,
  teltonika,
} from './index.ts';
import { profileOf } from './profile.ts';

const folder = new URL('./frames/', import.meta.url);

type FrameFile = {
  readonly bytes: Uint8Array;
  readonly notes: string;
  readonly expected: { readonly kind: string };
};

function readFrame(name: string): FrameFile {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const json = text.indexOf('\n{');
  const notes = text.slice(0, json);
  const hex = notes.replace(/#.*/g, '').replace(/\s/g, '');
  return { bytes: bytesOf(hex), notes, expected: JSON.parse(text.slice(json)) };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

function plain(message: Message): unknown {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => {
      if (value === null || key === 'secrets') return undefined;
      if (key === 'occurredAt') return isoOf(value as Instant);
      if (key === 'record') return Buffer.from(value as Uint8Array).toString('hex');
      return value;
    }),
  );
}

/** As the notes of the file say: over UDP, and by which family's profile. */
function decodeAs(notes: string, bytes: Uint8Array): Message {
  const [, family] = /# profile: (\w+)/.exec(notes) ?? [];
  const profile = family === undefined ? undefined : profileOf(PROFILES[family as 'anyTracker']);
  assert.ok(profile === undefined || !('code' in profile));
  if (!notes.startsWith('# datagram')) return teltonika.decode(bytes, profile);
  assert.ok(teltonika.datagrams);
  return teltonika.datagrams.decode(bytes, profile);
}

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, notes, expected } = readFrame(name);
    assert.deepEqual(plain(decodeAs(notes, bytes)), expected);
  });

  test(`no beginning of ${name} passes for a frame`, () => {
    const { bytes, notes, expected } = readFrame(name);
    if (expected.kind === 'malformed') return;
    for (let size = 0; size < bytes.length; size++) {
      const message = decodeAs(notes, bytes.subarray(0, size));
      assert.equal(message.kind, 'malformed');
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const inNairobi = {
  occurredAt: 1_700_000_000_000 as Instant,
  priority: 0,
  lat: -1.2837986,
  lon: 36.8075709,
  altitudeM: 1660,
  courseDeg: 225,
  satellites: 11,
  speedKmh: 62,
} as const;
const odometer = { id: 16, bytes: 4, value: 12_168_668 } as const;
const moving: RecordInput = {
  ...inNairobi,
  eventId: 240,
  io: [
    { id: 239, bytes: 1, value: 1 },
    { id: 240, bytes: 1, value: 1 },
    { id: 113, bytes: 1, value: 87 },
    { id: 66, bytes: 2, value: 24_079 },
    { id: 67, bytes: 2, value: 4010 },
    odometer,
    { id: 78, bytes: 8, value: 0x01000b00791c1793n },
  ],
};
const parked: RecordInput = {
  ...inNairobi,
  priority: 1,
  altitudeM: -6,
  courseDeg: 359,
  satellites: 5,
  speedKmh: 0,
  eventId: 303,
  generation: 5,
  io: [
    { id: 199, bytes: 4, value: 30 }, // the encoder groups by size
    { id: 303, bytes: 1, value: 1 },
    { id: 66, bytes: 2, value: 11_935 },
  ],
};
const withBeacons: RecordInput = {
  ...inNairobi,
  eventId: 10_831,
  io: [
    { id: 69, bytes: 1, value: 1 },
    { id: 181, bytes: 2, value: 11 },
    { id: 14, bytes: 8, value: 500_686_954 },
    { id: 256, data: bytesOf(Buffer.from('1HGBH41JXMN109186').toString('hex')) },
    { id: 331, data: new Uint8Array(0) },
    { id: 10_831, data: bytesOf('01120001e50f067cd9f401ef770d01000e020bfe0a0001c80102beef02011f') },
  ],
};
const ropeOpen: RecordInput = {
  ...inNairobi,
  priority: 2,
  eventId: 1,
  io: [{ id: 1, bytes: 1, value: 0 }, { id: 113, bytes: 1, value: 87 }, odometer],
};

// The encoder against bytes written by hand from the tables: it cannot flatter the decoder.
const transcribed = [
  { name: 'login.txt', encoded: encodeLogin('356307042441013') },
  { name: 'ping.txt', encoded: encodePing() },
  { name: 'no-records.txt', encoded: encodePacket(8, []) },
  { name: 'codec8-moving.txt', encoded: encodePacket(8, [moving]) },
  { name: 'codec16-with-generation.txt', encoded: encodePacket(16, [parked]) },
  { name: 'codec8e-with-beacons.txt', encoded: encodePacket(0x8e, [withBeacons]) },
  { name: 'seal-on-din1-cut.txt', encoded: encodePacket(8, [ropeOpen]) },
  { name: 'codec12-command-echoed.txt', encoded: encodeCommand('getinfo') },
  {
    name: 'codec14-reply.txt',
    encoded: encodeReplyOf({ imei: '352093045678901', text: 'OK' }),
  },
  { name: 'codec14-not-mine.txt', encoded: encodeNotMine('352093045678901') },
  {
    name: 'udp-record.txt',
    encoded: encodeDatagram({
      packetId: 0xcafe,
      avlId: 7,
      imei: '356307042441013',
      codec: 8,
      records: [{ ...inNairobi, eventId: 0, io: [] }],
    }),
  },
];
for (const { name, encoded } of transcribed) {
  test(`the encoder writes ${name}`, () => {
    assert.deepEqual(encoded, readFrame(name).bytes);
  });
}
