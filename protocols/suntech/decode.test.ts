import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, isoOf, type Message, type Profile, type Report } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeAlive,
  encodeBinary,
  encodeCommand,
  encodeLegacy,
  encodeReply,
  encodeUniversal,
  encodeUniversalCommand,
  suntech,
} from './index.ts';

const NOW = 1_700_000_000_000 as Instant;

function reportOf(message: Message): Report {
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  return report;
}

function profileOf(data: unknown): Profile {
  const profile = suntech.profileOf?.(data);
  assert.ok(profile !== undefined && !('path' in profile), JSON.stringify(profile));
  return profile;
}

const reading = {
  deviceId: '0520001338',
  occurredAt: NOW,
  lat: -4.04348,
  lon: 39.6602,
  speedKmh: 12.5,
  courseDeg: 270,
  satellites: 9,
  hasFix: true,
  ignition: true,
  isStored: false,
};
const legacy = {
  ...reading,
  family: 'ST300',
  distanceM: 1000,
  powerVolts: 12.5,
  batteryVolts: 4.1,
  hourMeterMinutes: 60,
};

const alerts = [
  { code: 14, type: 'battery.low', alarm: 'lowBattery' },
  { code: 15, type: 'tamper.shock', alarm: 'vibration' },
  { code: 40, type: 'power.restored', alarm: 'powerRestored' },
  { code: 41, type: 'power.cut', alarm: 'powerCut' },
  { code: 50, type: 'tamper.jamming', alarm: 'jamming' },
  { code: 132, type: undefined, alarm: 'door' },
  { code: 200, type: undefined, alarm: undefined },
];
for (const { code, type, alarm } of alerts) {
  test(`alert ${code} says ${type} in each form`, () => {
    const report = { type: 'ALT', code } as const;
    for (const frame of [
      encodeLegacy({ ...legacy, report }),
      encodeUniversal({ ...reading, report }),
      encodeBinary({ ...reading, report }),
    ]) {
      const said = reportOf(suntech.decode(frame));
      assert.equal(said.event?.type, type);
      assert.equal(said.raw['alarm'], alarm);
      assert.equal(said.raw['alertId'], code);
    }
  });
}

test('a profile says what a code means, what is wired to an input, and whose clock it is', () => {
  const profile = profileOf({
    utcOffsetMinutes: 180,
    alerts: { 132: { alarm: 'door', event: 'tamper.coverOpened' } },
    events: { 1: { event: 'rope.pulled' } },
  });
  const said = (report: { type: 'ALT' | 'EVT' | 'EMG'; code: number }): Report =>
    reportOf(suntech.decode(encodeLegacy({ ...legacy, report }), profile));
  assert.equal(said({ type: 'ALT', code: 132 }).event?.type, 'tamper.coverOpened');
  assert.equal(said({ type: 'ALT', code: 41 }).event, null);
  assert.equal(said({ type: 'EVT', code: 1 }).event?.type, 'rope.pulled');
  assert.equal(said({ type: 'EMG', code: 3 }).event?.type, 'power.cut');
  const { occurredAt } = said({ type: 'EMG', code: 3 });
  assert.equal(isoOf(occurredAt as Instant), isoOf((NOW - 180 * 60_000) as Instant));
});

const faults = [
  { data: [], path: '' },
  { data: { utcOffsetMinutes: 1.5 }, path: 'utcOffsetMinutes' },
  { data: { alerts: { x: {} } }, path: 'alerts.x' },
  { data: { events: { 1: { event: 'opened' } } }, path: 'events.1' },
  { data: { emergencies: 1 }, path: 'emergencies' },
  { data: { colour: 1 }, path: 'colour' },
];
for (const { data, path } of faults) {
  test(`no profile: ${JSON.stringify(data)}`, () => {
    assert.deepEqual(suntech.profileOf?.(data), { code: 'bad-profile', path });
  });
}

test('a message sent again from the store has the same record', () => {
  const report = { type: 'STT', mode: 1, msgNum: 7 } as const;
  const [live, stored] = [false, true].map((isStored) =>
    reportOf(suntech.decode(encodeLegacy({ ...legacy, isStored, report }))),
  );
  assert.deepEqual(live?.record, stored?.record);
  assert.deepEqual([live?.source, stored?.source], ['live', 'stored']);
});

test('the server says nothing of its own accord', () => {
  const report = { type: 'ALT', code: 41 } as const;
  const message = suntech.decode(encodeUniversal({ ...reading, report }));
  assert.equal(suntech.acknowledge(message, 'stored', NOW), undefined);
});

// What is encoded comes back.
const micro = (max: number) =>
  fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((it) => it / 1e6 + 0);
const anyReading = fc.record({
  deviceId: fc.stringMatching(/^\d{10}$/),
  occurredAt: fc
    .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 11, 31) / 1000 })
    .map((seconds) => (seconds * 1000) as Instant),
  lat: micro(90),
  lon: micro(180),
  speedKmh: fc.integer({ min: 0, max: 20_000 }).map((it) => it / 100),
  courseDeg: fc.integer({ min: 0, max: 35_999 }).map((it) => it / 100),
  satellites: fc.integer({ min: 0, max: 31 }),
  hasFix: fc.boolean(),
  ignition: fc.boolean(),
  isStored: fc.boolean(),
});

