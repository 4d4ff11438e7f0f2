// Each file of frames/: hex and "text" with notes after #, then what is expected of it, as JSON. Only
// what the JSON states is compared; times are ISO and records hex there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, parseInstant } from '@lakiri/kit';
import { frameFile, plain, stated } from '@lakiri/kit/testing';
import {
  encodeBatch,
  encodeFixedBatch,
  encodePositionRequest,
  encodeReply,
  encodeTextReport,
  leniently,
  meitrack,
} from './index.ts';

const folder = new URL('./frames/', import.meta.url);

const readFrame = (name: string) => frameFile(readFileSync(new URL(name, folder), 'utf8'));

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(stated(plain(meitrack.decode(bytes)), expected), expected);
  });

  test(`frames ${name} whole, or not at all`, () => {
    const { bytes } = readFrame(name);
    const framer = meitrack.framer();
    const found = [...framer.push(bytes), ...framer.end()];
    if (name === 'broken-length.txt') assert.ok(found.every((it) => it.kind === 'discarded'));
    else assert.deepEqual(found, [{ kind: 'frame', bytes }]);
  });

  test(`a datagram of ${name} says the same`, () => {
    const { bytes } = readFrame(name);
    assert.deepEqual(meitrack.datagrams?.decode(bytes), meitrack.decode(bytes));
  });

  test(`no beginning of ${name} passes for it, but for its line end`, () => {
    const { bytes } = readFrame(name);
    const hasEnd = bytes.at(-1) === 0x0a;
    for (let size = 0; size < bytes.length; size++) {
      if (hasEnd && size === bytes.length - 2) continue;
      const message = meitrack.decode(bytes.subarray(0, size));
      assert.equal(message.kind, 'malformed', `cut to ${size}`);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const imei = '860000000000025';
const input = {
  occurredAt: at('2026-08-31T08:14:40Z'),
  valid: true,
  lat: -4.043478,
  lon: 39.6602,
  satellites: 9,
  signal: 22,
  speedKmh: 36,
  courseDeg: 270,
  mileageM: 4660,
  runTimeS: 86400,
  inputs: 2,
  outputs: 1,
} as const;
const byte = (number: number) => ({ bytes: 1, number }) as const;
const short = (number: number) => ({ bytes: 2, number }) as const;
const long = (number: number) => ({ bytes: 4, number }) as const;
const block = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

// The files were written from the field tables, not by these encoders, so an encoder that agrees with its own
// decoder and with nobody else fails here.
const written: Record<string, () => Uint8Array> = {
  'reply.txt': () => encodeReply({ imei, flag: 'Q' }, 'A12', ['OK']),
  'login.txt': () => encodeReply({ imei, flag: 'z' }, 'AAC', ['1']),
  'server-question.txt': () => encodePositionRequest({ imei, flag: 'A' }),
  'batch.txt': () =>
    encodeBatch(
      { imei, flag: 'k' },
      {
        remaining: 0,
        records: [
          [
            { id: 0x01, value: byte(35) },
            { id: 0x05, value: byte(1) },
            { id: 0x06, value: byte(8) },
            { id: 0x07, value: byte(13) },
            { id: 0x47, value: byte(2) },
            { id: 0xfe69, value: byte(96) },
            { id: 0x08, value: short(36) },
            { id: 0x09, value: short(270) },
            { id: 0x0a, value: short(9) },
            { id: 0x0b, value: short(-12) },
            { id: 0x19, value: short(417) },
            { id: 0x1a, value: short(1273) },
            { id: 0x02, value: long(-4043478) },
            { id: 0x03, value: long(39660200) },
            { id: 0x04, value: long((input.occurredAt - Date.UTC(2000)) / 1000) },
            { id: 0x0c, value: long(4660) },
            { id: 0x25, value: long(12165644) },
            { id: 0x0e, value: block('7f020200010244332211b7ff') },
            { id: 0x2b, value: block('0185f7') },
            { id: 0x4b, value: block('0101034c5445') },
            { id: 0x49, value: block('0400') },
          ],
        ],
      },
    ),
};

for (const [name, encode] of Object.entries(written))
  test(`writes the bytes of ${name}`, () => {
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    assert.equal(hex(encode()), hex(readFrame(name).bytes));
  });

test('a record of fixed places is written where the table has it', () => {
  const bytes = encodeFixedBatch(
    { imei, flag: 'G' },
    {
      remaining: 1,
      records: [{ ...input, event: 17, hdop: 0.9, altitudeM: -12, battery: 330, power: 1268 }],
    },
  );
  const transcribed = readFrame('fixed-batch.txt').bytes;
  // The encoder knows no cell, no first reading and no fence; their sums differ too.
  const CELL = [66, 74];
  const unset = Uint8Array.from(transcribed);
  unset.fill(0, CELL[0], CELL[1]);
  unset.fill(0, 76, 78);
  unset.fill(0, 82, 86);
  assert.deepEqual(bytes.subarray(0, -5), unset.subarray(0, -5));
});

test('a text is written as the table has it', () => {
  const bytes = encodeTextReport(
    { imei, flag: 'A' },
    { ...input, event: 35, hdop: 0.8, altitudeM: 12, battery: 0x19d, power: 0x4f4 },
  );
  const text = (it: Uint8Array): string => Buffer.from(it).toString('latin1').slice(8, -5);
  const transcribed = text(readFrame('text.txt').bytes)
    .replace('639|2|0065|118A', '0|0|0000|0000')
    .replace('0001|0002|0003|', '0000|0000|0000|');
  assert.ok(transcribed.startsWith(text(bytes).slice(0, -1)));
});

test('what is stored is answered where the device waits for it', () => {
  const rows = [
    ['fixed-batch.txt', 'stored', '@@G27,860000000000025,CCC,1*'],
    ['login.txt', 'known', '@@z27,860000000000025,AAC,1*'],
    ['login.txt', 'stored', undefined],
    ['fixed-batch.txt', 'known', undefined],
    ['fixed-batch.txt', 'refused', undefined],
    ['batch.txt', 'stored', undefined],
    ['text.txt', 'stored', undefined],
    ['broken-sum.txt', 'stored', undefined],
  ] as const;
  for (const [name, outcome, said] of rows) {
    const message = meitrack.decode(readFrame(name).bytes);
    const answer = meitrack.acknowledge(message, outcome, 0 as Instant);
    assert.equal(answer && Buffer.from(answer).toString('latin1').slice(0, -4), said, name);
  }
});

test('leniently, a wrong sum and a wrong length are passed over', () => {
  const sum = meitrack.decode(readFrame('broken-sum.txt').bytes, leniently(undefined));
  const right = meitrack.decode(readFrame('text.txt').bytes);
  assert.deepEqual(sum, right);
  const length = meitrack.decode(readFrame('broken-length.txt').bytes, leniently(undefined));
  assert.equal(length.kind, 'reply');
});
