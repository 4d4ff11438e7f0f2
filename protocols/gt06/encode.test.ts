import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message, Report } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeAlarm,
  encodeCommand,
  encodeHeartbeat,
  encodeLogin,
  encodeOldReply,
  encodePosition,
  encodeReply,
  encodeTimeRequest,
  gt06,
  type InfoInput,
} from './index.ts';

const NOW = Date.UTC(2024, 4, 20, 9, 30, 5) as Instant;

/** What comes out of the framer must be exactly one frame, the very one that went in. */
function decoded(frame: Uint8Array): Message {
  const framer = gt06.framer();
  const found = [...framer.push(frame), ...framer.end()];
  assert.equal(found.length, 1);
  assert.deepEqual(found[0], { kind: 'frame', bytes: frame });
  return gt06.decode(frame);
}

function reportOf(frame: Uint8Array): Report {
  const message = decoded(frame);
  assert.equal(message.kind, 'reports');
  assert.ok(message.kind === 'reports');
  const [report] = message.reports;
  assert.ok(report !== undefined && message.reports.length === 1);
  return report;
}

const anySerial = fc.nat(0xffff);
const anyImei = fc.stringMatching(/^\d{15}$/);
const anyInfo: fc.Arbitrary<InfoInput> = fc.record({
  oilCut: fc.boolean(),
  positioned: fc.boolean(),
  alarm: fc.nat(7),
  charging: fc.boolean(),
  ignition: fc.boolean(),
  armed: fc.boolean(),
});
const anyPlace = fc.record({
  occurredAt: fc
    .integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2255, 11, 31) / 1000 })
    .map((seconds) => (seconds * 1000) as Instant),
  satellites: fc.nat(15),
  lat: fc.integer({ min: -162_000_000, max: 162_000_000 }).map((it) => it / 1_800_000),
  lon: fc.integer({ min: -324_000_000, max: 324_000_000 }).map((it) => it / 1_800_000),
  speedKmh: fc.nat(255),
  courseDeg: fc.nat(360),
  fix: fc.boolean(),
});
const anyCell = fc.record({
  mcc: fc.nat(999),
  mnc: fc.nat(999),
  lac: fc.nat(0xffff),
  cid: fc.nat(0xffffff),
});

/** Negative zero is the same place as zero. */
function placed({ occurredAt, satellites, lat, lon, speedKmh, courseDeg, fix }: Report): unknown {
  const isFix = fix === 'gnss';
  return { occurredAt, satellites, lat, lon, speedKmh, courseDeg, fix: isFix };
}
function wanted(place: { readonly lat: number; readonly lon: number }): unknown {
  return { ...place, lat: place.lat + 0, lon: place.lon + 0 };
}

test('a login says what was put in', () => {
  const anyZone = fc.record({
    model: fc.nat(0xffff),
    utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  });
  fc.assert(
    fc.property(
      anySerial,
      anyImei,
      fc.option(anyZone, { nil: undefined }),
      (serial, imei, zone) => {
        const message = decoded(
          encodeLogin(zone === undefined ? { serial, imei } : { serial, imei, zone }),
        );
        const { model = null, utcOffsetMinutes = null } = zone ?? {};
        assert.equal(message.kind, 'login');
        assert.equal(message.wireId, imei);
        assert.deepEqual(message.ack, { type: 1, serial, model, utcOffsetMinutes });
      },
    ),
  );
});

test('a heartbeat says what was put in', () => {
  fc.assert(
    fc.property(anySerial, anyInfo, fc.nat(6), fc.nat(4), (serial, info, voltageLevel, gsm) => {
      const report = reportOf(encodeHeartbeat({ serial, info, voltageLevel, gsm, language: 2 }));
      assertInfo(report, info);
      const { raw } = report;
      assert.deepEqual(
        [raw['serial'], raw['voltageLevel'], raw['gsm'], raw['language']],
        [serial, voltageLevel, gsm, 2],
      );
    }),
  );
});

function assertInfo({ raw, bits }: Report, info: InfoInput): void {
  const { oilCut, positioned, ignition, armed } = raw;
  assert.deepEqual(
    { oilCut, positioned, ignition, armed, charging: bits.charging },
    {
      oilCut: info.oilCut,
      positioned: info.positioned,
      ignition: info.ignition,
      armed: info.armed,
      charging: info.charging,
    },
  );
  assert.equal((Number(raw['info']) >> 3) & 7, info.alarm);
}

test('a position says what was put in', () => {
  const anyPosition = fc.record({
    place: anyPlace,
    cell: anyCell,
    serial: anySerial,
    ignition: fc.boolean(),
    uploadMode: fc.nat(15),
    stored: fc.boolean(),
    mileage: fc.option(fc.nat(), { nil: undefined }),
    is4g: fc.boolean(),
  });
  fc.assert(
    fc.property(anyPosition, ({ place, mileage, ...rest }) => {
      const input = { ...place, ...rest };
      const report = reportOf(
        encodePosition(mileage === undefined ? input : { ...input, mileage }),
      );
      const { mcc, mnc, lac, cid, serial, ignition, uploadMode } = report.raw;
      assert.deepEqual(placed(report), wanted(place));
      assert.deepEqual({ mcc, mnc, lac, cid }, { ...rest.cell });
      assert.deepEqual(
        [serial, ignition, uploadMode],
        [rest.serial, rest.ignition, rest.uploadMode],
      );
      assert.equal(report.source, rest.stored ? 'stored' : 'live');
      assert.equal(report.raw['mileage'], mileage);
    }),
  );
});

