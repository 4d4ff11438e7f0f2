// What each model says, against frames transcribed by hand from the makers' field tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getInstant } from '../instants.ts';
import { type Measurement, WHOLE } from '../measurement.ts';
import { aMeasurement } from '../testing/measured.ts';
import { jt600, jt701, jt701d } from './jointech-speech.ts';
import type { Speech } from './speech.ts';
import { fmbRope } from './teltonika-speech.ts';

const who = { deviceId: '8131020001', imei: '356307042441013', password: '471902' };
const said = (speech: Speech, measurements: readonly Measurement[], stored = false): string =>
  Buffer.from(speech.encode(measurements, { serial: 7, stored })).toString('hex');
const hex = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

// 1°19.95′ S, 36°53.4′ E, flags: fix, south, east, always 1 = 1101; 30 knots; 304° / 2.
const PLACE = '01199500 036534000 D 1E 98';
const long = (at: {
  kind: string;
  version: string;
  clock: string;
  place: string;
  status: string;
  battery: string;
  wake: string;
}): string =>
  hex(`24 8131020001 ${at.version} ${at.kind} 0034 ${at.clock} ${at.place} 000001E1 ${'09'} 00000000
    ${at.status} ${at.battery} 2F6A 0B32 18 00 ${at.wake} 0F 00 0356307042441013 0001 027F 02 07`);
const quiet = {
  kind: '11',
  version: '19',
  clock: '231126 120000',
  place: PLACE,
  status: '20E0',
  battery: '58',
  wake: '01',
};

const longRows: readonly (readonly [string, Partial<Measurement>, Partial<typeof quiet>])[] = [
  ['a quiet seal', {}, {}],
  [
    'a cut rope',
    { body: { ...WHOLE, ropeCut: true }, wake: 'rope' },
    { status: '20E8', wake: '04' },
  ],
  ['an open motor', { body: { ...WHOLE, motorLocked: false } }, { status: '2060' }],
  ['a rope drawn out', { body: { ...WHOLE, ropeInserted: false } }, { status: '20A0' }],
  [
    'an open cover',
    { body: { ...WHOLE, coverOpen: true }, wake: 'cover' },
    { status: '10E0', wake: '03' },
  ],
  ['a low battery', { batteryPct: 9.4 }, { status: '28E0', battery: '09' }],
  [
    'no fix',
    { hasFix: false, lat: 0, lon: 0, speedKmh: 0 },
    { place: '00000000 000000000 E 00 98' },
  ],
  ['a clock in 1970', { saidAt: getInstant(61_000) }, { clock: '010170 000101' }],
];
for (const [name, measured, bytes] of longRows)
  test(`JT701D: ${name}`, () => {
    assert.equal(said(jt701d(who), [aMeasurement(0, measured)]), long({ ...quiet, ...bytes }));
  });

test('JT701D: what it kept is of the blind area', () => {
  assert.equal(said(jt701d(who), [aMeasurement(0)], true), long({ ...quiet, kind: '13' }));
});

test('JT701: the same under its own version', () => {
  assert.equal(said(jt701(who), [aMeasurement(0)]), long({ ...quiet, version: '17' }));
});

const eventRows: readonly (readonly [string, Measurement['event'], string])[] = [
  [
    'a card was refused',
    { type: 'unlock.refusedCard', card: '0004172290', wrongCount: 2 },
    '2,0,0004172290,0,2',
  ],
  [
    'a password was refused',
    { type: 'unlock.refusedPassword', wrongCount: 3 },
    '4,0,0000000000,0,3',
  ],
  ['opened by Bluetooth', { type: 'unlock.bluetooth' }, '7,98,0000000000,1,0'],
  ['locked itself', { type: 'lock.auto' }, '5,0,0000000000,0,0'],
];
for (const [name, event, fields] of eventRows)
  test(`JT701D: ${name}`, () => {
    const text = Buffer.from(said(jt701d(who), [aMeasurement(0, { event })]), 'hex').toString(
      'latin1',
    );
    assert.equal(
      text,
      `(8131020001,P45,231126,120000,1.33250,S,36.89000,E,A,56,304,${fields},7,481)`,
    );
  });

test('JT600: one frame of the short form for several kept records', () => {
  const record = (clock: string): string => `231126 ${clock} ${PLACE} 09 58 00 0000 2F6A 0B32 18`;
  assert.equal(
    said(jt600(who), [aMeasurement(0), aMeasurement(60)], true),
    hex(`24 8131020001 13 0036 ${record('120000')} ${record('120100')} 07`),
  );
});

test('FMB: a cut rope is an input that fell', () => {
  const body = { ...WHOLE, ropeCut: true };
  // 2026-11-23T12:00:00Z = 1795435200000 ms; lon 36.89, lat -1.3325 in ten-millionths; 3 values of 1 byte, 1 of 4.
  const data = `08 01 000001A20846FE00 01 15FCF7A0 FF34AD38 04B0 0130 09 0038 01 04
    03 01 00 F0 01 71 58 00 01 10 000757E2 00 01`;
  const packet = said(fmbRope(who.imei), [aMeasurement(0, { body, wake: 'rope' })]);
  const bytes = hex(data);
  assert.equal(
    packet.slice(0, 16),
    hex(`00000000 ${(bytes.length / 2).toString(16).padStart(8, '0')}`),
  );
  assert.equal(packet.slice(16, -8), bytes);
  assert.equal(packet.slice(-8), hex(`0000 ${crc16(Buffer.from(bytes, 'hex'))}`));
});

/** CRC-16/IBM bit by bit, as the maker's page gives it: polynomial A001, from 0. */
function crc16(bytes: Uint8Array): string {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc.toString(16).padStart(4, '0');
}

test('what a model has no words for is not a record', () => {
  const event = aMeasurement(0, { event: { type: 'lock.auto' } });
  for (const speech of [jt600(who), fmbRope(who.imei)])
    assert.equal(speech.sortOf(event), undefined);
});
