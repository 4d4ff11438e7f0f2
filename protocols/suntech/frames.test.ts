// Each file of frames/: hex or "text" with notes after #, then the message expected of it, nulls left out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, isoOf, type Message } from '@lakiri/kit';
import { encodeAlive, encodeReply, suntech } from './index.ts';

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
      if (value === null || key === 'secrets' || key === 'record') return undefined;
      return key === 'occurredAt' ? isoOf(value as Instant) : value;
    }),
  );
}

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(plain(suntech.decode(bytes)), expected);
    assert.deepEqual(plain(suntech.datagrams?.decode(bytes) as Message), expected);
  });

  test(`${name} is one frame, and its beginnings are none`, () => {
    const { bytes, expected } = readFrame(name);
    if (name === 'length-of-another.txt') return;
    const framer = suntech.framer();
    assert.deepEqual(
      [...framer.push(bytes), ...framer.end()].map((it) => [it.kind, [...it.bytes]]),
      [['frame', [...bytes]]],
    );
    if (expected.kind === 'malformed') return;
    for (let size = 0; size < bytes.length; size++) {
      const found = suntech.framer().push(bytes.subarray(0, size));
      assert.deepEqual(found, []);
    }
  });
}

// The encoder against messages written by hand from the tables: it cannot flatter the decoder.
const transcribed = [
  { name: 'alive.txt', encoded: encodeAlive('ST600', '008728327') },
  {
    name: 'command-answered.txt',
    encoded: encodeReply('ST300', '511848119', ['315', 'Enable1']),
  },
];
for (const { name, encoded } of transcribed) {
  test(`the encoder writes ${name}`, () => {
    assert.equal(Buffer.from(encoded).toString(), Buffer.from(readFrame(name).bytes).toString());
  });
}
