import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeLongForm, jointech } from '@lakiri/protocol-jointech';
import { getInstant } from '../instants.ts';
import { ACK_START, readAcks } from './ack-reader.ts';
import { deviceIdBytes, FRAME_BYTES, pressOf } from './frame-press.ts';
import { latencyOf } from './latency.ts';
import { anyTrack } from './track.ts';

const FROM = getInstant(Date.UTC(2026, 10, 23, 4, 29, 26));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const pressed = (frame: { k: number; stored?: boolean; cut?: boolean }): Uint8Array => {
  const target = new Uint8Array(FRAME_BYTES);
  const { k, stored = false, cut = false } = frame;
  const deviceId = deviceIdBytes('8131000007');
  pressOf(FROM, 1).press(target, 0, { deviceId, track: anyTrack(), k, stored, cut });
  return target;
};

// Transcribed by hand from the field table of the JT701D manual (binary, long form).
const HEAD = '24 8131000007 19';
const PLACE_0 = '03516000 039282000 D 21 9E'; // 3°51.6′ S, 39°28.2′ E, fix, 33 kn, 316°
const MIDDLE = '000004B4 0B 00000000';
const TAIL = '57 2F6A 0B32 18 00 01 0F 00 0F0F0F0F0F0F0F0F 0001 027F 02';
const written = (text: string): string => text.replaceAll(' ', '').toLowerCase();

test('a pressed frame has the bytes of the field table', () => {
  const rows = [
    { frame: { k: 0 }, kind: '11', clock: '231126 042926', status: '20E0', serial: '00' },
    {
      frame: { k: 0, stored: true },
      kind: '13',
      clock: '231126 042926',
      status: '20E0',
      serial: '00',
    },
    {
      frame: { k: 0, cut: true },
      kind: '11',
      clock: '231126 042926',
      status: '20E8',
      serial: '00',
    },
  ];
  for (const { frame, kind, clock, status, serial } of rows)
    assert.equal(
      hex(pressed(frame)),
      written(`${HEAD} ${kind} 0034 ${clock} ${PLACE_0} ${MIDDLE} ${status} ${TAIL} ${serial}`),
    );
});

test('each frame of a seal has its own time, place and serial', () => {
  const message = jointech.decode(pressed({ k: 300 }));
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.equal(report?.occurredAt, FROM + 300_000);
  assert.equal(report?.raw['serial'], 300 - 256);
  const point = anyTrack().points[48]; // 63 steps there, 63 back, 63 there, 63 back, 48 there
  assert.ok(Math.abs((report?.lat ?? 0) - (point?.lat ?? 0)) < 2e-6);
});

test('serials come out of the stream however it is split', () => {
  const said = Buffer.from(
    '(P69,0,0)(P22,231126042926)(P69,0,255)(P69,1,7)(P69,0,)(P69,0,256)(P69,0,12)',
  );
  for (let size = 1; size <= said.length; size++) {
    const serials: number[] = [];
    let state = ACK_START;
    for (let at = 0; at < said.length; at += size) {
      const chunk = said.subarray(at, at + size);
      state = readAcks(state, chunk, { size: chunk.length, stored: (one) => serials.push(one) });
    }
    assert.deepEqual(serials, [0, 255, 12]);
  }
});

test('latencies are told to 1 part in 32', () => {
  const latency = latencyOf();
  assert.equal(latency.atMs(0.5), 0);
  for (let ms = 1; ms <= 1_000; ms++) latency.record(ms);
  for (const [share, ms] of [
    [0.5, 500],
    [0.99, 990],
    [1, 1_000],
  ] as const)
    assert.ok(Math.abs(latency.atMs(share) - ms) <= ms / 32, `${latency.atMs(share)} for ${ms}`);
  assert.equal(latency.maxMs, 1_000);
});

test('a frame is pressed in less than half the work of encoding it', () => {
  const press = pressOf(FROM, 1);
  const target = new Uint8Array(20 * FRAME_BYTES);
  const deviceId = deviceIdBytes('8131000007');
  const track = anyTrack();
  const pressing = (k: number): void =>
    press.press(target, (k % 20) * FRAME_BYTES, { deviceId, track, k, stored: true, cut: false });
  const encoding = (k: number): void =>
    target.set(encodeLongForm({ ...ENCODED, serial: k & 0xff }));
  // Processor time of both in the same run: a busy machine slows neither more than the other.
  let pressedUs = 0;
  let encodedUs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    pressedUs += cpuUsOf(pressing);
    encodedUs += cpuUsOf(encoding);
  }
  assert.ok(2 * pressedUs < encodedUs, `${pressedUs} µs pressed, ${encodedUs} µs encoded`);
});

const ROUNDS = 10;
const FRAMES_OF_ROUND = 2_000;
const ENCODED = {
  ...{ deviceId: '8131000007', occurredAt: FROM, valid: true, lat: -3.86, lon: 39.47 },
  ...{ speedKmh: 61, courseDeg: 316, odometerKm: 1_204, satellites: 11, batteryPct: 87 },
  bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false },
} as const;

function cpuUsOf(makes: (k: number) => void): number {
  const before = process.cpuUsage();
  for (let k = 0; k < FRAMES_OF_ROUND; k++) makes(k);
  return process.cpuUsage(before).user;
}
