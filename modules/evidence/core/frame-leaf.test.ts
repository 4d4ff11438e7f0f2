import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { frameLeaf } from './frame-leaf.ts';
import { leafHash, nodeHash } from './merkle.ts';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');
const blanked = Buffer.from('(8100000001,P52,2,******)');
const sealed = leafHash(Buffer.from('nonce, tag and text'), sha256);

test('a frame that hides nothing is its own leaf', () => {
  assert.deepEqual(frameLeaf({ bytes: blanked, sealed: null }, sha256), leafHash(blanked, sha256));
});

test('a blanked frame and its sealed original are two leaves under one node', () => {
  const leaf = frameLeaf({ bytes: blanked, sealed }, sha256);
  assert.deepEqual(leaf, nodeHash(leafHash(blanked, sha256), sealed, sha256));
});
