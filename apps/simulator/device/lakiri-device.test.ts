// The reference device against the dialect's own reader, and against whoever would deceive it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, type Message, type Report } from '@lakiri/kit';
import {
  type Command,
  encodeCommand,
  keyOf,
  lakiri,
  type Order,
  RESULTS,
  recordHash,
  signerOf,
  verifyProof,
} from '@lakiri/protocol-lakiri';
import fc from 'fast-check';
import { NOON } from '../testing/measured.ts';
import { LakiriDevice } from './lakiri-device.ts';

const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const sealSigner = signerOf('ES256', Uint8Array.of(1), secret(1));
const sealKey = keyOf('ES256', secret(1));
const authority = signerOf('EdDSA', Uint8Array.of(0xa1), secret(2));
const thief = signerOf('EdDSA', Uint8Array.of(0xa1), secret(3));
const stranger = signerOf('EdDSA', Uint8Array.of(0xa2), secret(3));
const ID = 'LKR-00000017';
const later = (seconds: number): Instant => addMs(NOON, seconds * 1_000);

function aDevice(options: { recordsMax?: number; resendMs?: number } = {}): LakiriDevice {
  const device = new LakiriDevice({
    id: ID,
    signer: sealSigner,
    authorities: new Map([['a1', keyOf('EdDSA', secret(2))]]),
    ...options,
  });
  device.start(NOON);
  device.opened(NOON);
  return device;
}

function command(counter: number, order: Order, changed: Partial<Command> = {}): Command {
  const expiresAt = later(600);
  return { device: ID, counter, expiresAt, id: secret(9).subarray(0, 16), order, ...changed };
}

const unlock = { word: 'unlock' } as const;
const ordered = (counter: number): Uint8Array => encodeCommand(command(counter, unlock), authority);

const read = (frames: readonly Uint8Array[]): readonly Message[] =>
  frames.map((frame) => lakiri.decode(frame));

function reportsOf(messages: readonly Message[]): readonly Report[] {
  return messages.flatMap((message) => (message.kind === 'reports' ? message.reports : []));
}

/** Stores all that the device says; what it said. */
function storeAll(device: LakiriDevice, now: Instant): readonly Message[] {
  const messages = read(device.send(now));
  for (const message of messages) {
    const answer = lakiri.acknowledge(message, 'stored', now);
    if (answer !== undefined) device.heard(answer, now);
  }
  return messages;
}

/** Stores what waits, gives the order, and what the device then says to it. */
function answerTo(device: LakiriDevice, frame: Uint8Array, now: Instant = later(1)) {
  storeAll(device, now);
  device.heard(frame, now);
  return reportsOf(storeAll(device, now)).map(({ event, raw, bits }) => {
    const { answerTo: to, answerResult } = raw;
    const result = Object.entries(RESULTS).find(([, code]) => code === answerResult)?.[0];
    return { to, result, event: event?.type, locked: bits.motorLocked };
  });
}

test('a log is counted, chained and signed over a pulled battery', () => {
  const device = aDevice();
  device.measure({ at: later(1), batteryPct: 80 });
  device.start(null);
  device.measure({ at: null, body: { ropeCut: true }, event: { type: 'tamper.ropeCut' } });
  device.opened(later(3));
  const messages = storeAll(device, later(3));
  let before: Uint8Array | null = null;
  for (const [at, { proof }] of messages.entries()) {
    assert.ok(proof);
    assert.ok(verifyProof(proof, sealKey));
    assert.equal(proof.counter, at);
    assert.equal(proof.bootEpoch, at < 2 ? 1 : 2);
    assert.deepEqual(proof.previous, before);
    before = recordHash(proof);
  }
  assert.deepEqual(
    reportsOf(messages).map(({ source, event, occurredAt }) => [source, event?.type, occurredAt]),
    [
      ['stored', 'device.started', NOON], // written before it was connected
      ['live', undefined, later(1)],
      ['stored', 'device.started', null],
      ['stored', 'tamper.ropeCut', null],
    ],
  );
  assert.deepEqual(device.count, { measured: 4, acked: 4, outstanding: 0, lost: 0 });
});

test('a signed order with the next counter opens it, once', () => {
  const device = aDevice();
  assert.deepEqual(answerTo(device, ordered(1)), [
    { to: 1, result: 'done', event: 'unlock.remote', locked: false },
  ]);
  assert.equal(device.body.motorLocked, false);
});

