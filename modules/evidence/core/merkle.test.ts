import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import {
  appendLeaf,
  EMPTY_RANGE,
  emptyRoot,
  leafHash,
  nodeHash,
  type Range,
  rangeRoot,
  treeHash,
} from './merkle.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const vectors = JSON.parse(
  readFileSync(new URL('vectors/merkle.json', import.meta.url), 'utf8'),
) as { leaves: string[]; roots: string[] };
const entries = vectors.leaves.map((leaf) => Buffer.from(leaf, 'hex'));

for (const [size, root] of vectors.roots.entries()) {
  test(`the tree of the first ${size} entries has the published root, made whole or leaf by leaf`, () => {
    assert.equal(hex(treeHash(entries.slice(0, size), sha256)), root);
    assert.equal(hex(rangeRoot(rangeOf(entries.slice(0, size)), sha256)), root);
  });
}

// transparency-dev/merkle, rfc6962/rfc6962_test.go
const hashes = [
  {
    say: 'no entries',
    hash: emptyRoot(sha256),
    is: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
  {
    say: 'the empty leaf',
    hash: leafHash(new Uint8Array(), sha256),
    is: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  },
  {
    say: 'the leaf L123456',
    hash: leafHash(Buffer.from('L123456'), sha256),
    is: '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  },
  {
    say: 'the node over N123 and N456',
    hash: nodeHash(Buffer.from('N123'), Buffer.from('N456'), sha256),
    is: 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  },
];
for (const { say, hash, is } of hashes) {
  test(`the hash of ${say}`, () => assert.equal(hex(hash), is));
}

test('a leaf is never a node over the same bytes', () => {
  const [left, right] = [sha256(Buffer.of(1)), sha256(Buffer.of(2))];
  assert.notEqual(
    hex(leafHash(Buffer.concat([left, right]), sha256)),
    hex(nodeHash(left, right, sha256)),
  );
});

test('a range has one hash for each bit of its size, and always the root of the tree', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 70 }), (made) => {
      const range = rangeOf(made);
      assert.equal(range.size, made.length);
      assert.equal(range.hashes.length, made.length.toString(2).replaceAll('0', '').length);
      assert.equal(hex(rangeRoot(range, sha256)), hex(treeHash(made, sha256)));
    }),
  );
});

test('a range that was grown is as it was before', () => {
  const three = rangeOf(entries.slice(0, 3));
  const before = three.hashes.map(hex);
  appendLeaf(three, leafHash(entries[3] as Uint8Array, sha256), sha256);
  assert.deepEqual(three.hashes.map(hex), before);
});

function rangeOf(made: readonly Uint8Array[]): Range {
  return made.reduce(
    (range, entry) => appendLeaf(range, leafHash(entry, sha256), sha256),
    EMPTY_RANGE,
  );
}
