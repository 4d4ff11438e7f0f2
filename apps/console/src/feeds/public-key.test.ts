import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicKeyIn } from './public-key.ts';

// The public key of RFC 8032, 7.1, test 1.
const HEX = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const raw = Buffer.from(HEX, 'hex');
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
const pem = `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`;

for (const [what, text, key] of [
  ['hexadecimal', HEX, HEX],
  ['hexadecimal with colons, in capitals', HEX.toUpperCase().match(/../g)?.join(':'), HEX],
  ['base64', raw.toString('base64'), HEX],
  ['base64 for addresses', raw.toString('base64url'), HEX],
  ['a PEM file', pem, HEX],
  ['a key that is too short', HEX.slice(2), undefined],
  ['a key of another kind', `MCowBQYDK2VuAyEA${raw.toString('base64')}`, undefined],
  ['a word', 'ubunifu', undefined],
  ['nothing', '', undefined],
] as const)
  test(`${what} ${key === undefined ? 'is no key' : 'is read'}`, () =>
    assert.equal(publicKeyIn(text ?? ''), key));
