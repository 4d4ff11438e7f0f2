import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytesOf,
  type Instant,
  instantOfUtc,
  type Message,
  NO_BITS,
  type Report,
} from '@lakiri/kit';
import fc from 'fast-check';
import {
  encodeLockEvent,
  encodeLongForm,
  encodeShortForm,
  jointech,
  secretSpans,
} from './index.ts';

const decode = (text: string): Message => jointech.decode(bytesOf(text));

function onlyReport(message: Message): Report {
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  return report;
}

const NOON = instantOfUtc({ year: 2025, month: 6, day: 23, hour: 12, minute: 0, second: 0 });

const bit = fc.boolean();
const byte = fc.integer({ min: 0, max: 255 });

const OPENED = { ...NO_BITS, motorLocked: false };
const events = [
  ['1,1', 0, 'unlock.rfid', OPENED],
  ['1,98', 0, 'unlock.rfid', OPENED],
  ['1,0', 0, 'unlock.refusedCard', NO_BITS],
  ['1,99', 0, 'unlock.refusedOutsideFence', NO_BITS],
  ['2,0', 0, 'unlock.refusedCard', NO_BITS],
  ['3,0', 0, 'unlock.vehicleCard', OPENED],
  ['4,1', 1, 'unlock.remoteStatic', OPENED],
  ['4,0', 0, 'unlock.refusedPassword', NO_BITS],
  ['4,1', 0, 'unlock.refusedPassword', NO_BITS],
  ['5,0', 0, 'lock.auto', { ...NO_BITS, motorLocked: true }],
  ['6,10', 1, 'unlock.remoteDynamic', OPENED],
  ['6,0', 1, 'unlock.refusedPassword', NO_BITS],
  ['6,99', 1, 'unlock.refusedOutsideFence', NO_BITS],
  ['7,98', 1, 'unlock.bluetooth', OPENED],
  ['7,98', 0, 'unlock.refusedPassword', NO_BITS],
  ['8,0', 0, 'rope.pulled', { ...NO_BITS, ropeInserted: false }],
  ['9,0', 0, undefined, NO_BITS],
] as const;
for (const [what, password, type, proven] of events)
  test(`P45 source,verification ${what}, password ${password}: ${type}`, () => {
    const report = onlyReport(
      decode(
        `(8100000001,P45,230625,120000,4.0,S,39.6,E,A,0,0,${what},0000000000,${password},0,1,5)`,
      ),
    );
    assert.equal(report.event?.type, type);
    assert.deepEqual(report.bits, proven);
  });

const places = [
  ['4.04348,S,39.66020,E', -4.04348, 39.6602],
  ['2233.3218,N,11325.3659,E', 22.555363, 113.422765],
  ['30.5,N,3030.6,E', 0.508333, 30.51], // unpadded minutes near the equator: the longitude tells
  ['0030.5,S,00030.6,W', -0.508333, -0.51], // both near zero: only the padding tells
  ['90.0,N,180.0,W', 90, -180],
  ['2260.0,N,11325.0,E', null, null], // 60 minutes
  ['9100.0,N,11325.0,E', null, null], // beyond the pole
  ['0.0,S,0.0,W', 0, 0],
] as const;
for (const [text, lat, lon] of places)
  test(`P45 at ${text}`, () => {
    const report = onlyReport(
      decode(`(8100000001,P45,230625,120000,${text},A,0,0,5,0,0000000000,0,0,1,5)`),
    );
    assert.deepEqual([report.lat, report.lon], [lat, lon]);
    assert.equal(report.fix, lat === null ? 'none' : 'gnss');
  });

