// Each file of frames/: hex and "text" with notes after #, then what is expected of it, as JSON. Only
// what the JSON states is compared; times are ISO and records hex there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, parseInstant } from '@lakiri/kit';
import { frameFile, plain, stated } from '@lakiri/kit/testing';
import {
  encodeAlarm,
  encodeKeyReply,
  encodeLockReport,
  encodePosition,
  encodeState,
  encodeUnlock,
  encodeUnlockResult,
  omni,
  operationKey,
} from './index.ts';

const folder = new URL('./frames/', import.meta.url);

const readFrame = (name: string) => frameFile(readFileSync(new URL(name, folder), 'utf8'));

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(stated(plain(omni.decode(bytes)), expected), expected);
  });

  test(`frames ${name} whole, with a line end after it`, () => {
    const { bytes } = readFrame(name);
    const framer = omni.framer();
    const found = [...framer.push(Buffer.concat([bytes, Buffer.from('\r\n')])), ...framer.end()];
    assert.deepEqual(found, [{ kind: 'frame', bytes }]);
  });

  test(`no beginning of ${name} passes for it`, () => {
    const { bytes } = readFrame(name);
    for (let size = 0; size < bytes.length; size++) {
      const message = omni.decode(bytes.subarray(0, size));
      assert.equal(message.kind, 'malformed', `cut to ${size}`);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const clock = at('2026-03-18T12:30:20Z');
const imei = '860000000000017';
const order = { user: '1234', at: at('2026-03-18T12:29:40Z') };

// The files were written from the field tables by hand, so an encoder that agrees with its own decoder
// and with nobody else fails here.
const written: Record<string, () => Uint8Array> = {
  'heartbeat-sc.txt': () =>
    encodeState({ form: 'SC', imei, clock }, 'H0', {
      locked: true,
      voltage: 3.8,
      signal: 20,
      batteryPct: 55,
      charging: true,
    }),
  'position.txt': () =>
    encodePosition(
      { form: 'SC', imei, clock },
      {
        occurredAt: at('2026-11-15T01:21:02Z'),
        valid: true,
        lat: -4.043478333,
        lon: 39.6602,
        satellites: 12,
        hdop: 0.69,
        altitudeM: 30.3,
        tracking: true,
      },
    ),
  'position-none.txt': () =>
    encodePosition(
      { form: 'CMD', imei, clock },
      {
        occurredAt: at('2026-05-12T03:37:24Z'),
        valid: false,
        lat: 0,
        lon: 0,
        satellites: 0,
        hdop: 0,
        altitudeM: 0,
      },
    ),
  'unlocked.txt': () => encodeUnlockResult({ form: 'CMD', imei, clock }, { status: 0, ...order }),
  'locked.txt': () =>
    encodeLockReport({ form: 'CMD', imei, clock }, { status: 0, ...order, minutes: 3 }),
  'lock-failed.txt': () =>
    encodeLockReport(
      { form: 'BG', imei, clock },
      { status: 1, user: '20', at: order.at, minutes: 0 },
    ),
  'alarm-tampered.txt': () => encodeAlarm({ form: 'CMD', imei, clock }, 3),
  'key.txt': () =>
    encodeKeyReply(
      { form: 'BG', imei, clock },
      { operation: 'unlock', key: '134', user: '20', at: order.at },
    ),
  'server-unlock.txt': () =>
    encodeUnlock(
      { form: 'BG', imei, now: clock },
      { key: '134', order: { user: '20', at: order.at } },
    ),
};

for (const [name, encode] of Object.entries(written))
  test(`writes the bytes of ${name}, and a line end`, () => {
    const text = Buffer.from(encode()).toString('latin1');
    assert.equal(text, `${Buffer.from(readFrame(name).bytes).toString('latin1')}\n`);
  });

test('the key is for whoever asks for it, and for no one who reads the message', () => {
  const { bytes } = readFrame('key.txt');
  assert.equal(operationKey(bytes), '134');
  assert.doesNotMatch(JSON.stringify(omni.decode(bytes)), /134/);
  assert.equal(operationKey(readFrame('server-unlock.txt').bytes), undefined);
});

test('what is stored is acknowledged in the form of the lock, what is not is not', () => {
  const rows = [
    ['unlocked.txt', '\xff\xff*CMDS,OM,860000000000017,260318123020,Re,L0#\n'],
    ['lock-failed.txt', '\xff\xff*BGCS,OM,860000000000017,Re,L1#\n'],
    ['position.txt', '\xff\xff*SCOS,OM,860000000000017,Re,D0#\n'],
    ['heartbeat-cmd.txt', undefined],
    ['key.txt', undefined],
    ['broken-word.txt', undefined],
  ] as const;
  for (const [name, said] of rows) {
    const message = omni.decode(readFrame(name).bytes);
    const answer = omni.acknowledge(message, 'stored', clock);
    assert.equal(answer && Buffer.from(answer).toString('latin1'), said, name);
    assert.equal(omni.acknowledge(message, 'refused', clock), undefined);
    assert.equal(omni.acknowledge(message, 'known', clock), undefined);
  }
});
