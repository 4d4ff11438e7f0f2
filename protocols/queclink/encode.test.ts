// What is encoded comes back from the decoder; whatever the text, it is one frame or none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeCommand,
  encodeHeartbeat,
  encodeHeartbeatSack,
  encodeMessage,
  encodeRealTime,
  encodeSack,
  placeFields,
  queclink,
} from './index.ts';

const second = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 11, 31) / 1000 })
  .map((seconds) => (seconds * 1000) as Instant);
const micro = (max: number) =>
  fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((it) => it / 1e6 + 0);
const tenth = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((it) => it / 10 + 0);
const imei = fc.stringMatching(/^\d{15}$/);
const count = fc.integer({ min: 0, max: 0xffff });

const place = fc.record({
  accuracy: fc.integer({ min: 1, max: 50 }),
  speedKmh: tenth(0, 999),
  courseDeg: fc.integer({ min: 0, max: 359 }),
  altitudeM: tenth(-999, 9999),
  lat: micro(90),
  lon: micro(180),
  fixedAt: second,
});

test('a report decodes to what was encoded', () => {
  const battery = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(
      place,
      imei,
      second,
      count,
      fc.boolean(),
      battery,
      (at, uniqueId, sentAt, n, isStored, pct) => {
        const frame = encodeMessage({
          version: '1A0401',
          uniqueId,
          sentAt,
          count: n,
          isStored,
          type: 'FRI',
          fields: [0, 0, 1, ...placeFields(at), '25.5', pct],
        });
        const message = queclink.decode(frame);
        assert.equal(message.kind, 'reports');
        const [report] = message.kind === 'reports' ? message.reports : [];
        assert.ok(report);
        const { occurredAt, speedKmh, courseDeg, altitudeM, lat, lon } = report;
        const { accuracy: _, fixedAt, ...said } = at;
        const zeroes = {
          lat: (lat ?? 0) + 0,
          lon: (lon ?? 0) + 0,
          altitudeM: (altitudeM ?? 0) + 0,
        };
        assert.deepEqual({ speedKmh, courseDeg, ...zeroes }, said);
        assert.equal(occurredAt, fixedAt);
        assert.deepEqual([report.batteryPct, report.odometerKm, report.fix], [pct, 25.5, 'gnss']);
        assert.equal(report.source, isStored ? 'stored' : 'live');
        assert.equal(message.wireId, uniqueId);
      },
    ),
  );
});

/** One frame of the bytes, or the reason why there are none. */
function framesOf(encode: () => Uint8Array): number | string {
  let frame: Uint8Array;
  try {
    frame = encode();
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return 'refused';
  }
  const framer = queclink.framer();
  const found = [...framer.push(frame), ...framer.end()];
  assert.ok(found.every(({ kind }) => kind === 'frame'));
  return found.length;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('+RESP:GTPNA', 'a$', 'a,b', '\0', '\r\n', '', 'box 7', '+ACK:GTHBD$'),
);

test('whatever the text, a message is one frame or refused', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (name, field, type) => {
      const sender = { version: '1A0401', uniqueId: '135790246811220', name, sentAt: 0 as Instant };
      for (const kind of ['FRI', type]) {
        const input = { ...sender, count: 1, type: kind, fields: [field] };
        assert.ok([1, 'refused'].includes(framesOf(() => encodeMessage(input))));
      }
      assert.ok([1, 'refused'].includes(framesOf(() => encodeHeartbeat({ ...sender, count: 1 }))));
    }),
    { numRuns: 500 },
  );
});

test('whatever the text, a command is one command or refused', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (word, password, param) => {
      for (const input of [
        { word, password, params: [param], serial: 1 },
        { word: 'RTO', password: 'gl300', params: [param], serial: 1 },
      ]) {
        let frame: Uint8Array;
        try {
          frame = encodeCommand(input);
        } catch (error) {
          assert.ok(error instanceof RangeError);
          continue;
        }
        assert.deepEqual(decodeAnswer(frame), { kind: 'command', ...input });
      }
    }),
    { numRuns: 500 },
  );
});

test('a command as the makers print it', () => {
  const how = { password: 'gl300', serial: 0x12 };
  assert.equal(
    Buffer.from(encodeRealTime('position', how)).toString(),
    'AT+GTRTO=gl300,1,,,,,,0012$',
  );
  assert.throws(
    () => encodeCommand({ ...how, word: 'RTO', params: [], serial: 0x10000 }),
    RangeError,
  );
  assert.throws(
    () => encodeCommand({ ...how, word: 'RTO', params: ['x'.repeat(1020)] }),
    RangeError,
  );
});

test('a device reads what the server answers', () => {
  assert.deepEqual(decodeAnswer(encodeSack('11F0')), { kind: 'stored', count: '11F0' });
  assert.deepEqual(decodeAnswer(encodeHeartbeatSack('1A0401', '11F0')), {
    kind: 'alive',
    version: '1A0401',
    count: '11F0',
  });
  assert.equal(decodeAnswer(Buffer.from('AT+GTRTO=gl300,1$')), undefined);
  fc.assert(fc.property(fc.uint8Array(), (any) => decodeAnswer(any) === undefined));
});