test('a frame sent again has the same record; another event in the same second has not', () => {
  const input = {
    deviceId: '8100000001',
    serial: 1,
    occurredAt: NOON as Instant,
    valid: true,
    lat: -4,
    lon: 39,
    speedKmh: 0,
    courseDeg: 0,
    odometerKm: 7,
    satellites: 9,
    bits: { motorLocked: true },
    batteryPct: 90,
    type: 'lock.auto',
  } as const;
  const recordOf = (frame: Uint8Array): string =>
    Buffer.from(onlyReport(jointech.decode(frame)).record).toString('hex');
  const again = { serial: 200, dataType: 'blindArea' } as const;
  assert.equal(recordOf(encodeLongForm({ ...input, ...again })), recordOf(encodeLongForm(input)));
  assert.equal(
    recordOf(encodeLockEvent({ ...input, serial: 200 })),
    recordOf(encodeLockEvent(input)),
  );
  assert.notEqual(
    recordOf(encodeLongForm({ ...input, bits: { motorLocked: true, ropeCut: true } })),
    recordOf(encodeLongForm(input)),
  );
  assert.notEqual(
    recordOf(encodeLockEvent({ ...input, type: 'rope.pulled' })),
    recordOf(encodeLockEvent(input)),
  );
  const own = { kind: 2, fuel: 1, status: 2, odometerKm: 3 } as const;
  const record = { ...input, own };
  const head = { deviceId: input.deviceId, serial: 1 };
  assert.equal(
    recordOf(encodeShortForm({ ...head, ...again, records: [record, record] })),
    recordOf(encodeShortForm({ ...head, records: [record] })),
  );
});

const secrets = [
  ['(8100000001,P52,2,428817)', ['428817']],
  ['(8100000001,P52,2,1)', ['1']],
  ['(8100000001,P52,0,428817)', ['428817']],
  ['(8100000001,P52,3,1,0)', []],
  ['(8100000001,P52,1,1,1,3)', []],
  ['(8100000001,P43,1,0)', []],
  ['(8100000001,P43,888888)', ['888888']],
  ['(8100000001,P44,888888,428817)', ['888888', '428817']],
  ['(8100000001,P44,1)', []],
  ['(P43,1)', ['1']],
  ['(P44,888888,428817)', ['888888', '428817']],
  ['(P52,2,428817)', ['428817']],
  ['(P52,3,428817)', ['428817']],
  ['(P52,0)', []],
  ['(P41,1,1,0004711815)', []],
  ['$P43,888888', []],
] as const;
for (const [text, passwords] of secrets)
  test(`secrets of ${text}`, () => {
    const spans = secretSpans(bytesOf(text));
    assert.deepEqual(
      spans.map(({ from, to }) => text.slice(from, to)),
      passwords,
    );
    if (text.startsWith('(')) {
      const { ack, secrets: marked, ...shown } = decode(text);
      assert.deepEqual(marked, spans);
      for (const password of passwords.filter((it) => it.length > 1))
        assert.ok(!JSON.stringify(shown).includes(password), 'shown in the message');
    }
  });

const replies = [
  ['P41,2,17', 'P41', { 1: '2', 2: '17' }],
  ['P98,10,0,37,0', 'P98,10', { 1: '0', 2: '37', 3: '0', storedRecords: 37 }],
  ['P04,1', 'P04', { 1: '1' }],
  ['P04,0,60,30', 'P04', { 1: '0', 2: '60', 3: '30', awakeS: 60, asleepMin: 30 }],
  [
    'P59,0,0,1,1,0,0',
    'P59',
    {
      ...{ 1: '0', 2: '0', 3: '1', 4: '1', 5: '0', 6: '0' },
      ...{ sms: 0, gprs: 1, rfid: 1, serialPort: 0, bluetooth: 0 },
    },
  ],
  [
    '1,007,WLNET,1,0,2,E0171A00DC,E0171A00F1',
    'WLNET,1',
    {
      serial: '007',
      ...{ 1: '0', 2: '2', 3: 'E0171A00DC', 4: 'E0171A00F1' },
      peripheral: null,
      parts: 'E0171A00DC E0171A00F1',
    },
  ],
  ['P52,3,0,2', 'P52,3', { ok: false, wrongCount: 2 }],
  ['P43,1', 'P43', { ok: true, wrongCount: null }],
  ['P22,1', 'P22', { 1: '1' }],
  ['1,007,WLNET,18,5', 'WLNET,18', { serial: '007', 1: '5', peripheral: null }],
] as const;
for (const [text, command, params] of replies)
  test(`reply ${text}`, () => {
    const message = decode(`(8100000001,${text})`);
    assert.equal(message.kind, 'reply');
    if (message.kind === 'reply')
      assert.deepEqual([message.command, message.params], [command, params]);
  });

