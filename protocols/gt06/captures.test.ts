// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type Instant,
  instant,
  type Message,
  parseInstant,
  type RawValue,
  type Report,
} from '@lakiri/kit';
import { encodeCommand, gt06, MODELS, PROFILES } from './index.ts';
import { profileOf } from './profile.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FOLDER =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/', import.meta.url))
    : `${SHARED}/data/frames/`;
const FILES = ['gt06.jsonl', 'spec-examples.jsonl'].map((name) => FOLDER + name);

type Expect = {
  readonly type: string;
  readonly key?: string;
  readonly value?: unknown;
  readonly hex?: string;
};
type Stated = Readonly<Record<string, unknown>>;
type Capture = {
  readonly id: string;
  readonly protocol: string;
  readonly layer?: string;
  readonly hex: string;
  readonly ack?: string;
  readonly options?: { readonly setModelOverride?: string };
  readonly expect: Expect & Stated;
};

/** What is read otherwise than the capture says, and why: README, "Disagreements". */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'gt06-9afa4592': 'cut-off', // anonymised: its length says 18 bytes, there are 15
  'gt06-35b21512': 'cut-off', // the same
};
/** Checksums of anonymised captures: read with the profile that says so. */
const LENIENT: readonly string[] = [
  'gt06-c97f1a0f',
  'gt06-95d1d22d',
  'gt06-83a2d8be',
  'gt06-7c09b32d',
];

const isHere = FILES.every((file) => existsSync(file));
const captures = isHere
  ? FILES.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Capture)
      .filter(({ protocol }) => protocol === 'gt06')
  : [];

type Read = {
  readonly frames: readonly string[];
  readonly messages: readonly Message[];
  readonly faults: readonly string[];
};

function read({ id, hex, options }: Capture, step: number): Read {
  const family = MODELS[options?.setModelOverride ?? ''] ?? 'standard';
  const isLenient = LENIENT.includes(id);
  const profile = profileOf({ ...PROFILES[family], ...(isLenient ? PROFILES.lenient : {}) });
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const framer = gt06.framer();
  const framed = [];
  for (let at = 0; at < bytes.length; at += step)
    framed.push(...framer.push(bytes.subarray(at, at + step)));
  framed.push(...framer.end());
  const frames: string[] = [];
  const messages: Message[] = [];
  const faults: string[] = [];
  for (const it of framed) {
    if (it.kind === 'discarded') faults.push(it.malformed.code);
    else {
      const message = gt06.decode(it.bytes, profile);
      frames.push(Buffer.from(it.bytes).toString('hex'));
      messages.push(message);
      if (message.kind === 'malformed') faults.push(message.malformed.code);
    }
  }
  return { frames, messages, faults };
}

function reportsOf({ messages }: Read): readonly Report[] {
  return messages.flatMap((message) => (message.kind === 'reports' ? message.reports : []));
}

/** Stated attributes, in our words and units. */
const OURS: Readonly<Record<string, (report: Report) => RawValue | undefined>> = {
  power: ({ raw }) => volts(raw['externalMv']),
  battery: ({ raw }) => volts(raw['batteryMv']),
  batteryLevel: ({ batteryPct }) => batteryPct,
  altitude: ({ altitudeM }) => altitudeM,
  alarm: ({ raw }) => raw['alarm'],
  ignition: ({ raw }) => raw['ignition'],
  driverUniqueId: ({ raw }) => raw['card'],
  eventFiles: ({ raw }) => raw['eventFiles'],
  hours: ({ raw }) => Number(raw['engineMinutes']) * 60_000,
  result: ({ raw }) => raw['text'],
  serial: ({ raw }) => raw['text'],
};

function volts(mv: RawValue | undefined): number | null {
  return typeof mv === 'number' ? mv / 1000 : null;
}

