import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import { encodeLocation, type ItemInput, jt808, leniently, MODELS, PROFILES } from './index.ts';
import { profileOf } from './profile.ts';

const wrong: readonly { readonly data: unknown; readonly path: string }[] = [
  { data: null, path: '' },
  { data: [], path: '' },
  { data: 'jointech', path: '' },
  { data: { colour: 1 }, path: 'colour' },
  { data: { utcOffsetMinutes: 841 }, path: 'utcOffsetMinutes' },
  { data: { utcOffsetMinutes: '480' }, path: 'utcOffsetMinutes' },
  { data: { utcOffsetMinutes: 840, checksum: 'none' }, path: 'checksum' },
  { data: { checksum: 'lenient', items: 'teltonika' }, path: 'items' },
  { data: { alarms: [] }, path: 'alarms' },
  { data: { alarms: { 32: { word: 'x' } } }, path: 'alarms.32' },
  { data: { alarms: { 3: { word: 'Two words' } } }, path: 'alarms.3.word' },
  { data: { alarms: { 3: { bit: 'ropeBurnt' } } }, path: 'alarms.3.bit' },
  { data: { alarms: { 3: { bit: 'toString' } } }, path: 'alarms.3.bit' },
  { data: { alarms: { 3: { event: 'rope.burnt' } } }, path: 'alarms.3.event' },
  { data: { status: { 3: { when: 1 } } }, path: 'status.3.when' },
  { data: { status: { 3: null } }, path: 'status.3' },
  { data: { status: { toString: {} } }, path: 'status.toString' },
  { data: { satelliteBits: [1, 32] }, path: 'satelliteBits.1' },
  { data: { cellBits: 6 }, path: 'cellBits' },
  { data: { itemNames: { f8: 'depth' } }, path: 'itemNames.f8' },
  { data: { itemNames: { F8: 'steps' } }, path: 'itemNames.F8' },
];
for (const { data, path } of wrong)
  test(`no profile: ${JSON.stringify(data)}`, () =>
    assert.deepEqual(profileOf(data), { code: 'bad-profile', path }));

for (const [family, data] of Object.entries(PROFILES))
  test(`a profile: ${family}`, () => assert.ok(!('code' in profileOf(data))));

test('each model that is known has its family', () => {
  for (const family of Object.values(MODELS)) assert.ok(Object.hasOwn(PROFILES, family));
});

test('any data whatever is a profile or not, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      const profile = profileOf(data);
      if ('code' in profile) assert.equal(typeof profile['path'], 'string');
      else jt808.decode(frameWith(), profile);
    }),
  );
});

const place = {
  occurredAt: 1_750_666_530_000 as Instant,
  valid: true,
  lat: 1,
  lon: 36,
  speedKmh: 0,
  courseDeg: 0,
};

function frameWith(
  words: { alarm?: number; status?: number } = {},
  items: readonly ItemInput[] = [],
): Uint8Array {
  return encodeLocation({ wireId: '013912345678', serial: 1 }, { ...place, ...words, items });
}

function read(frame: Uint8Array, data: unknown) {
  const profile = profileOf(data);
  assert.ok(!('code' in profile));
  const message = jt808.decode(frame, profile);
  assert.ok(message.kind === 'reports');
  const [report] = message.reports;
  assert.ok(report);
  return report;
}

const HIGHEST = 0x80000000;

test('bits mean what the model says, the highest too', () => {
  const data = {
    alarms: {
      31: { bit: 'ropeCut', event: 'tamper.ropeCut', word: 'cut' },
      30: { bit: 'ropeCut' },
      2: { bit: 'motorLocked', when: false },
    },
    status: { 20: { bit: 'ropeInserted', when: false }, 16: { word: 'door' } },
  };
  const quiet = read(frameWith(), data);
  assert.deepEqual(
    [quiet.bits.ropeCut, quiet.bits.motorLocked, quiet.bits.ropeInserted, quiet.raw['door']],
    [false, true, true, false],
  );
  const loud = read(frameWith({ alarm: HIGHEST + 4, status: 0x00110000 }), data);
  assert.deepEqual(
    [loud.bits.ropeCut, loud.bits.motorLocked, loud.bits.ropeInserted, loud.raw['door']],
    [true, false, false, true],
  );
  assert.deepEqual([loud.event?.type, loud.raw['alarms']], ['tamper.ropeCut', 'cut']);
  assert.equal(read(frameWith({ alarm: 0x40000000 }), data).bits.ropeCut, true);
});

test('the clock is the model’s', () => {
  const offsets = [
    [{}, 0],
    [{ utcOffsetMinutes: 0 }, 480],
    [{ utcOffsetMinutes: 180 }, 300],
  ] as const;
  for (const [data, lateMinutes] of offsets)
    assert.equal(read(frameWith(), data).occurredAt, place.occurredAt + lateMinutes * 60_000);
});

test('items are read by the model’s table', () => {
  const f8: ItemInput = { id: 0xf8, value: Uint8Array.of(0x02, 0x58) };
  const e60: ItemInput = { id: 0x60, value: Uint8Array.of(0, 0x11, 1, 0) };
  const rows = [
    [{}, { temp2: 10 }, 'tamper.ropeCut'],
    [{ items: 'jointech' }, { temp2: 10, 'item.60': '00110100' }, undefined],
    [{ items: 'padlock' }, { 'item.f8': '0258' }, 'tamper.ropeCut'],
    [{ items: 'standard' }, { 'item.f8': '0258', 'item.60': '00110100' }, undefined],
    [{ itemNames: { f8: 'steps' } }, { steps: 600 }, 'tamper.ropeCut'],
    [{ itemNames: { '60': 'hex' } }, { 'item.60': '00110100' }, undefined],
  ] as const;
  for (const [data, raw, event] of rows) {
    const report = read(frameWith({}, [f8, e60]), data);
    for (const [key, value] of Object.entries(raw)) assert.equal(report.raw[key], value);
    assert.equal(report.event?.type, event);
  }
});

test('a wrong sum is refused, and read where the model is known for it', () => {
  const frame = frameWith();
  frame[frame.length - 2] = (frame[frame.length - 2] ?? 0) ^ 0x01;
  const strict = jt808.decode(frame);
  assert.equal(strict.kind === 'malformed' && strict.malformed.code, 'wrong-checksum');
  assert.equal(read(frame, { checksum: 'lenient' }).occurredAt, place.occurredAt);
  assert.equal(jt808.decode(frame, leniently()).kind, 'reports');
  assert.equal(jt808.decode(frame, { someone: 'else' }).kind, 'malformed');
});