const valves = [
  [4, 0, 'lock.closed'],
  [4, 1, 'unlock.bluetooth'],
  [4, 2, 'tamper.coverOpened'],
  [4, 3, 'unlock.lora'],
  [4, 4, 'tamper.ropeCut'],
  [4, 5, 'device.woken'],
  [4, 6, undefined],
  [4, 7, undefined],
  [4, 8, 'rope.pulled'],
  [4, 9, 'unlock.rfid'],
  [4, 10, undefined],
  [4, 14, 'part.lost'],
  [5, 0, 'valve.closed'],
  [6, 0, 'valve.closed'],
  [5, 1, 'valve.opened'],
  [5, 2, 'battery.low'],
  [5, 3, undefined],
  [5, 4, 'tamper.forced'],
  [5, 5, 'tamper.coverOpened'],
  [5, 6, 'unlock.lora'],
  [5, 7, 'lock.closed'],
  [5, 8, 'unlock.bluetooth'],
  [5, 9, 'rope.pulled'],
  [5, 10, 'rope.inserted'],
  [5, 11, 'device.woken'],
  [5, 12, undefined],
  [9, 1, undefined],
] as const;
for (const [type, event, word] of valves)
  test(`WLNET,5 type ${type}, event ${event}: ${word}`, () => {
    const head =
      '270225085953040260860393961 20d0000270225085955 7c21450018 83 0138 63 16'.replaceAll(
        ' ',
        '',
      );
    const own = [type, 0, event, 0, 0, 0, 0, 0].map((byte) => byte.toString(16).padStart(2, '0'));
    const binary = Buffer.from(head + own.join(''), 'hex').toString('latin1');
    const report = onlyReport(decode(`(8100000001,1,041,WLNET,5,2,${binary})`));
    assert.equal(report.event?.type, word);
    assert.equal(report.part, '7C21450018');
    if (type !== 4 && word === 'lock.closed') assert.equal(report.bits.motorLocked, true);
    if (type !== 4 && word === 'unlock.lora') assert.equal(report.bits.motorLocked, false);
  });

test('no bytes whatever make it throw', () => {
  const head = fc.constantFrom(
    '',
    '$',
    '(',
    '(8100000001,',
    '(8100000001,P45,',
    '(8100000001,1,1,WLNET,5,2,',
  );
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 120 }), bit, (start, rest, closed) => {
      const frame = Uint8Array.from([...bytesOf(start), ...rest, ...(closed ? [0x29] : [])]);
      const message = jointech.decode(frame);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= frame.length);
    }),
    { numRuns: 2000 },
  );
});

test('no change to a good frame makes it throw, or gives a number that is none', () => {
  const sub = bytesOf(
    '\x27\x02\x25\x08\x59\x53\x04\x02\x60\x86\x03\x93\x96\x12\x0d\x00\x00\x27\x02\x25\x08\x59\x55\x7c\x21\x45\x00\x18\x83\x01\x38\x63\x16\x04\x00\x04\x00\x03\x00\x13\x00',
  );
  const good = fc.oneof(
    fc.constant(
      encodeLongForm({
        deviceId: '8100000001',
        serial: 1,
        occurredAt: NOON as Instant,
        valid: true,
        lat: -4,
        lon: 39,
        speedKmh: 50,
        courseDeg: 90,
        odometerKm: 7,
        satellites: 9,
        bits: { motorLocked: true },
        batteryPct: 90,
      }),
    ),
    fc.constant(
      bytesOf('(8100000001,P45,230625,120000,4.0,S,39.6,E,A,0,0,4,1,0004711815,1,0,1,5)'),
    ),
    fc.constant(Uint8Array.from([...bytesOf('(8100000001,1,041,WLNET,5,2,'), ...sub, 0x29])),
  );
  const change = fc.record({ at: fc.nat(), value: byte });
  fc.assert(
    fc.property(good, fc.array(change, { minLength: 1, maxLength: 4 }), (frame, changes) => {
      const broken = frame.slice();
      for (const { at, value } of changes) broken[at % broken.length] = value;
      const message = jointech.decode(broken);
      if (message.kind !== 'reports') return;
      for (const report of message.reports)
        for (const value of [...Object.values(report), ...Object.values(report.raw)])
          assert.ok(typeof value !== 'number' || Number.isFinite(value));
    }),
    { numRuns: 2000 },
  );
});
