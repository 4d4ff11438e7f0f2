// A byte is a field's when another byte there is another value: asked of frames whose layout the makers' manuals give.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { encodeLockEvent, encodeLongForm } from '@lakiri/protocol-jointech';
import { encodePacket, PROFILES } from '@lakiri/protocol-teltonika';
import { readFrame } from './read-frame.ts';
import { SPOKEN, type Spoken } from './spoken.ts';

const at = Date.UTC(2026, 1, 4, 5, 29, 12) as Instant;
const place = { lat: -0.3021, lon: 36.0671, speedKmh: 61, courseDeg: 71 };

function spoken(name: string): Spoken {
  const found = SPOKEN.get(name);
  assert.ok(found !== undefined);
  return found;
}

const longForm = encodeLongForm({
  deviceId: '8117020417',
  serial: 7,
  occurredAt: at,
  valid: true,
  ...place,
  satellites: 11,
  odometerKm: 41_208,
  batteryPct: 64,
  bits: { motorLocked: true, ropeInserted: true, ropeCut: true },
});

// JT701D manual V1.4, the binary long form: offsets of the fields.
const layout = [
  { name: 'wireId', spans: [[1, 6]], value: '8117020417' },
  { name: 'occurredAt', spans: [[10, 16]], value: '2026-02-04T05:29:12.000Z' },
  { name: 'batteryPct', spans: [[38, 39]], value: 64 },
  { name: 'satellites', spans: [[31, 32]], value: 11 },
  { name: 'odometerKm', spans: [[27, 31]], value: 41_208 },
  { name: 'ropeCut', spans: [[37, 38]], value: true },
  { name: 'motorLocked', spans: [[37, 38]], value: true },
] as const;
for (const { name, spans, value } of layout)
  test(`${name} of a JT701D lies where its manual has it`, () => {
    const { fields, located, kind } = readFrame(longForm, spoken('jointech'));
    assert.ok(located);
    assert.equal(kind, 'reports');
    const field = fields.find((it) => it.name === name && !it.own);
    assert.deepEqual([field?.value, field?.spans], [value, spans]);
  });

test('in a text the digits of a value are marked and the commas are not', () => {
  const frame = encodeLockEvent({
    deviceId: '8117020417',
    serial: 9,
    occurredAt: at,
    valid: true,
    ...place,
    type: 'unlock.refusedCard',
    card: '0007715023',
    wrongCount: 3,
    odometerKm: 41_208,
  });
  const text = Buffer.from(frame).toString('latin1');
  const { fields } = readFrame(frame, spoken('jointech'));
  const card = fields.find(({ name }) => name === 'credential');
  const from = text.indexOf('0007715023');
  assert.deepEqual(card?.spans, [[from, from + 10]]);
  for (const { spans } of fields)
    for (const [start, end] of spans)
      assert.ok(!text.slice(start, end).startsWith(','), text.slice(start, end));
});

test('a sum over the frame does not hide its fields', () => {
  const frame = encodePacket(8, [
    {
      occurredAt: at,
      priority: 0,
      lat: place.lat,
      lon: place.lon,
      altitudeM: 2_100,
      courseDeg: 71,
      satellites: 11,
      speedKmh: 61,
      eventId: 0,
      io: [],
    },
  ]);
  const { fields, kind } = readFrame(frame, spoken('teltonika'));
  assert.equal(kind, 'reports');
  const time = fields.find(({ name }) => name === 'occurredAt');
  assert.deepEqual(time?.spans.at(-1)?.[1], 18, 'eight bytes of milliseconds behind the head');
  const lat = fields.find(({ name, own }) => name === 'lat' && !own);
  assert.deepEqual(lat?.spans, [[23, 27]]);
});

test('what is wired to an input is the model’s to say, and no dialect’s', () => {
  const wired = encodePacket(8, [
    {
      occurredAt: at,
      priority: 0,
      ...place,
      altitudeM: 2_100,
      satellites: 11,
      eventId: 0,
      io: [{ id: 1, bytes: 1, value: 0n }],
    },
  ]);
  const { dialect } = spoken('teltonika');
  const rope = dialect.profileOf?.(PROFILES.sealOnDin1);
  assert.ok(rope !== undefined && !('code' in rope));
  const cutOf = (profile?: typeof rope): unknown =>
    readFrame(wired, spoken('teltonika'), profile).fields.find(({ name }) => name === 'ropeCut')
      ?.value;
  assert.deepEqual([cutOf(), cutOf(rope)], [undefined, true]);
});

test('what makes no sense says where, and has no fields but those read before', () => {
  const { kind, malformed, located } = readFrame(longForm.subarray(0, 30), spoken('jointech'));
  assert.equal(kind, 'malformed');
  assert.ok(malformed !== null);
  assert.equal(located, false);
});

test('a frame too long to be tried is read all the same', () => {
  const long = new Uint8Array(9_000).fill(0x41);
  const { located } = readFrame(long, spoken('jointech'));
  assert.equal(located, false);
});