function assertStated(capture: Capture, said: Read): void {
  const { expect, hex, ack } = capture;
  assert.deepEqual(said.faults, []);
  const [report] = reportsOf(said);
  const [message] = said.messages;
  assert.ok(message);
  switch (expect.type) {
    case 'frame':
      assert.deepEqual(said.frames, [expect.hex ?? hex]);
      break;
    case 'null':
      assert.equal(report, undefined);
      break;
    case 'attribute':
      assert.ok(report);
      assert.equal(OURS[expect.key ?? '']?.(report), expect.value);
      break;
    case 'position':
      assertPlausible(report, message);
      break;
    default:
      assertSpec(expect, message);
  }
  const reply = gt06.acknowledge(message, message.kind === 'login' ? 'known' : 'stored', NOON);
  if (ack !== undefined) assert.equal(reply && Buffer.from(reply).toString('hex'), ack);
}
const NOON = instant(Date.UTC(2024, 4, 20, 12)) as Instant;

/** A time of this age, and a place on Earth; a place may be in a reply, which is no reading. */
function assertPlausible(report: Report | undefined, message: Message): void {
  if (message.kind === 'reply') {
    assert.ok(Math.abs(Number(message.params['lat'])) <= 90);
    assert.ok(Math.abs(Number(message.params['lon'])) <= 180);
    return;
  }
  assert.ok(report);
  const { occurredAt, lat, lon } = report;
  assert.ok(occurredAt !== null && occurredAt > Date.UTC(2000) && occurredAt < Date.UTC(2100));
  assert.ok(lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  assert.ok(lat !== 0 && lon !== 0);
}

/** The makers' own examples, which state every field; the rest must say something. */
function assertSpec(expect: Stated, message: Message): void {
  const { type, imei, utcOffsetHours, time, lat, lon, alarmCode, ...stated } = expect;
  if (type === 'login') {
    assert.equal(message.kind, 'login');
    assert.equal(message.wireId, imei);
    assert.equal(message.ack?.['utcOffsetMinutes'], Number(utcOffsetHours) * 60);
    assert.equal(message.ack?.['serial'], stated['serial']);
    return;
  }
  assert.ok(message.kind === 'reports' || message.kind === 'reply');
  if (message.kind === 'reply') return;
  const [report] = message.reports;
  assert.ok(report);
  if (alarmCode !== undefined) assert.equal(report.raw['alarmCode'], alarmCode);
  if (time !== undefined) assert.equal(report.occurredAt, parseInstant(String(time)));
  if (lat !== undefined) assert.ok(Math.abs(Number(report.lat) - Number(lat)) < 1e-6);
  if (lon !== undefined) assert.ok(Math.abs(Number(report.lon) - Number(lon)) < 1e-6);
  for (const [key, value] of Object.entries(stated)) assert.equal(SPEC[key]?.(report), value, key);
}

const SPEC: Readonly<Record<string, (report: Report) => unknown>> = {
  valid: ({ fix }) => fix === 'gnss',
  speedKmh: ({ speedKmh }) => speedKmh,
  course: ({ courseDeg }) => courseDeg,
  sats: ({ satellites }) => satellites,
  meaning: ({ event }) => event?.type.split('.')[0],
  mcc: ({ raw }) => raw['mcc'],
  mnc: ({ raw }) => raw['mnc'],
  lac: ({ raw }) => raw['lac'],
  cid: ({ raw }) => raw['cid'],
  serial: ({ raw }) => raw['serial'],
  info: ({ raw }) => raw['info'],
  voltageLevel: ({ raw }) => raw['voltageLevel'],
  gsm: ({ raw }) => raw['gsm'],
};

test('captures of real devices', {
  skip: isHere ? false : `no captures in ${FOLDER}`,
}, async (t) => {
  assert.ok(captures.length > 0);
  for (const capture of captures)
    await t.test(capture.id, () => {
      if (capture.layer === 'encode') {
        const command = encodeCommand({ serial: 0, serverFlag: 0, text: 'Relay,1#' });
        assert.equal(Buffer.from(command).toString('hex'), capture.expect.hex);
        return;
      }
      const said = read(capture, capture.hex.length);
      assert.deepEqual(read(capture, 1), said);
      const fault = DISAGREEMENTS[capture.id];
      if (fault === undefined) assertStated(capture, said);
      else {
        assert.equal(said.faults[0], fault);
        assert.deepEqual(reportsOf(said), []);
      }
    });
});
