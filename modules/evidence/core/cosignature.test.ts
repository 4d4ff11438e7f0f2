import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { formatCheckpoint } from './checkpoint.ts';
import {
  cosignatureTime,
  cosigner,
  newCosignerKey,
  newMldsaCosignerKey,
  subtreeMessage,
} from './cosignature.ts';
import { newEd25519Key } from './ed25519.ts';
import { parseVkey } from './key.ts';
import { parseSignatureLine } from './note.ts';
import { utf8Of } from './utf8.ts';
import { verifierOf } from './verifier.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8'));
const framing = (
  read('note.json') as { cosignature: { base64: string; keyId: string; timeS: number } }
).cosignature;
const torchwood = read('mldsa-cosignature.json') as {
  vkey: string;
  origin: string;
  start: number;
  end: number;
  root: string;
  line: string;
};

test('the published cosignature is framed as key id, time and signature', () => {
  const line = parseSignatureLine(`— remora.n621.de ${framing.base64}`);
  assert.ok(line);
  assert.equal(line.keyId, framing.keyId);
  assert.equal(line.signature.length, 8 + 64);
  assert.equal(cosignatureTime(line.signature), framing.timeS);
});

test('a subtree that torchwood cosigned with ML-DSA-44 is the message that we make', () => {
  const key = parseVkey(torchwood.vkey);
  const line = parseSignatureLine(torchwood.line);
  assert.ok(!('code' in key) && line);
  assert.equal(line.keyId, key.keyId);
  const { origin, start, end } = torchwood;
  const root = Buffer.from(torchwood.root, 'base64');
  const message = subtreeMessage({ name: key.name, timeS: 0, origin, start, end, root });
  assert.ok(message);
  assert.ok(ml_dsa44.verify(line.signature.subarray(8), message, key.bytes));
  const other = subtreeMessage({ name: key.name, timeS: 0, origin, start, end: end + 1, root });
  assert.ok(other);
  assert.ok(!ml_dsa44.verify(line.signature.subarray(8), other, key.bytes));
});