const refused: readonly (readonly [string, Uint8Array, string])[] = [
  [
    'an order of a thief under the authority’s name',
    encodeCommand(command(1, unlock), thief),
    'bad-signature',
  ],
  ['an order of whom it does not know', encodeCommand(command(1, unlock), stranger), 'unknown-key'],
  [
    'an order for another seal',
    encodeCommand(command(1, unlock, { device: 'LKR-00000018' }), authority),
    'other-seal',
  ],
  [
    'an order that is too late',
    encodeCommand(command(1, unlock, { expiresAt: NOON }), authority),
    'expired',
  ],
  ['an order far ahead', ordered(1_001), 'counter-too-far'],
];
for (const [name, frame, result] of refused)
  test(`${name} is refused, and that is in the log`, () => {
    const device = aDevice();
    assert.deepEqual(
      answerTo(device, frame).map((it) => [it.result, it.event, it.locked]),
      [[result, 'unlock.refusedPassword', true]],
    );
    assert.equal(device.body.motorLocked, true);
    assert.equal(device.log.commands, 0);
    // A sound order is obeyed all the same.
    assert.equal(answerTo(device, ordered(1), later(120))[0]?.result, 'done');
  });

test('an order said again is refused, and after the battery was pulled too', () => {
  const device = aDevice();
  answerTo(device, ordered(5));
  device.measure({ at: later(2), body: { motorLocked: true } });
  assert.equal(answerTo(device, ordered(5), later(3))[0]?.result, 'counter-used');
  device.start(later(10));
  device.opened(later(10));
  for (const [counter, at] of [
    [5, 120],
    [4, 240],
  ] as const)
    assert.deepEqual(
      answerTo(device, ordered(counter), later(at)).map(({ result }) => result),
      ['counter-used'],
    );
  assert.equal(device.body.motorLocked, true);
  assert.equal(answerTo(device, ordered(6), later(360))[0]?.result, 'done');
});

test('every bit of an order matters', () => {
  const sound = ordered(1);
  for (let at = 4; at < sound.length; at++) {
    const device = aDevice();
    const changed = sound.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    device.heard(changed, later(1));
    assert.equal(device.body.motorLocked, true, `byte ${at}`);
  }
});

test('a thousand wrong orders write one record a minute, which counts them', () => {
  const device = aDevice();
  storeAll(device, later(1));
  const wrong = encodeCommand(command(1, unlock), thief);
  for (let n = 0; n < 20; n++) device.heard(wrong, later(2));
  device.heard(wrong, later(63));
  const events = reportsOf(storeAll(device, later(64))).map(({ event }) => event?.wrongCount);
  assert.deepEqual(events, [1, 21]);
});

const obeyed: readonly (readonly [Order, string, string | undefined])[] = [
  [{ word: 'lock' }, 'done', 'lock.remote'],
  [{ word: 'open-valve', part: 'V2' }, 'done', 'valve.opened'],
  [{ word: 'close-valve', part: 'V2' }, 'done', 'valve.closed'],
  [{ word: 'locate' }, 'done', undefined],
  [{ word: 'set-interval', awakeS: 15, asleepS: 300 }, 'done', undefined],
  [{ word: 'distrust-key', keyId: Uint8Array.of(0xa1) }, 'not-now', undefined],
  [{ word: 'trust-key', keyId: Uint8Array.of(0xb1), publicKey: secret(0xff) }, 'failed', undefined],
];
for (const [order, result, event] of obeyed)
  test(`${order.word}: ${result}`, () => {
    const device = aDevice();
    const [said] = answerTo(device, encodeCommand(command(1, order), authority));
    assert.deepEqual([said?.result, said?.event], [result, event]);
  });

test('a motor that does not move is told', () => {
  const device = aDevice();
  device.isMotorStuck = true;
  assert.deepEqual(answerTo(device, ordered(1)), [
    { to: 1, result: 'failed', event: 'motor.stuck', locked: true },
  ]);
});

