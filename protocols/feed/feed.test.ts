import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@lakiri/kit';
import fc from 'fast-check';
import { encodeFrame, FRAME_BYTES_MAX, feed, readReport } from './index.ts';
import { textOfUtf8, utf8 } from './utf8.ts';

const whole = {
  dialect: 'jointech',
  seal: '8000000001',
  at: '2026-11-23T07:29:26+03:00',
  fix: 'gnss',
  lat: -4.045,
  lon: 39.64,
  speedKmh: 41.5,
  batteryPct: 88,
  bits: { motorLocked: true, ropeCut: false },
  event: { type: 'lock.rfid', credential: '0007218563' },
  raw: { cell: 'KE-1', gsm: 99 },
} as const;

test('a report in our words becomes a reading', () => {
  const message = feed.decode(encodeFrame(whole));
  assert.ok(message.kind === 'reports');
  assert.equal(message.wireId, '8000000001');
  const [report] = message.reports;
  assert.equal(report?.occurredAt, Date.UTC(2026, 10, 23, 4, 29, 26));
  assert.deepEqual([report?.fix, report?.lat, report?.bits.motorLocked], ['gnss', -4.045, true]);
  assert.deepEqual([report?.event?.type, report?.event?.wrongCount], ['lock.rfid', null]);
  assert.deepEqual(
    [report?.source, report?.altitudeM, report?.bits.charging],
    ['live', null, null],
  );
});

test('told again from memory it is the same record, and any other word makes another', () => {
  const digestOf = (data: Json): string => {
    const message = feed.decode(encodeFrame(data));
    assert.ok(message.kind === 'reports');
    return Buffer.from(message.reports[0]?.record ?? []).toString();
  };
  assert.equal(digestOf(whole), digestOf({ ...whole, stored: true }));
  assert.notEqual(digestOf(whole), digestOf({ ...whole, batteryPct: 87 }));
});

const rows: readonly (readonly [string, unknown, string])[] = [
  ['no object', [], ''],
  ['no dialect', { ...whole, dialect: undefined }, 'dialect'],
  ['a wire id no register takes', { ...whole, seal: 'é' }, 'seal'],
  ['a time without a zone', { ...whole, at: '2026-11-23T07:29:26' }, 'at'],
  ['31 February', { ...whole, at: '2026-02-31T07:29:26Z' }, 'at'],
  ['no time at all', { ...whole, at: undefined }, 'at'],
  ['a place outside the earth', { ...whole, lat: 91 }, 'lat'],
  ['a number in words', { ...whole, lon: '39.64' }, 'lon'],
  ['a fix nobody knows', { ...whole, fix: 'guess' }, 'fix'],
  ['a bit misspelt', { ...whole, bits: { ropecut: true } }, 'bits.ropecut'],
  ['a bit that is a number', { ...whole, bits: { ropeCut: 1 } }, 'bits.ropeCut'],
  ['an event of no vocabulary', { ...whole, event: { type: 'opened' } }, 'event.type'],
  ['an event with more', { ...whole, event: { type: 'lock.rfid', by: 1 } }, 'event.by'],
  ['nested raw fields', { ...whole, raw: { a: {} } }, 'raw.a'],
  ['a member nobody reads', { ...whole, speed: 3 }, 'speed'],
  ['text that is no Unicode', { ...whole, raw: { a: '\ud800' } }, ''],
];
for (const [name, data, path] of rows)
  test(`refused: ${name}`, () => {
    assert.deepEqual(readReport(data), { code: 'bad-report', path });
  });

test('decode is total, over any bytes and any JSON', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.ok(feed.decode(bytes).kind === 'malformed');
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      feed.decode(new TextEncoder().encode(JSON.stringify({ ...whole, raw: value })));
      readReport(value);
    }),
  );
});

test('lines are frames, however the stream was cut', () => {
  const stream = Buffer.concat([encodeFrame(whole), Buffer.from('\n\n{}\n'), Buffer.from('rest')]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (size) => {
      const framer = feed.framer();
      const found = [];
      for (let at = 0; at < stream.length; at += size)
        found.push(...framer.push(stream.subarray(at, at + size)));
      found.push(...framer.end());
      assert.deepEqual(
        found.map((it) => it.kind),
        ['frame', 'frame', 'discarded'],
      );
    }),
  );
});

test('a line without end is discarded in pieces', () => {
  const framer = feed.framer();
  const found = framer.push(new Uint8Array(3 * FRAME_BYTES_MAX).fill(0x61));
  assert.ok(found.length > 2);
  assert.ok(found.every((it) => it.kind === 'discarded' && it.bytes.length <= FRAME_BYTES_MAX + 1));
});

test('its UTF-8 is everybody’s', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(utf8(text), encoder.encode(text));
      assert.equal(textOfUtf8(utf8(text)), text);
    }),
  );
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
      let right: string | undefined;
      try {
        right = strict.decode(bytes);
      } catch {
        right = undefined;
      }
      assert.equal(textOfUtf8(bytes), right);
    }),
  );
});
