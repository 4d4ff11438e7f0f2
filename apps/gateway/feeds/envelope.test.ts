// Envelopes written byte by byte as RFC 9052 §4.2 and RFC 8949 §3 have them, by no code of ours.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { aFeed } from '@lakiri/feeds/testing';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import { openEnvelope } from './envelope.ts';
import { readMessage } from './message.ts';
import { bytesOf, headOf, type SealOver, sealed } from './testing-envelope.ts';
import { aVendor } from './testing-vendor.ts';

const vendor = aVendor();
const other = aVendor('key-2');
const at = 0 as Instant;
const keys = [
  { keyId: 'key-1', publicKey: vendor.publicKey, addedAt: at, revokedAt: null },
  { keyId: 'key-2', publicKey: other.publicKey, addedAt: at, revokedAt: at },
];
const broker = { url: 'mqtt://b', version: '5', topic: 't', username: null, signed: true } as const;
const feed = aFeed({ name: 'harbour', kind: 'mqtt', broker, keys });
const record = { dialect: 'jointech', seal: '1', at: '2026-11-23T07:29:26Z' };
const content = Buffer.from(JSON.stringify({ id: 'b', records: [record] }));
const seal = (over: SealOver = {}): Buffer => sealed(content, { vendor, feed: 'harbour', ...over });

test('what a key of the feed signed is its content, and says so', () => {
  const opened = openEnvelope(seal(), feed);
  assert.deepEqual('code' in opened ? opened : [Buffer.from(opened.content), opened.keyId], [
    content,
    'key-1',
  ]);
  const { told } = readMessage(seal(), feed);
  assert.deepEqual([told?.signed, told?.batch.id, told?.batch.records.length], [true, 'b', 1]);
});

test('a feed that signs nothing is read as it is, and proves nothing', () => {
  const plain = { ...feed, broker: { ...broker, signed: false } };
  assert.equal(readMessage(content, plain).told?.signed, false);
  assert.equal(readMessage(seal(), plain).refused?.code, 'bad-batch');
});

test('one record has the name of its own bytes, not of the signature over them', () => {
  const one = Buffer.from(JSON.stringify(record));
  const told = (bytes: Buffer) => readMessage(bytes, feed).told?.batch.id;
  const first = told(sealed(one, { vendor, feed: 'harbour' }));
  assert.match(first ?? '', /^mqtt-[0-9a-f]{64}$/);
  const again = { ...feed, broker: { ...broker, signed: false } };
  assert.equal(readMessage(one, again).told?.batch.id, first);
});

const changed = (bytes: Buffer, offset: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[offset] = (copy[offset] ?? 0) ^ 1;
  return copy;
};
const rsa = generateKeyPairSync('ed25519').privateKey;
const rows = [
  { say: 'no envelope', bytes: content, code: 'not-signed' },
  { say: 'nothing', bytes: Buffer.alloc(0), code: 'not-signed' },
  { say: 'an array without its tag', bytes: seal().subarray(1), code: 'not-signed' },
  { say: 'cut off', bytes: seal().subarray(0, 40), code: 'signature-malformed' },
  {
    say: 'more behind it',
    bytes: Buffer.concat([seal(), Buffer.of(0)]),
    code: 'signature-malformed',
  },
  {
    say: 'words unsigned beside it',
    bytes: seal({ open: { 4: 'key-1' } }),
    code: 'signature-malformed',
  },
  { say: 'no key id', bytes: seal({ head: { 1: -8 } }), code: 'signature-malformed' },
  {
    say: 'another algorithm',
    bytes: seal({ head: { 1: -7, 4: 'key-1' } }),
    code: 'signature-malformed',
  },
  { say: 'a key nobody gave', bytes: seal({ head: headOf('key-9') }), code: 'unknown-key' },
  {
    say: 'a revoked key',
    bytes: seal({ vendor: other, head: headOf('key-2') }),
    code: 'unknown-key',
  },
  {
    say: 'another’s signature',
    bytes: seal({ vendor: other, head: headOf('key-1') }),
    code: 'signature-wrong',
  },
  { say: 'signed for another feed', bytes: seal({ feed: 'rival' }), code: 'signature-wrong' },
  { say: 'changed content', bytes: changed(seal(), 30), code: 'signature-wrong' },
  { say: 'changed signature', bytes: changed(seal(), seal().length - 1), code: 'signature-wrong' },
  {
    say: 'a signature of the content alone',
    bytes: seal({ value: sign(null, content, rsa) }),
    code: 'signature-wrong',
  },
] as const;
for (const { say, bytes, code } of rows)
  test(`refused: ${say}`, () => {
    const opened = openEnvelope(bytes, feed);
    assert.equal('code' in opened ? opened.code : 'taken', code);
  });

test('any bytes are opened or refused, and any changed byte is refused', () => {
  const good = seal();
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (offset, mask) => {
      const copy = Buffer.from(good);
      copy[offset] = (copy[offset] ?? 0) ^ mask;
      assert.ok('code' in openEnvelope(copy, feed));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const tagged = Buffer.concat([bytesOf(0xd2), bytes]);
      assert.ok('code' in openEnvelope(tagged, feed));
    }),
  );
});
