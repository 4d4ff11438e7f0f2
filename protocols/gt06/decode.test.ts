import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, type Profile, positionOf } from '@lakiri/kit';
import fc from 'fast-check';
import { crc16 } from './crc.ts';
import { encodeFrame } from './encode-frame.ts';
import { decodeAnswer, gt06, PROFILES } from './index.ts';
import { LONG_READERS, READERS } from './messages.ts';
import { profileOf } from './profile.ts';

const profiles: readonly (Profile | undefined)[] = [
  undefined,
  { dialect: 'another' },
  ...Object.values(PROFILES).map((data) => profileOf(data)),
];

/** A message is whole whatever the bytes: an offset inside the frame, numbers that are numbers. */
function assertWhole(message: Message, frame: Uint8Array): void {
  if (message.kind === 'malformed') {
    assert.ok(message.malformed.offset >= 0 && message.malformed.offset <= frame.length);
    assert.equal(message.ack, null);
  }
  if (message.wireId !== null) assert.match(message.wireId, /^[\da-f]{15}$/);
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
      for (const profile of profiles) assertWhole(gt06.decode(frame, profile), frame);
      decodeAnswer(frame);
    }),
    { numRuns: 1000 },
  );
});

const anyKind = fc.oneof(
  fc.constantFrom(...READERS.keys()).map((type) => ({ type, isLong: false })),
  fc.constantFrom(...LONG_READERS.keys()).map((type) => ({ type, isLong: true })),
  fc.record({ type: fc.nat(255), isLong: fc.boolean() }),
);
const anyContent = fc.oneof(
  fc.uint8Array({ maxLength: 240 }),
  fc.uint8Array({ maxLength: 60 }).map((it) => [24, 5, 20, 9, 30, 5, 0xcb, ...it]),
);

test('nonsense in a good envelope is read or malformed, and never throws', () => {
  fc.assert(
    fc.property(anyKind, anyContent, fc.nat(0xffff), ({ type, isLong }, content, serial) => {
      const frame = encodeFrame(type, { serial, isLong, content: [...content] });
      for (const profile of profiles) assertWhole(gt06.decode(frame, profile), frame);
      decodeAnswer(frame);
    }),
    { numRuns: 3000 },
  );
});

const position = encodeFrame(0x12, {
  serial: 7,
  content: [24, 5, 20, 9, 30, 5, 0xcb, 0, 0x23, 0x42, 0xc0, 3, 0xf3, 0x1a, 0, 42, 0x10, 90].concat([
    2, 0x7f, 2, 0x2a, 0xf9, 0, 0x1f, 0x71,
  ]),
});

test('a changed byte is never read as if it had been sent, unless the profile says so', () => {
  const lenient = profileOf(PROFILES.lenient);
  fc.assert(
    fc.property(fc.nat(position.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const frame = Uint8Array.from(position);
      frame[at] = (frame[at] ?? 0) ^ change;
      assert.equal(gt06.decode(frame).kind, 'malformed');
      // Past the place a byte may change how the rest is divided (README, "Positions").
      const isContent = at > 3 && at < 22;
      if (isContent) assert.equal(gt06.decode(frame, lenient).kind, 'reports');
    }),
  );
});

test('a reading sent again under another serial is the same record, and another reading is not', () => {
  const again = Uint8Array.from(position);
  again[again.length - 5] = 8;
  const crc = crc16(again, 2, again.length - 4);
  again[again.length - 4] = crc >> 8;
  again[again.length - 3] = crc & 0xff;
  assert.deepEqual(recordOf(again), recordOf(position));
  const moved = encodeFrame(0x12, { serial: 7, content: [...position.subarray(4, 29), 0] });
  assert.notDeepEqual(recordOf(moved), recordOf(position));
});

function recordOf(frame: Uint8Array): Uint8Array | undefined {
  const message = gt06.decode(frame);
  assert.equal(message.kind, 'reports');
  return message.kind === 'reports' ? message.reports[0]?.record : undefined;
}

const clocks = [
  { utcOffsetMinutes: 0, at: '2024-05-20T09:30:05.000Z' },
  { utcOffsetMinutes: 180, at: '2024-05-20T06:30:05.000Z' },
  { utcOffsetMinutes: -90, at: '2024-05-20T11:00:05.000Z' },
];
for (const { utcOffsetMinutes, at } of clocks) {
  test(`a clock ${utcOffsetMinutes} minutes ahead says ${at}`, () => {
    const message = gt06.decode(position, profileOf({ utcOffsetMinutes }));
    const time = message.kind === 'reports' ? (message.reports[0]?.occurredAt ?? 0) : 0;
    assert.equal(new Date(time).toISOString(), at);
  });
}

const faults = [
  { data: null, path: '' },
  { data: { modell: 1 }, path: 'modell' },
  { data: { utcOffsetMinutes: 9000 }, path: 'utcOffsetMinutes' },
  { data: { checksum: 'off' }, path: 'checksum' },
  { data: { heartbeat: 'volts' }, path: 'heartbeat' },
  { data: { alarms: [] }, path: 'alarms' },
  { data: { alarms: { 300: { word: 'x' } } }, path: 'alarms.300' },
  { data: { alarms: { '0a': {} } }, path: 'alarms.0a.word' },
  { data: { alarms: { '0a': { word: 'No Word' } } }, path: 'alarms.0a.word' },
  { data: { alarms: { '0a': { word: 'a', event: 'lock.magic' } } }, path: 'alarms.0a.event' },
  { data: { alarms: { '0a': { word: 'a', bit: 'toString' } } }, path: 'alarms.0a.bit' },
];
for (const { data, path } of faults) {
  test(`${JSON.stringify(data)} is no profile`, () => {
    assert.deepEqual(profileOf(data), { code: 'bad-profile', path });
  });
}

test('a profile may take a meaning away: the code stays a number', () => {
  const content = [...position.subarray(4, 22), 9, ...position.subarray(22, 30)];
  const alarm = encodeFrame(0x26, { serial: 1, content: [...content, 0x46, 6, 4, 0x34, 2] });
  const [silent, spoken] = [profileOf({ alarms: { 34: null } }), undefined].map((profile) => {
    const message = gt06.decode(alarm, profile);
    return message.kind === 'reports' ? message.reports[0] : undefined;
  });
  assert.equal(spoken?.event?.type, 'unlock.opened');
  assert.equal(silent?.event, null);
  assert.equal(silent?.raw['alarmCode'], 0x34);
});
