// Each file of frames/: hex with notes after #, then the message expected of it, nulls left out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, isoOf, type Message, type Profile } from '@lakiri/kit';
import { crc16 } from './crc.ts';
import {
  encodeAlarm,
  encodeHeartbeat,
  encodeLogin,
  encodeOldReply,
  encodePosition,
  encodeTimeRequest,
  gt06,
  PROFILES,
} from './index.ts';
import { profileOf } from './profile.ts';

const folder = new URL('./frames/', import.meta.url);

type FrameFile = {
  readonly bytes: Uint8Array;
  readonly profile: Profile | undefined;
  readonly expected: { readonly kind: string };
};

function readFrame(name: string): FrameFile {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const json = text.indexOf('\n{');
  const notes = text.slice(0, json);
  const hex = notes.replace(/#.*/g, '').replace(/\s/g, '');
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const [, family] = /# profile: (\w+)/.exec(notes) ?? [];
  const profile = family === undefined ? undefined : profileNamed(family);
  return { bytes, profile, expected: JSON.parse(text.slice(json)) };
}

function profileNamed(family: string): Profile {
  const profile = profileOf(PROFILES[family as keyof typeof PROFILES]);
  assert.ok(!('code' in profile));
  return profile;
}

function plain(message: Message): unknown {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => {
      if (value === null || key === 'secrets') return undefined;
      if (key === 'bits' && Object.values(value as object).every((bit) => bit === null))
        return undefined;
      if (key === 'occurredAt') return isoOf(value as Instant);
      if (key === 'record') return Buffer.from(value as Uint8Array).toString('hex');
      return value;
    }),
  );
}

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, profile, expected } = readFrame(name);
    assert.deepEqual(plain(gt06.decode(bytes, profile)), expected);
  });

  test(`no beginning of ${name} passes for a frame`, () => {
    const { bytes, profile, expected } = readFrame(name);
    if (expected.kind === 'malformed') return;
    for (let size = 0; size < bytes.length; size++) {
      const message = gt06.decode(bytes.subarray(0, size), profile);
      assert.equal(message.kind, 'malformed');
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const quiet = {
  oilCut: false,
  positioned: true,
  alarm: 0,
  charging: false,
  ignition: false,
  armed: false,
};
const inNairobi = {
  occurredAt: Date.UTC(2024, 4, 20, 9, 30, 5) as Instant,
  satellites: 11,
  lat: -2_310_848 / 1_800_000,
  lon: 66_263_552 / 1_800_000,
  speedKmh: 42,
  courseDeg: 90,
  fix: true,
  cell: { mcc: 639, mnc: 2, lac: 11_001, cid: 8049 },
};
const zone = { model: 0x2016, utcOffsetMinutes: -765 };

// The encoder against bytes written by hand from the tables: it cannot flatter the decoder.
const transcribed = [
  { name: 'login-without-zone.txt', encoded: encodeLogin({ serial: 1, imei: '351357123456789' }) },
  { name: 'login-west.txt', encoded: encodeLogin({ serial: 2, imei: '351357123456789', zone }) },
  {
    name: 'heartbeat.txt',
    encoded: encodeHeartbeat({ serial: 15, info: quiet, voltageLevel: 4, gsm: 4, language: 1 }),
  },
  {
    name: 'position-22-kept.txt',
    encoded: encodePosition({
      ...inNairobi,
      serial: 45,
      ignition: true,
      uploadMode: 5,
      stored: true,
      mileage: 123_456,
    }),
  },
  {
    name: 'position-4g.txt',
    encoded: encodePosition({
      ...inNairobi,
      cell: { ...inNairobi.cell, cid: 0x718798d },
      serial: 48,
      ignition: false,
      uploadMode: 14,
      stored: false,
      is4g: true,
    }),
  },
  {
    name: 'alarm-code-unknown.txt',
    encoded: encodeAlarm({
      ...inNairobi,
      serial: 50,
      info: { ...quiet, charging: true, ignition: true },
      voltageLevel: 6,
      gsm: 4,
      alarmCode: 0x77,
      language: 2,
    }),
  },
  {
    name: 'alarm-unlock-4g-fence.txt',
    encoded: encodeAlarm({
      ...inNairobi,
      cell: { ...inNairobi.cell, cid: 0x718798d },
      serial: 52,
      info: { ...quiet, charging: true },
      voltageLevel: 5,
      gsm: 4,
      alarmCode: 0x34,
      language: 2,
      fence: 255,
      is4g: true,
    }),
  },
  { name: 'time-request.txt', encoded: encodeTimeRequest(6) },
  {
    name: 'reply-old.txt',
    encoded: encodeOldReply({ serial: 9, serverFlag: 7, text: 'DYD=Success!' }),
  },
];
for (const { name, encoded } of transcribed) {
  test(`the encoder writes ${name}`, () => {
    assert.deepEqual(encoded, readFrame(name).bytes);
  });
}

test('the checksum is CRC-16/X-25', () => {
  assert.equal(crc16(Buffer.from('123456789'), 0, 9), 0x906e); // the published check value
});