test('a report decodes to what was encoded, in each form', () => {
  const number = fc.integer({ min: 0, max: 9999 });
  fc.assert(
    fc.property(anyReading, number, (input, msgNum) => {
      const report = { type: 'STT', mode: 1, reason: 2, msgNum } as const;
      for (const frame of [
        encodeLegacy({ ...legacy, ...input, report }),
        encodeUniversal({ ...input, report }),
        encodeBinary({ ...input, report }),
      ]) {
        const message = suntech.decode(frame);
        const { occurredAt, lat, lon, speedKmh, courseDeg, satellites, fix, source, raw } =
          reportOf(message);
        const { deviceId, hasFix, ignition, isStored, ...said } = input;
        const place = { lat: (lat ?? 0) + 0, lon: (lon ?? 0) + 0 };
        assert.deepEqual({ occurredAt, ...place, speedKmh, courseDeg, satellites }, said);
        assert.deepEqual([fix, source], [hasFix ? 'gnss' : 'none', isStored ? 'stored' : 'live']);
        assert.deepEqual([message.wireId, raw['ignition']], [deviceId, ignition]);
        assert.equal(Number(raw['msgNum']), msgNum);
      }
    }),
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('ST300', 'a;b', '\r', '\n', '', 'ST600ALV;1\r', 'Reset'),
);

/** What a framer finds in an encoded text, or `refused`. */
function framesOf(encode: () => Uint8Array): number | 'refused' {
  let frame: Uint8Array;
  try {
    frame = encode();
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return 'refused';
  }
  const framer = suntech.framer();
  const found = [...framer.push(frame), ...framer.end()];
  assert.ok(found.every(({ kind }) => kind === 'frame'));
  return found.length;
}

test('whatever the text, what is encoded is one frame or refused', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (one, two, three) => {
      const report = { type: 'ALT', code: 1, data: three } as const;
      for (const encode of [
        () => encodeAlive(one, two),
        () => encodeReply('ST300', '123', [one, two, three]),
        () => encodeUniversal({ ...reading, deviceId: one, report }),
        () => encodeUniversal({ ...reading, report }),
        () => encodeBinary({ ...reading, report }),
        () => encodeCommand({ family: one, deviceId: two, word: three }),
        () => encodeCommand({ family: 'ST300', deviceId: '123', word: 'Reset', params: [one] }),
        () => encodeUniversalCommand({ deviceId: '123', group: 1, action: 2, params: [one] }),
      ])
        assert.ok([1, 'refused'].includes(framesOf(encode)));
    }),
    { numRuns: 300 },
  );
});

test('a device reads the command that was encoded', () => {
  const text = fc.stringMatching(/^[A-Za-z0-9 ._:,-]{0,20}$/);
  const digits = fc.integer({ min: 0, max: 99 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), digits, digits, (params, group, action) => {
      const legacyCommand = { family: 'ST300', deviceId: '100850000', word: 'Reset', params };
      assert.deepEqual(decodeAnswer(encodeCommand(legacyCommand)), {
        form: 'legacy',
        ...legacyCommand,
      });
      const universal = { deviceId: '0123456789', group, action, params };
      assert.deepEqual(decodeAnswer(encodeUniversalCommand(universal)), {
        form: 'universal',
        ...universal,
      });
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), (any) => decodeAnswer(any) === undefined));
});

test('commands as the maker prints them', () => {
  const to = { family: 'ST300', deviceId: '100850000' };
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
  assert.equal(
    text(encodeCommand({ ...to, word: 'StatusReq' })),
    'ST300CMD;100850000;02;StatusReq\r',
  );
  const universal = encodeUniversalCommand({ deviceId: '0123456789', group: 1, action: 2 });
  assert.equal(text(universal), 'CMD;0123456789;01;02\r');
});

test('nothing makes the decoder throw', () => {
  const head = fc.constantFrom(
    'ST300STT',
    'ST300UEX',
    'ST410STT',
    'ST910',
    'ALT',
    'BLE',
    'ST300HTE',
  );
  const field = fc.oneof(
    fc.string({ maxLength: 10 }),
    fc.constantFrom(
      '3FFFFF',
      'FFFFFF',
      '20240517',
      '18:24:58',
      '-04.04',
      '+039.66',
      '1',
      '3.98',
      '',
    ),
  );
  fc.assert(
    fc.property(head, fc.array(field, { maxLength: 40 }), (name, fields) => {
      const text = [name, '123', ...fields].join(';');
      for (const size of [text.length, name.length]) {
        const message = suntech.decode(Buffer.from(text.slice(0, size), 'latin1'));
        if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
      }
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.uint8Array(), (any) => suntech.decode(any) !== undefined));
  const body = fc.uint8Array({ maxLength: 90 });
  fc.assert(
    fc.property(fc.constantFrom(0x81, 0x82), body, (header, rest) => {
      const frame = Uint8Array.of(header, 0, rest.length, ...rest);
      assert.ok(['reports', 'malformed'].includes(suntech.decode(frame).kind));
    }),
    { numRuns: 300 },
  );
});
