import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, type Message, positionOf } from '@lakiri/kit';
import fc from 'fast-check';
import { crc16 } from './crc.ts';
import { encodePacket, type IoInput, sealOnDin1, teltonika, teltonikaWith } from './index.ts';

const dialects = [teltonika, teltonikaWith(sealOnDin1)];

function packetOf(codec: 8 | 16 | 0x8e, io: readonly IoInput[]): Uint8Array {
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
    io,
  };
  return encodePacket(codec, [record, record]);
}

/** A message is whole whatever the bytes: an offset inside the frame, numbers that are numbers. */
function assertWhole(message: Message, frame: Uint8Array): void {
  if (message.kind === 'malformed') {
    assert.ok(message.malformed.offset >= 0 && message.malformed.offset <= frame.length);
    assert.equal(message.ack, null);
  }
  if (message.kind !== 'reports') return;
  for (const report of message.reports) {
    for (const value of Object.values(report.raw)) assert.ok(!Number.isNaN(value));
    assert.ok(report.courseDeg === null || report.courseDeg <= 360);
    assert.ok(report.batteryPct === null || report.batteryPct <= 100);
    const at = positionOf(report);
    if (at !== undefined) assert.ok(Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180);
  }
}

test('no bytes whatever make the decoder throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
      for (const dialect of dialects) assertWhole(dialect.decode(frame), frame);
    }),
    { numRuns: 2000 },
  );
});

const originals = [
  packetOf(8, [
    { id: 113, bytes: 1, value: 80 },
    { id: 78, bytes: 8, value: 2n ** 60n },
  ]),
  packetOf(16, [{ id: 303, bytes: 2, value: 80 }]),
  packetOf(0x8e, [
    { id: 113, bytes: 1, value: 80 },
    { id: 10_831, data: Uint8Array.of(1, 3, 0, 1, 0xe5) },
  ]),
];

function mended(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer);
  view.setUint32(frame.length - 4, crc16(frame, 8, frame.length - 4));
  return frame;
}

const anyMutation = fc.record({
  original: fc.constantFrom(...originals),
  changes: fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
});

test('a changed byte is never read as if it had been sent', () => {
  fc.assert(
    fc.property(anyMutation, ({ original, changes }) => {
      const frame = Uint8Array.from(original);
      for (const [at, byte] of changes) frame[at % frame.length] = byte;
      const message = teltonika.decode(frame);
      assertWhole(message, frame);
      const same = frame.every((byte, at) => byte === original[at]);
      // CRC-16 misses one change in 65,536; a run of this size meets none from this seed.
      if (!same) assert.equal(message.kind, 'malformed');
    }),
    { numRuns: 2000, seed: 20_261_123 },
  );
});

test('nonsense under a right checksum is read or malformed, and never throws', () => {
  fc.assert(
    fc.property(anyMutation, ({ original, changes }) => {
      const frame = Uint8Array.from(original);
      for (const [at, byte] of changes) frame[8 + (at % (frame.length - 12))] = byte;
      mended(frame);
      for (const dialect of dialects) assertWhole(dialect.decode(frame), frame);
    }),
    { numRuns: 3000 },
  );
});

test('a beacon list that does not walk to its end stays hex, and the record stands', () => {
  const lists = ['01', '02030001e5', '01040001e5', '0102', '01030002e5', '010100', '0100'];
  for (const list of lists) {
    const data = Uint8Array.from(Buffer.from(list, 'hex'));
    const message = teltonika.decode(packetOf(0x8e, [{ id: 10_831, data }]));
    assert.equal(message.kind, 'reports');
    if (message.kind !== 'reports') return;
    assert.deepEqual(Object.keys(message.reports[0]?.raw ?? {}).sort(), [
      'eventId',
      'io.10831',
      'priority',
    ]);
    assert.equal(message.reports[0]?.raw['io.10831'], list);
  }
});

test('a record stays itself when it is sent again in another packet', () => {
  const once = teltonika.decode(packetOf(8, []));
  assert.equal(once.kind, 'reports');
  if (once.kind !== 'reports') return;
  assert.deepEqual(once.reports[0]?.record, once.reports[1]?.record);
});
