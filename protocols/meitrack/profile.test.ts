import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Profile, Report } from '@lakiri/kit';
import { encodeBatch, encodeTextReport, MODELS, meitrack, PROFILES } from './index.ts';

const from = { imei: '860000000000025', flag: 'A' };
const input = {
  event: 9,
  occurredAt: Date.UTC(2026, 7, 31, 8, 14, 40) as Instant,
  valid: true,
  lat: -4.043478,
  lon: 39.6602,
  satellites: 9,
  signal: 22,
  speedKmh: 36,
  courseDeg: 270,
  hdop: 0.8,
  altitudeM: 12,
  mileageM: 4660,
  runTimeS: 86400,
  inputs: 0b10,
  outputs: 0,
  battery: 0x0a39,
  power: 0x03e3,
} as const;

function profile(data: unknown): Profile {
  const made = meitrack.profileOf?.(data);
  assert.ok(made && !('code' in made), JSON.stringify(made));
  return made;
}

function report(data: unknown, bytes = encodeTextReport(from, input)): Report {
  const message = meitrack.decode(bytes, profile(data));
  const first = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(first);
  return first;
}

test('the zone of the clock is data', () => {
  assert.equal(report({ utcOffsetMinutes: 180 }).occurredAt, input.occurredAt - 3 * 3_600_000);
});

test('what an event code means is data', () => {
  assert.equal(report({}).event, null);
  assert.equal(report({ events: { 9: 'tamper.ropeCut' } }).event?.type, 'tamper.ropeCut');
});

test('what is wired to an input is data', () => {
  const inputs = { 1: { bit: 'coverOpen', when: true }, 2: { bit: 'ropeInserted', when: true } };
  const { bits } = report({ inputs });
  assert.deepEqual([bits.coverOpen, bits.ropeInserted, bits.ropeCut], [false, true, null]);
});

test('the steps of the readings are those of the model', () => {
  const rows = [
    ['MVT380', 15.334, 46.641],
    ['T1', 4.217, 12.826],
    ['T366', 26.17, 9.95],
  ] as const;
  for (const [model, battery, power] of rows) {
    const { raw } = report(PROFILES[MODELS[model] ?? 'standard']);
    assert.deepEqual([raw['battery'], raw['power']], [battery, power], model);
  }
});

test('what a lock says of itself is data', () => {
  const parameters = (number: number) =>
    encodeBatch(from, { remaining: 0, records: [[{ id: 0x47, value: { bytes: 1, number } }]] });
  const locked = (data: unknown, number: number) =>
    report(data, parameters(number)).bits.motorLocked;
  assert.deepEqual(
    [0, 1, 2, 3].map((it) => locked({}, it)),
    [null, false, true, null],
  );
  assert.deepEqual(
    [0, 1, 2].map((it) => locked({ lock: { locked: 0, open: 2 } }, it)),
    [true, null, false],
  );
});

test('which batches are answered is data', () => {
  const batch = encodeBatch(from, { remaining: 0, records: [[]] });
  const answer = (data: unknown) =>
    meitrack.acknowledge(meitrack.decode(batch, profile(data)), 'stored', 0 as Instant);
  assert.equal(answer({}), undefined);
  const said = answer({ answered: ['CCE'] });
  assert.match(Buffer.from(said ?? []).toString('latin1'), /^@@A27,860000000000025,CCE,1\*/);
});

test('a card is the credential of an event that the profile gives it', () => {
  const shown = encodeBatch(from, {
    remaining: 0,
    records: [
      [
        { id: 0x01, value: { bytes: 1, number: 37 } },
        { id: 0x25, value: { bytes: 4, number: 12165644 } },
      ],
    ],
  });
  const { event } = report({ events: { 37: 'unlock.rfid' } }, shown);
  assert.deepEqual([event?.type, event?.credential], ['unlock.rfid', '12165644']);
});

test('every profile of ours is one', () => {
  for (const data of Object.values(PROFILES)) profile(data);
});

const faults = [
  [7, ''],
  [{ zone: 0 }, 'zone'],
  [{ utcOffsetMinutes: 0.5 }, 'utcOffsetMinutes'],
  [{ checksum: 'none' }, 'checksum'],
  [{ events: { 1: 'burglary' } }, 'events.1'],
  [{ events: { 70000: 'person.sos' } }, 'events.70000'],
  [{ inputs: { 9: { bit: 'ropeCut', when: true } } }, 'inputs.9'],
  [{ inputs: { 1: { bit: 'rope', when: true } } }, 'inputs.1'],
  [{ inputs: { 1: { bit: 'ropeCut' } } }, 'inputs.1'],
  [{ volts: { battery: 0.01 } }, 'volts.power'],
  [{ volts: { battery: 0, power: 1 } }, 'volts.battery'],
  [{ volts: { battery: 1, power: 1, solar: 1 } }, 'volts.solar'],
  [{ lock: { locked: 256, open: 1 } }, 'lock.locked'],
  [{ answered: ['AAA'] }, 'answered'],
] as const;
for (const [data, path] of faults)
  test(`${JSON.stringify(data)} is no profile`, () =>
    assert.deepEqual(meitrack.profileOf?.(data), { code: 'bad-profile', path }));