test('keys change hands: the new authority is obeyed, the old one no more', () => {
  const device = aDevice();
  const fresh = signerOf('EdDSA', Uint8Array.of(0xb1), secret(4));
  const key = keyOf('EdDSA', secret(4));
  assert.equal(key.kind, 'signature');
  if (key.kind !== 'signature') return;
  const trust: Order = { word: 'trust-key', keyId: Uint8Array.of(0xb1), publicKey: key.publicKey };
  answerTo(device, encodeCommand(command(1, trust), authority));
  const distrust: Order = { word: 'distrust-key', keyId: Uint8Array.of(0xa1) };
  answerTo(device, encodeCommand(command(2, distrust), fresh));
  assert.equal(answerTo(device, ordered(3), later(100))[0]?.result, 'unknown-key');
  assert.equal(
    answerTo(device, encodeCommand(command(3, unlock), fresh), later(200))[0]?.result,
    'done',
  );
});

test('what was stored can be asked for again, and comes as it was signed', () => {
  const device = aDevice();
  device.measure({ at: later(1), batteryPct: 80 });
  const first = storeAll(device, later(2));
  device.heard(encodeCommand(command(1, { word: 'resend', from: 0, to: 1 }), authority), later(3));
  const again = storeAll(device, later(4)).slice(0, 2);
  assert.deepEqual(
    again.map(({ proof }) => proof),
    first.map(({ proof }) => proof),
  );
  assert.ok(reportsOf(again).every(({ source }) => source === 'stored'));
});

test('who is not taken waits an hour, and loses nothing', () => {
  const device = aDevice();
  const [message] = read(device.send(later(1)));
  assert.ok(message);
  device.heard(lakiri.acknowledge(message, 'refused', later(1)) ?? secret(0), later(1));
  assert.deepEqual(device.send(later(3_600)), []);
  assert.equal(storeAll(device, later(3_602)).length, 1);
});

test('a full log loses the oldest, and the gap shows', () => {
  const device = aDevice({ recordsMax: 3 });
  for (let n = 1; n <= 4; n++) device.measure({ at: later(n) });
  assert.deepEqual(device.count, { measured: 5, acked: 0, outstanding: 3, lost: 2 });
  const counters = storeAll(device, later(9)).map(({ proof }) => proof?.counter);
  assert.deepEqual(counters, [2, 3, 4]);
});

test('an idle seal shows that it lives, and nothing is believed for it', () => {
  const device = aDevice();
  storeAll(device, NOON);
  assert.deepEqual(device.send(later(239)), []);
  assert.deepEqual(
    read(device.send(later(241))).map(({ kind, proof }) => [kind, proof]),
    [['heartbeat', undefined]],
  );
});

type Fate = 'stored' | 'unanswered' | 'ignored' | 'break' | 'battery';

/** The device says what it has to say, and each frame meets the same fate; what was stored is added to `stored`. */
function exchange(device: LakiriDevice, { fate, now }: { fate: Fate; now: Instant }): number[] {
  if (fate === 'battery') device.start(now);
  if (!device.isConnected) device.opened(now);
  const messages = read(device.send(now));
  if (fate === 'break') device.closed();
  if (fate === 'ignored' || fate === 'break') return [];
  for (const message of messages) {
    const answer = lakiri.acknowledge(message, 'stored', now);
    if (fate === 'stored' && answer !== undefined) device.heard(answer, now);
  }
  return messages.flatMap(({ proof }) => (proof === undefined ? [] : [proof.counter]));
}

test('whatever the node and the network do, each record is stored or still waits', () => {
  const step = fc.record({
    measures: fc.integer({ min: 0, max: 3 }),
    fate: fc.constantFrom<Fate>('stored', 'unanswered', 'ignored', 'break', 'battery'),
    seconds: fc.integer({ min: 0, max: 60 }),
  });
  const live = (steps: readonly { measures: number; fate: Fate; seconds: number }[]): void => {
    const device = aDevice();
    const stored = new Set<number>();
    let now = NOON;
    for (const { measures, fate, seconds } of steps) {
      for (let n = 0; n < measures; n++) device.measure({ at: now });
      for (const counter of exchange(device, { fate, now })) stored.add(counter);
      const waiting = device.log.waiting.map(({ record }) => record.counter);
      const kept = new Set([...waiting, ...stored]);
      assert.deepEqual(kept.size, device.log.written);
      now = addMs(now, seconds * 1_000);
    }
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 12 }), live), { numRuns: 40 });
});
