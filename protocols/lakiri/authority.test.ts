import assert from 'node:assert/strict';
import { createHash, hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import { authorityOf, isSignedText, signText } from './authority.ts';
import { keyOf } from './keys.ts';

const authority = authorityOf('the node’s secret');
const { publicKey } = authority.told;

test('a node keeps the key that its seals were given', () => {
  // As it was first derived, by another library: seals in the field know no other.
  const seed = hkdfSync('sha256', 'the node’s secret', '', 'lakiri seal authority v1', 32);
  const key = keyOf('EdDSA', new Uint8Array(seed));
  assert.ok(key.kind === 'signature');
  assert.equal(publicKey, Buffer.from(key.publicKey).toString('hex'));
  const digest = createHash('sha256').update(key.publicKey).digest('hex');
  assert.equal(authority.told.keyId, digest.slice(0, 16));
});

const text = 'LAKIRI BULLETIN v1\nnote: "Mto umefurika — ü"\n';
const signature = signText(authority, text);
for (const [say, told, holds] of [
  ['as it was signed', [text, signature, publicKey], true],
  ['a word other', [text.replace('Mto', 'Ziwa'), signature, publicKey], false],
  ['by another key', [text, signature, authorityOf('another').told.publicKey], false],
  ['of a bit less', [text, signature.slice(2), publicKey], false],
  ['no hex', [text, 'signed', publicKey], false],
  ['no key', [text, signature, ''], false],
] as const)
  test(`a signed text: ${say}`, () => {
    assert.equal(isSignedText(...(told as [string, string, string])), holds);
  });
