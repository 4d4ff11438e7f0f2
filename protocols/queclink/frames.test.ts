// Each file of frames/: hex or "text" with notes after #, then the message expected of it, nulls left out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, isoOf, type Message } from '@lakiri/kit';
import { encodeAck, encodeHeartbeat, encodeMessage, placeFields, queclink } from './index.ts';

const folder = new URL('./frames/', import.meta.url);

type FrameFile = { readonly bytes: Uint8Array; readonly expected: { readonly kind: string } };

function readFrame(name: string): FrameFile {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const json = text.search(/^\{/m);
  const lines = text.slice(0, json).trim().split('\n');
  return { bytes: Buffer.concat(lines.map(bytesIn)), expected: JSON.parse(text.slice(json)) };
}

function bytesIn(line: string): Buffer {
  const quoted = /^"([^"]*)"/.exec(line)?.[1];
  if (quoted !== undefined) return Buffer.from(quoted, 'latin1');
  const hex = line.replace(/#.*/, '').replace(/\s/g, '');
  assert.match(hex, /^([\da-f]{2})*$/);
  return Buffer.from(hex, 'hex');
}

function plain(message: Message): unknown {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => {
      if (value === null || key === 'secrets') return undefined;
      if (key === 'occurredAt') return isoOf(value as Instant);
      if (key === 'record') return Buffer.from(value as Uint8Array).toString('latin1');
      return value;
    }),
  );
}

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(plain(queclink.decode(bytes)), expected);
    assert.deepEqual(plain(queclink.datagrams?.decode(bytes) as Message), expected);
  });

  test(`no beginning of ${name} passes for a frame`, () => {
    const { bytes, expected } = readFrame(name);
    if (expected.kind === 'malformed') return;
    // Without its delimiter a message is whole: its count has four digits.
    for (let size = 0; size < bytes.length - 1; size++) {
      const message = queclink.decode(bytes.subarray(0, size));
      assert.equal(message.kind, 'malformed');
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
    }
  });
}

const at = (text: string): Instant => Date.parse(text) as Instant;
const gl300 = { version: '1A0401', uniqueId: '135790246811220' };

// The encoder against messages written by hand from the tables: it cannot flatter the decoder.
const transcribed = [
  {
    name: 'tamper-switch-opened.txt',
    encoded: encodeMessage({
      version: '280100',
      uniqueId: '135790246811220',
      name: 'box7',
      type: 'TSW',
      fields: [
        0,
        1,
        ...placeFields({
          accuracy: 1,
          speedKmh: 4.3,
          courseDeg: 92,
          altitudeM: 70,
          lon: 39.6602,
          lat: -4.04348,
          fixedAt: at('2024-02-14T01:32:54Z'),
          mcc: 639,
          mnc: 2,
          lac: '18d8',
          cellId: '6141',
        }),
        '',
      ],
      sentAt: at('2024-02-14T01:33:00Z'),
      count: 0x11f0,
    }),
  },
  {
    name: 'heartbeat.txt',
    encoded: encodeHeartbeat({ ...gl300, sentAt: at('2024-02-14T09:32:54Z'), count: 0x11f0 }),
  },
  {
    name: 'command-taken.txt',
    encoded: encodeAck({
      ...gl300,
      name: 'box7',
      word: 'RTO',
      params: ['GPS'],
      serial: 0x16,
      sentAt: at('2024-02-14T09:32:54Z'),
      count: 0x11f0,
    }),
  },
];
for (const { name, encoded } of transcribed) {
  test(`the encoder writes ${name}`, () => {
    assert.equal(Buffer.from(encoded).toString(), Buffer.from(readFrame(name).bytes).toString());
  });
}
