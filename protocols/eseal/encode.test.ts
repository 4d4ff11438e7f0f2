// What is encoded comes back. That the bytes themselves are right is shown in frames.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import { decodeAnswer, encodeReply, encodeReport, encodeUnlock, eseal } from './index.ts';

/** The one frame in what an encoder wrote. */
function frameOf(bytes: Uint8Array): Uint8Array {
  const framer = eseal.framer();
  const found = [...framer.push(bytes), ...framer.end()];
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['frame'],
  );
  return found[0]?.bytes ?? new Uint8Array(0);
}

const plain = { noNullPrototype: true } as const;
const envelope = fc.record(
  {
    id: fc.stringMatching(/^\d{1,20}$/),
    firmware: fc.stringMatching(/^[\w.-]{1,20}$/),
    customer: fc.nat(9999),
  },
  plain,
);
const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((it) => it / 100 + 0);
const degrees = (max: number) =>
  fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((it) => it / 1e6 + 0);
const input = fc.record(
  {
    type: fc.constantFrom('Startup', 'Normal', 'Termination', 'Event-Door', 'Event-Lock', 'New'),
    index: fc.nat(),
    occurredAt: fc
      .integer({ min: Date.UTC(1970) / 1000, max: Date.UTC(9999, 11, 31) / 1000 })
      .map((it) => (it * 1000) as Instant),
    intervalS: fc.nat(9999),
    valid: fc.boolean(),
    lat: degrees(90),
    lon: degrees(180),
    courseDeg: fc.nat(360),
    speedKmh: fc.nat(9999),
    door: fc.constantFrom('Open' as const, 'Close' as const),
    acceleration: hundredths(-100, 100),
    nfc: fc.stringMatching(/^[0-9:]{1,20}$/),
    voltage: hundredths(0, 12),
    rssi: fc.integer({ min: -150, max: 0 }),
  },
  plain,
);

test('what a seal reports comes back, and is acknowledged as itself', () => {
  fc.assert(
    fc.property(envelope, input, (from, said) => {
      const message = eseal.decode(frameOf(encodeReport(from, said)));
      const report = message.kind === 'reports' ? message.reports[0] : undefined;
      assert.ok(report);
      const { occurredAt, lat, lon, courseDeg, speedKmh, raw, fix } = report;
      const { type, index, intervalS, valid, door, acceleration, nfc, voltage, rssi } = raw;
      assert.deepEqual(
        {
          type,
          index,
          occurredAt,
          intervalS,
          valid,
          lat,
          lon,
          courseDeg,
          speedKmh,
          door,
          acceleration,
          nfc,
          voltage,
          rssi,
        },
        said,
      );
      assert.equal(fix, said.valid ? 'gnss' : 'none');
      assert.equal(message.wireId, from.id);
      const answer = eseal.acknowledge(message, 'stored', 0 as Instant);
      assert.ok(answer);
      const heard = {
        id: from.id,
        kind: 'stored',
        type: said.type,
        index: String(said.index),
        settings: [],
      };
      if (said.type !== 'New') assert.deepEqual(decodeAnswer(frameOf(answer)), heard);
    }),
  );
});

test('the digest of a report is that of its content, whatever its index', () => {
  fc.assert(
    fc.property(envelope, input, fc.nat(), (from, said, index) => {
      const [first, second] = [said, { ...said, index }].map((it) => {
        const message = eseal.decode(encodeReport(from, it).subarray(0, -2));
        return message.kind === 'reports' ? message.reports[0]?.record : undefined;
      });
      assert.ok(first);
      assert.deepEqual(first, second);
    }),
  );
});

test('an order to open is heard as one', () => {
  fc.assert(
    fc.property(envelope, (to) => {
      const bytes = encodeUnlock(to);
      assert.deepEqual(decodeAnswer(bytes), { id: to.id, kind: 'unlock' });
      assert.deepEqual(decodeAnswer(frameOf(bytes)), { id: to.id, kind: 'unlock' });
    }),
  );
});

test('any text at all is one frame that says it, or is refused', () => {
  const nasty = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('1', 'E', ',', '#', 'S', '\n', ' ', 'é', '\xff'),
      maxLength: 20,
    }),
  );
  const from = { id: '1', firmware: '3.0.6' };
  fc.assert(
    fc.property(nasty, (text) => {
      const encoders = [
        () => encodeUnlock({ ...from, id: text }),
        () => encodeUnlock({ ...from, firmware: text }),
        () => encodeReply(from, text, []),
        () => encodeReply(from, 'Startup OK', [text]),
      ];
      for (const encode of encoders) {
        let bytes: Uint8Array;
        try {
          bytes = encode();
        } catch (error) {
          assert.ok(error instanceof RangeError);
          continue;
        }
        const frame = frameOf(bytes);
        assert.ok(decodeAnswer(frame) !== undefined || eseal.decode(frame).kind === 'reply');
        assert.ok(Buffer.from(frame).toString('latin1').includes(text));
      }
    }),
    { numRuns: 1000 },
  );
});

test('no bytes whatever make decoding throw, and no offset is outside the frame', () => {
  const almost = fc
    .tuple(
      fc.constantFrom('##S,eSeal,1000017,256,3.0.6,', '##S,', ''),
      fc.constantFrom('Normal,', 'Event-Lock,34,2026-08-31,08:14:40,', 'RC-Unlock,', ''),
      fc.string({ unit: fc.constantFrom('1', ',', 'A', '.', ' ', '#', 'N', 'E'), maxLength: 40 }),
      fc.constantFrom(',E##', 'E##', ''),
    )
    .map((parts) => Uint8Array.from(Buffer.from(parts.join(''), 'latin1')));
  fc.assert(
    fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 80 })), (bytes) => {
      const message = eseal.decode(bytes);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= bytes.length);
    }),
    { numRuns: 2000 },
  );
});