test('an alarm says what was put in', () => {
  const anyAlarm = fc.record({
    place: anyPlace,
    cell: anyCell,
    serial: anySerial,
    info: anyInfo,
    voltageLevel: fc.nat(6),
    gsm: fc.nat(4),
    alarmCode: fc.nat(255),
    language: fc.nat(2),
    fence: fc.option(fc.nat(255), { nil: undefined }),
    is4g: fc.boolean(),
  });
  fc.assert(
    fc.property(anyAlarm, ({ place, fence, ...rest }) => {
      const input = { ...place, ...rest };
      const report = reportOf(encodeAlarm(fence === undefined ? input : { ...input, fence }));
      const { mcc, mnc, lac, cid, serial, alarmCode, voltageLevel, gsm, language } = report.raw;
      assert.deepEqual(placed(report), wanted(place));
      assertInfo(report, rest.info);
      assert.deepEqual({ mcc, mnc, lac, cid }, { ...rest.cell });
      const got = { serial, alarmCode, voltageLevel, gsm, language, fence: report.raw['fence'] };
      const { serial: wantedSerial, alarmCode: code, voltageLevel: level, gsm: signal } = rest;
      assert.deepEqual(got, {
        serial: wantedSerial,
        alarmCode: code,
        voltageLevel: level,
        gsm: signal,
        language: rest.language,
        fence,
      });
    }),
  );
});

const anyText = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('RELAY,1#', 'xx\r\n', '\r\nxx\u0005', '\u0000', '##', ''),
);
const isSayable = (text: string, max: number): boolean =>
  /^[ -~]*$/.test(text) && text.length <= max;

test('any text is one command that says it, or refused', () => {
  fc.assert(
    fc.property(anySerial, fc.nat(), anyText, (serial, serverFlag, text) => {
      const encode = (): Uint8Array => encodeCommand({ serial, serverFlag, text });
      if (!isSayable(text, 245)) {
        assert.throws(encode, RangeError);
        return;
      }
      const frame = encode();
      decoded(frame);
      assert.deepEqual(decodeAnswer(frame), { kind: 'command', serial, serverFlag, text });
    }),
  );
});

test('any text is one reply that says it, or refused', () => {
  fc.assert(
    fc.property(anySerial, fc.nat(), anyText, fc.boolean(), (serial, serverFlag, text, isOld) => {
      const input = { serial, serverFlag, text };
      const encode = (): Uint8Array => (isOld ? encodeOldReply(input) : encodeReply(input));
      if (!isSayable(text, isOld ? 243 : 4000)) {
        assert.throws(encode, RangeError);
        return;
      }
      const message = decoded(encode());
      assert.ok(message.kind === 'reply');
      const { params } = message;
      assert.equal(params['text'], text);
      assert.equal(params['serial'], serial);
      assert.equal(params['serverFlag'], serverFlag.toString(16).padStart(8, '0'));
    }),
  );
});

const refused = [
  { what: 'an IMEI of 14 digits', encode: () => encodeLogin({ serial: 0, imei: '1'.repeat(14) }) },
  { what: 'an IMEI with a letter', encode: () => encodeLogin({ serial: 0, imei: 'a'.repeat(15) }) },
  { what: 'a serial of three bytes', encode: () => encodeTimeRequest(0x10000) },
  { what: 'a serial of no integer', encode: () => encodeTimeRequest(Number.NaN) },
];
for (const { what, encode } of refused) {
  test(`${what} is a RangeError`, () => {
    assert.throws(encode, RangeError);
  });
}

const login = encodeLogin({ serial: 5, imei: '351357123456789' });
const info: InfoInput = {
  oilCut: false,
  positioned: true,
  alarm: 0,
  charging: false,
  ignition: false,
  armed: false,
};
const heartbeat = encodeHeartbeat({ serial: 256, info, voltageLevel: 4, gsm: 4, language: 1 });
const answers = [
  {
    what: 'a login of a known device',
    frame: login,
    outcome: 'known',
    answer: '7878050100059ff80d0a',
  },
  { what: 'a login of a stranger', frame: login, outcome: 'refused', answer: undefined },
  // The manual's own example, JM-VL03 §2.
  {
    what: 'a stored heartbeat',
    frame: heartbeat,
    outcome: 'stored',
    answer: '787805130100e1a00d0a',
  },
  { what: 'a heartbeat not stored yet', frame: heartbeat, outcome: 'known', answer: undefined },
  { what: 'a refused heartbeat', frame: heartbeat, outcome: 'refused', answer: undefined },
] as const;
for (const { what, frame, outcome, answer } of answers) {
  test(`${what} is answered ${answer ?? 'with nothing'}`, () => {
    const reply = gt06.acknowledge(gt06.decode(frame), outcome, NOW);
    assert.equal(reply && Buffer.from(reply).toString('hex'), answer);
  });
}

test('a device that asks for the time is told it', () => {
  const reply = gt06.acknowledge(gt06.decode(encodeTimeRequest(6)), 'known', NOW);
  assert.ok(reply);
  assert.deepEqual(decodeAnswer(reply), { kind: 'time', serial: 6, now: NOW });
});

test('a position and a reply to a command are answered with nothing', () => {
  const input = { ...inNairobi, serial: 1, ignition: true, uploadMode: 0, stored: false };
  const frames = [encodePosition(input), encodeReply({ serial: 1, serverFlag: 1, text: 'OK' })];
  for (const frame of frames)
    assert.equal(gt06.acknowledge(gt06.decode(frame), 'stored', NOW), undefined);
});
const inNairobi = {
  occurredAt: NOW,
  satellites: 11,
  lat: -1.25,
  lon: 36.75,
  speedKmh: 42,
  courseDeg: 90,
  fix: true,
  cell: { mcc: 639, mnc: 2, lac: 11_001, cid: 8049 },
};