const origin = 'log.example/1';
const text = formatCheckpoint({ origin, size: 123, root: new Uint8Array(32).fill(9) });
const seed = new Uint8Array(32).fill(3);
const kinds = [
  { type: '0x04', keys: newCosignerKey('witness.example/w1', seed), bytes: 8 + 64 },
  { type: '0x06', keys: newMldsaCosignerKey('witness.example/w1', seed), bytes: 8 + 2_420 },
];
for (const { type, keys, bytes } of kinds) {
  const witness = cosigner(keys.skey);
  const verifier = verifierOf(keys.vkey);
  assert.ok(!('code' in witness) && !('code' in verifier));
  const line = parseSignatureLine(witness.cosign(text, 1_679_315_147));
  assert.ok(line);
  const { signature } = line;
  const changed = (at: number): Uint8Array => {
    const copy = Uint8Array.from(signature);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  test(`a cosignature of type ${type} verifies, says its time, and is the same each time`, () => {
    assert.equal(signature.length, bytes);
    assert.equal(line.keyId, verifier.keyId);
    assert.equal(witness.vkey, keys.vkey);
    assert.ok(verifier.verify(utf8Of(text), signature));
    assert.equal(cosignatureTime(signature), 1_679_315_147);
    assert.equal(witness.cosign(text, 1_679_315_147), line.line);
  });

  const bad = [
    { say: 'another time', over: text, by: changed(7) },
    { say: 'a time beyond safe integers', over: text, by: changed(0) },
    { say: 'a changed first byte', over: text, by: changed(8) },
    { say: 'a changed last byte', over: text, by: changed(bytes - 1) },
    { say: 'no signature after its time', over: text, by: signature.subarray(0, 8) },
    { say: 'a byte too few', over: text, by: signature.subarray(0, bytes - 1) },
    { say: 'a byte too many', over: text, by: Buffer.concat([signature, Buffer.of(0)]) },
    { say: 'nothing', over: text, by: new Uint8Array() },
    { say: 'another size', over: text.replace('123', '124'), by: signature },
    { say: 'another origin', over: text.replace('log.', 'Log.'), by: signature },
    { say: 'a text that is no checkpoint', over: 'hello\n', by: signature },
  ];
  for (const { say, over, by } of bad) {
    test(`a cosignature of type ${type} with ${say} does not verify`, () =>
      assert.ok(!verifier.verify(utf8Of(over), by)));
  }

  test(`a witness of type ${type} signs only times that there are`, () => {
    for (const timeS of [-1, 0.5, 2 ** 53])
      assert.throws(() => witness.cosign(text, timeS), RangeError);
  });
}

const message06 = subtreeMessage({
  name: 'witness.example/w1',
  timeS: 1_679_315_147,
  origin,
  start: 0,
  end: 123,
  root: new Uint8Array(32).fill(9),
});
const message04 = utf8Of(`cosignature/v1\ntime 1679315147\n${text}`);
const openssl = [
  { keys: kinds[0]?.keys, message: message04, jwk: { kty: 'OKP', crv: 'Ed25519' }, member: 'x' },
  {
    keys: kinds[1]?.keys,
    message: message06,
    jwk: { kty: 'AKP', alg: 'ML-DSA-44' },
    member: 'pub',
  },
];
for (const { keys, message, jwk, member } of openssl) {
  test(`OpenSSL verifies our cosignature with a key of kind ${jwk.kty}`, () => {
    const witness = cosigner(keys?.skey ?? '');
    const key = parseVkey(keys?.vkey ?? '');
    assert.ok(!('code' in witness) && !('code' in key) && message);
    const line = parseSignatureLine(witness.cosign(text, 1_679_315_147));
    const raw = Buffer.from(key.bytes).toString('base64url');
    const publicKey = createPublicKey({ key: { ...jwk, [member]: raw }, format: 'jwk' });
    assert.ok(line && verify(null, message, publicKey, line.signature.subarray(8)));
  });
}

test('Ed25519 signs the header, the time and the whole note text', () => {
  const witness = cosigner(newCosignerKey('witness.example/w1', seed).skey);
  assert.ok(!('code' in witness));
  const line = parseSignatureLine(witness.cosign(text, 1_679_315_147));
  assert.deepEqual(
    line?.signature.subarray(8),
    ed25519.sign(utf8Of(`cosignature/v1\ntime 1679315147\n${text}`), seed),
  );
});

test('the message for ML-DSA-44 is laid out as the specification has it', () => {
  const root = new Uint8Array(32).fill(9);
  const message = subtreeMessage({
    name: 'w',
    timeS: 258,
    origin: 'ab',
    start: 1,
    end: 65_537,
    root,
  });
  assert.equal(
    Buffer.from(message ?? []).toString('hex'),
    `${Buffer.from('subtree/v1\n\0w', 'latin1').toString('hex').replace(/77$/, '')}` +
      `0177${'0000000000000102'}026162${'0000000000000001'}${'0000000000010001'}${'09'.repeat(32)}`,
  );
});

test('a name or origin of over 255 bytes has no message', () => {
  const subtree = { name: 'w', timeS: 0, origin: 'l', start: 0, end: 1, root: new Uint8Array(32) };
  assert.ok(subtreeMessage({ ...subtree, name: 'w'.repeat(255) }));
  assert.equal(subtreeMessage({ ...subtree, name: 'w'.repeat(256) }), undefined);
  assert.equal(subtreeMessage({ ...subtree, origin: 'l'.repeat(256) }), undefined);
});

const badKeys = [
  { say: 'a log’s key', skey: newEd25519Key('w.example', seed).skey, code: 'key-type-unfit' },
  {
    say: 'the id of another type',
    skey: newCosignerKey('w.example', seed).skey.replace(/\+[0-9a-f]{8}\+/, '+01234567+'),
    code: 'key-id-mismatch',
  },
  { say: 'a vkey', skey: newCosignerKey('w.example', seed).vkey, code: 'not-a-private-key' },
];
for (const { say, skey, code } of badKeys) {
  test(`${say} makes no cosigner: ${code}`, () => {
    const made = cosigner(skey);
    assert.equal('code' in made && made.code, code);
  });
}
