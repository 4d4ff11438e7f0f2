import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, type Instant, type Outcome, parseInstant, textOf } from '@lakiri/kit';
import { ackForVersion, decodeAnswer, encodeLongForm, jointech } from './index.ts';

const now = parseInstant('2025-06-23T08:15:30Z') as Instant;

function position(version: number, deviceId = '8100000001'): Uint8Array {
  return encodeLongForm({
    deviceId,
    serial: 86,
    version,
    occurredAt: now,
    valid: true,
    lat: -4,
    lon: 39,
    speedKmh: 0,
    courseDeg: 0,
    odometerKm: 1,
    satellites: 9,
    bits: {},
    batteryPct: 90,
  });
}

function answer(frame: Uint8Array, outcome: Outcome): string | undefined {
  const bytes = jointech.acknowledge(jointech.decode(frame), outcome, now);
  return bytes && textOf(bytes);
}

const event = '(8100000001,P45,230625,120000,4.0,S,39.6,E,A,0,0,5,0,0000000000,0,0,24,5)';
const rows = [
  ['a position of a JT701D', position(0x19), 'stored', '(P69,0,86)'],
  ['a position of a later one', position(0x20), 'stored', '(P69,0,86)'],
  ['a position of an older one', position(0x18), 'stored', '(P35)'],
  ['a position that is not stored yet', position(0x19), 'known', undefined],
  ['a position of a stranger', position(0x19), 'refused', undefined],
  ['a lock event', bytesOf(event), 'stored', '(P69,0,24)'],
  ['a lock event of a stranger', bytesOf(event), 'refused', undefined],
  ['a JT600 text', bytesOf('(3100000005,U06,1)'), 'stored', '(S20)'],
  ['a JT600 text without an answer', bytesOf('(3100000005,W01,1)'), 'stored', undefined],
  ['a heartbeat', bytesOf('(8100000001,@JT)'), 'stored', undefined],
  ['the time', bytesOf('(8100000001,P22,2)'), 'known', '(P22,230625081530)'],
  ['the time, asked by a stranger', bytesOf('(8100000001,P22,2)'), 'refused', undefined],
  ['a new password', bytesOf('(8100000001,P52,2,428817)'), 'stored', '(P52,2,428817)'],
  ['the answer to a command', bytesOf('(8100000001,P43,1,0)'), 'stored', undefined],
  ['nonsense', bytesOf('$'), 'stored', undefined],
] as const;
for (const [name, frame, outcome, expected] of rows)
  test(`${name}, ${outcome}: ${expected ?? 'nothing'}`, () =>
    assert.equal(answer(frame, outcome), expected));

test('a lock event of a device known to be old is answered as it expects', () => {
  const message = jointech.decode(bytesOf(event));
  assert.ok(message.ack);
  assert.deepEqual(ackForVersion(message.ack, 0x17), { answer: 'P46' });
  assert.deepEqual(ackForVersion(message.ack, 0x19), message.ack);
  const told = jointech.acknowledge(
    { ...message, ack: ackForVersion(message.ack, 0x17) },
    'stored',
    now,
  );
  assert.equal(told && textOf(told), '(P46)');
});

test('a connection remembers the version that its device told, and no other device’s', () => {
  assert.ok(jointech.remember);
  const heed = jointech.remember();
  const told = (frame: Uint8Array): string | undefined => {
    const bytes = jointech.acknowledge(heed(jointech.decode(frame)), 'stored', now);
    return bytes && textOf(bytes);
  };
  assert.match(told(bytesOf(event)) ?? '', /^\(P69,0,/);
  told(position(0x17, '8100000099'));
  assert.match(told(bytesOf(event)) ?? '', /^\(P69,0,/);
  told(position(0x17));
  assert.equal(told(bytesOf(event)), '(P46)');
  told(position(0x19));
  assert.match(told(bytesOf(event)) ?? '', /^\(P69,0,/);
});

const answers = [
  ['(P69,0,86)', { kind: 'stored', serial: 86 }],
  ['(P69,1)', { kind: 'resend', serial: null }],
  ['(P69,1,86)', { kind: 'resend', serial: 86 }],
  ['(P35)', { kind: 'storedPosition' }],
  ['(P46)', { kind: 'storedEvent' }],
  ['(P22,230625081530)', { kind: 'time', at: now }],
  ['(P22,310225081530)', undefined],
  ['(P52,2,428817)', { kind: 'password', password: '428817' }],
  ['(P52,3,428817)', { kind: 'command', command: 'P52', params: ['3', '428817'] }],
  ['(P43,888888)', { kind: 'command', command: 'P43', params: ['888888'] }],
  ['P35', undefined],
] as const;
for (const [text, expected] of answers)
  test(`the device reads ${text}`, () => assert.deepEqual(decodeAnswer(bytesOf(text)), expected));
