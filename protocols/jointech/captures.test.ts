// Real frames of the makers and of the field, with the values stated beside them. They are not part of
// this repository: LAKIRI_SHARED names the folder that holds data/frames, else ../shared is tried.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Instant, isoOf, type Message, parseInstant, type Report, textOf } from '@lakiri/kit';
import { jointech, unescapeFrame } from './index.ts';

const { LAKIRI_SHARED: shared } = process.env;
const folder = new URL(
  'data/frames/',
  shared ? pathToFileURL(`${shared}/`) : new URL('../../../shared/', import.meta.url),
);

type Capture = {
  readonly id: string;
  readonly layer?: 'frame' | 'decode' | 'encode';
  readonly hex?: string;
  readonly text?: string;
  readonly ack?: string | null;
  readonly expect: Readonly<Record<string, unknown>>;
};

/** A capture is judged by each of its stated values; what nothing says is a failure, not a pass. */
function read(name: string): readonly Capture[] {
  const file = new URL(`${name}.jsonl`, folder);
  if (!existsSync(file)) {
    test(`captures of ${name}`, { skip: 'data/frames is not here; set LAKIRI_SHARED' }, () => {});
    return [];
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Capture);
}

function framesOf({ hex, text }: Capture): Uint8Array[] {
  const framer = jointech.framer();
  const bytes = hex === undefined ? Buffer.from(text ?? '', 'latin1') : Buffer.from(hex, 'hex');
  return [...framer.push(bytes), ...framer.end()].map((found) => {
    assert.equal(found.kind, 'frame');
    return found.bytes;
  });
}

const NOW = parseInstant('2025-06-23T08:15:30Z') as Instant;
const KNOTS = 1.852;

/** The names of `expect` that our report has under another name or in another unit. */
const OURS: Readonly<Record<string, (report: Report) => unknown>> = {
  time: ({ occurredAt }) => occurredAt && isoOf(occurredAt),
  lat: ({ lat }) => lat,
  lon: ({ lon }) => lon,
  speedKn: ({ speedKmh }) => (speedKmh ?? 0) / KNOTS,
  speedKmh: ({ speedKmh }) => speedKmh,
  course: ({ courseDeg }) => courseDeg,
  motorLocked: ({ bits, raw: { motorLocked } }) => bits.motorLocked ?? motorLocked,
  ropeInserted: ({ bits }) => bits.ropeInserted,
  coverOpen: ({ bits, raw: { coverOpen } }) => bits.coverOpen ?? coverOpen,
  // Of a part the number is stated, of the seal itself the word.
  event: ({ part, event, raw: { event: number } }) =>
    part === undefined ? (event?.type ?? number) : number,
};

function same(actual: unknown, stated: unknown, what: string, tolerance = 1e-6): void {
  if (typeof stated === 'number' && typeof actual === 'number')
    assert.ok(Math.abs(actual - stated) <= tolerance, `${what}: ${actual}, stated ${stated}`);
  else assert.deepEqual(actual, stated, what);
}

function compare(message: Message, stated: Capture['expect']): void {
  const { type, deviceId, ...values } = stated;
  if (deviceId !== undefined) assert.equal(message.wireId, deviceId);
  switch (message.kind) {
    case 'reports':
      compareReport(message.reports[0], values);
      return;
    case 'reply': {
      assert.equal(type, 'commandReply');
      const numbered = Object.entries(message.params).filter(([name]) => /^\d+$/.test(name));
      const own = numbered.map(([, value]) => value);
      const { command, params = own, ...named } = values;
      assert.equal(message.command, command);
      for (const [key, value] of Object.entries(named)) same(message.params[key], value, key);
      assert.deepEqual(own, params);
      return;
    }
    case 'request': {
      assert.equal(message.request, type === 'timeSyncRequest' ? 'time' : 'password');
      const { password } = message.ack ?? {};
      assert.deepEqual(password === undefined ? {} : { password }, values);
      return;
    }
    default:
      assert.deepEqual([message.kind, values], [type, {}]);
  }
}

function compareReport(report: Report | undefined, stated: Capture['expect']): void {
  assert.ok(report);
  for (const [key, value] of Object.entries(stated)) {
    const ours = OURS[key]?.(report) ?? report.raw[key];
    same(ours, key === 'time' ? isoOf(parseInstant(String(value)) as Instant) : value, key);
  }
}

for (const capture of read('jointech-vendor'))
  test(`${capture.id} has the maker's values`, () => {
    const [frame, ...more] = framesOf(capture);
    assert.deepEqual(more, []);
    assert.ok(frame);
    const message = jointech.decode(frame);
    compare(message, capture.expect);
    const answer = jointech.acknowledge(
      message,
      message.kind === 'request' ? 'known' : 'stored',
      NOW,
    );
    const stated = capture.ack?.replace('<DDMMYYhhmmss UTC>', '230625081530') ?? null;
    assert.equal(answer === undefined ? null : textOf(answer), stated);
  });

/** What these are is written in the README under "Disagreements". */
const WITHOUT_TABLE = /,[WU]\d\d,/;

for (const capture of read('jt600')) {
  const { id, layer, expect } = capture;
  if (layer === 'encode') continue; // a command to a JT600: no dialect of ours sends it
  const { hex, type, key, value, time, valid, lat, lon } = expect;
  test(`${id} has the stated values`, () => {
    const frames = framesOf(capture);
    if (layer === 'frame') {
      const first = Buffer.from(unescapeFrame(frames[0] ?? new Uint8Array())).toString('hex');
      return assert.equal(first, hex);
    }
    const messages = frames.map((frame) => jointech.decode(frame));
    if (WITHOUT_TABLE.test(textOf(frames[0] ?? new Uint8Array())))
      return assert.deepEqual(
        messages.map(({ kind }) => kind),
        ['unknown'],
      );
    if (type === 'null') return assert.ok(messages.every((it) => it.kind !== 'reports'));
    const reports = messages.flatMap((it) => (it.kind === 'reports' ? it.reports : []));
    assert.ok(reports.length > 0);
    const [report] = reports;
    assert.ok(report);
    const { temperature } = report.raw;
    if (key === 'temp1') return same(temperature, value, 'temp1');
    if (time !== undefined)
      assert.equal(
        report.occurredAt && isoOf(report.occurredAt),
        String(time).replace(' ', 'T').concat('Z'),
      );
    if (valid !== undefined) assert.equal(report.fix === 'gnss', valid);
    if (lat !== undefined) same(report.lat, lat, 'lat', 1e-5); // stated to five decimals
    if (lon !== undefined) same(report.lon, lon, 'lon', 1e-5);
  });
}
