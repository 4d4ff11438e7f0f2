// Each file of frames/: hex and "text" with notes after #, then what is expected of it, as JSON. Only
// what the JSON states is compared; times are ISO and records hex there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, parseInstant } from '@lakiri/kit';
import { frameFile, plain, stated } from '@lakiri/kit/testing';
import { encodeReply, encodeReport, encodeUnlock, eseal } from './index.ts';

const folder = new URL('./frames/', import.meta.url);

const readFrame = (name: string) => frameFile(readFileSync(new URL(name, folder), 'utf8'));

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(stated(plain(eseal.decode(bytes)), expected), expected);
  });

  test(`frames ${name} whole, with a line end after it`, () => {
    const { bytes } = readFrame(name);
    const framer = eseal.framer();
    const found = [...framer.push(Buffer.concat([bytes, Buffer.from('\r\n')])), ...framer.end()];
    assert.deepEqual(found, [{ kind: 'frame', bytes }]);
  });

  test(`no beginning of ${name} passes for it`, () => {
    const { bytes } = readFrame(name);
    for (let size = 0; size < bytes.length; size++) {
      const message = eseal.decode(bytes.subarray(0, size));
      assert.equal(message.kind, 'malformed', `cut to ${size}`);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const envelope = { id: '1000017', firmware: '3.0.6' };
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

// The files were written from the field table by hand, so an encoder that agrees with its own decoder
// and with nobody else fails here.
const written: Record<string, () => Uint8Array> = {
  'normal.txt': () =>
    encodeReport(envelope, {
      type: 'Normal',
      index: 34,
      occurredAt: at('2026-08-31T08:14:40Z'),
      intervalS: 15,
      valid: true,
      lat: -4.043478,
      lon: 39.6602,
      courseDeg: 10,
      speedKmh: 36,
      door: 'Close',
      acceleration: 0.71,
      nfc: '0:0:3:0',
      voltage: 3.8,
      rssi: -73,
    }),
  'startup-settings.txt': () =>
    encodeReply(envelope, 'Startup OK', ['1', '180', '30', '30', '16', '1']),
  'nfc-deleted.txt': () => encodeReply(envelope, 'RC-NFC DEL ACK', ['']),
  'server-unlock.txt': () => encodeUnlock(envelope),
};

for (const [name, encode] of Object.entries(written))
  test(`writes the bytes of ${name}, and a line end`, () =>
    assert.equal(text(encode()), `${text(readFrame(name).bytes)}\r\n`));

test('what is stored is acknowledged by its type and index, what is not is not', () => {
  const rows = [
    ['normal.txt', 'Normal ACK,34'],
    ['event-door.txt', 'Event-Door ACK,35'],
    ['startup-no-date.txt', 'Startup ACK,1'],
    ['startup-settings.txt', undefined],
    ['server-unlock.txt', undefined],
    ['broken-place.txt', undefined],
  ] as const;
  for (const [name, said] of rows) {
    const message = eseal.decode(readFrame(name).bytes);
    const answer = eseal.acknowledge(message, 'stored', 0 as Instant);
    const whole = said && `##S,eSeal,1000017,256,3.0.6,${said},E##\r\n`;
    assert.equal(answer && text(answer), whole, name);
    assert.equal(eseal.acknowledge(message, 'refused', 0 as Instant), undefined);
  }
});
