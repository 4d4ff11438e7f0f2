import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import { type HashAt, leafHash, treeHash } from './merkle.ts';
import {
  type Consistency,
  consistencyProof,
  type Inclusion,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Uint8Array => Buffer.from(text, 'hex');

const vectors = JSON.parse(
  readFileSync(new URL('vectors/merkle.json', import.meta.url), 'utf8'),
) as {
  leaves: string[];
  roots: string[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { size1: number; size2: number; proof: string[] }[];
};
const entries = vectors.leaves.map(fromHex);
const rootAt = (size: number): Uint8Array => fromHex(vectors.roots[size] ?? '');
const hashAtOf =
  (made: readonly Uint8Array[]): HashAt =>
  (level, index) => {
    const part = made.slice(index * 2 ** level, (index + 1) * 2 ** level);
    assert.equal(part.length, 2 ** level, 'a perfect subtree');
    return treeHash(part, sha256);
  };

const SOME = sha256(Buffer.from('some other hash'));
const SHORT = new Uint8Array();

for (const { index, size, proof } of vectors.inclusion) {
  const good: Inclusion = {
    index,
    size,
    leaf: leafHash(entries[index] as Uint8Array, sha256),
    proof: proof.map(fromHex),
    root: rootAt(size),
  };
  test(`the published proof of leaf ${index} of ${size} verifies and is the one we make`, () => {
    assert.ok(verifyInclusion(good, sha256));
    const made = inclusionProof(index, size, hashAtOf(entries.slice(0, size)), sha256);
    assert.deepEqual(made.map(hex), proof);
  });
  for (const [say, bad] of Object.entries(wrongInclusions(good))) {
    test(`leaf ${index} of ${size} is not proved with ${say}`, () =>
      assert.ok(!verifyInclusion(bad, sha256)));
  }
}

function wrongInclusions(good: Inclusion): Record<string, Inclusion> {
  const { index, size, proof, root } = good;
  const wrong: Record<string, Inclusion> = {
    'the index before': { ...good, index: index - 1 },
    'the index after': { ...good, index: index + 1 },
    'another index': { ...good, index: index ^ 2 },
    'an index that is the size': { ...good, index: size },
    'an index that is no integer': { ...good, index: index + 0.5 },
    'twice the size': { ...good, size: size * 2 },
    'half the size': { ...good, size: Math.floor(size / 2) },
    'size 0': { ...good, size: 0 },
    'a size beyond safe integers': { ...good, size: 2 ** 53 },
    'another leaf': { ...good, leaf: SOME },
    'a leaf that is no hash': { ...good, leaf: SHORT },
    'the empty root': { ...good, root: rootAt(0) },
    'another root': { ...good, root: SOME },
    'a root that is no hash': { ...good, root: SHORT },
    'nothing at the end': { ...good, proof: [...proof, SHORT] },
    'the root at the end': { ...good, proof: [...proof, root] },
    'nothing at the front': { ...good, proof: [SHORT, ...proof] },
    'the root at the front': { ...good, proof: [root, ...proof] },
  };
  if (proof.length > 0) wrong['its last hash missing'] = { ...good, proof: proof.slice(0, -1) };
  if (proof.length > 1) {
    wrong['a hash put in between'] = {
      ...good,
      proof: [...proof.slice(0, 1), SOME, ...proof.slice(1)],
    };
    wrong['two siblings swapped'] = {
      ...good,
      proof: [proof[1], proof[0], ...proof.slice(2)] as Uint8Array[],
    };
  }
  return wrong;
}

for (const { size1, size2, proof } of vectors.consistency) {
  const good: Consistency = {
    size1,
    size2,
    root1: rootAt(size1),
    root2: rootAt(size2),
    proof: proof.map(fromHex),
  };
  test(`the published proof from ${size1} to ${size2} verifies and is the one we make`, () => {
    assert.ok(verifyConsistency(good, sha256));
    const made = consistencyProof(size1, size2, hashAtOf(entries.slice(0, size2)), sha256);
    assert.deepEqual(made.map(hex), proof);
  });
  for (const [say, bad] of Object.entries(wrongConsistencies(good))) {
    test(`growth from ${size1} to ${size2} is not proved with ${say}`, () =>
      assert.ok(!verifyConsistency(bad, sha256)));
  }
}

function wrongConsistencies(good: Consistency): Record<string, Consistency> {
  const { size1, size2, root1, root2, proof } = good;
  return {
    'size1 less one': { ...good, size1: size1 - 1 },
    'size1 and one': { ...good, size1: size1 + 1 },
    'another size1': { ...good, size1: size1 ^ 2 },
    'size1 0': { ...good, size1: 0 },
    'twice size2': { ...good, size2: size2 * 2 },
    'half size2': { ...good, size2: Math.floor(size2 / 2) },
    'sizes swapped': { ...good, size1: size2, size2: size1 },
    'another root1': { ...good, root1: SOME },
    'a root1 that is no hash': { ...good, root1: SHORT },
    'another root2': { ...good, root2: SOME },
    'a root2 that is no hash': { ...good, root2: SHORT },
    'its roots swapped': { ...good, root1: root2, root2: root1 },
    'no proof': { ...good, proof: [] },
    'nothing at the end': { ...good, proof: [...proof, SHORT] },
    'root1 at the end': { ...good, proof: [...proof, root1] },
    'root2 at the end': { ...good, proof: [...proof, root2] },
    'nothing at the front': { ...good, proof: [SHORT, ...proof] },
    'root1 at the front': { ...good, proof: [root1, ...proof] },
    'root2 at the front': { ...good, proof: [root2, ...proof] },
    'its first hash twice': { ...good, proof: [proof[0] as Uint8Array, ...proof] },
    'its last hash missing': { ...good, proof: proof.slice(0, -1) },
    'its first hash missing': { ...good, proof: proof.slice(1) },
    'its first two hashes swapped': {
      ...good,
      proof: [proof[1], proof[0], ...proof.slice(2)] as Uint8Array[],
    },
  };
}

const edges = [
  { say: 'equal trees', size1: 3, size2: 3, root1: SOME, root2: SOME, proof: [], holds: true },
  {
    say: 'equal sizes, other roots',
    size1: 3,
    size2: 3,
    root1: SOME,
    root2: rootAt(1),
    proof: [],
    holds: false,
  },
  {
    say: 'equal trees and a hash',
    size1: 3,
    size2: 3,
    root1: SOME,
    root2: SOME,
    proof: [SOME],
    holds: false,
  },
  {
    say: 'nothing to nothing',
    size1: 0,
    size2: 0,
    root1: rootAt(0),
    root2: rootAt(0),
    proof: [],
    holds: false,
  },
  {
    say: 'nothing to one',
    size1: 0,
    size2: 1,
    root1: rootAt(0),
    root2: rootAt(1),
    proof: [],
    holds: false,
  },
  {
    say: 'one to nothing',
    size1: 1,
    size2: 0,
    root1: rootAt(1),
    root2: rootAt(0),
    proof: [],
    holds: false,
  },
  {
    say: 'one to two, unproved',
    size1: 1,
    size2: 2,
    root1: rootAt(1),
    root2: rootAt(2),
    proof: [],
    holds: false,
  },
];
for (const { say, holds, ...consistency } of edges) {
  test(`growth of ${say} ${holds ? 'holds' : 'does not hold'}`, () =>
    assert.equal(verifyConsistency(consistency, sha256), holds));
}

test('proofs of what is not there are the caller’s fault', () => {
  const hashAt = hashAtOf(entries);
  for (const [index, size] of [
    [8, 8],
    [-1, 8],
    [0, 0],
    [0.5, 8],
  ] as const)
    assert.throws(() => inclusionProof(index, size, hashAt, sha256), RangeError);
  for (const [size1, size2] of [
    [9, 8],
    [-1, 8],
    [1, 2 ** 53],
  ] as const)
    assert.throws(() => consistencyProof(size1, size2, hashAt, sha256), RangeError);
  assert.deepEqual(consistencyProof(0, 8, hashAt, sha256), []);
});

const leaves = Array.from({ length: 300 }, (_, index) => Buffer.from(`leaf ${index}`));
const sizes = fc.integer({ min: 1, max: leaves.length });

/** One bit of one of the proof's hashes, of the leaf's or of a root: all that a proof is made of. */
function flipped(hashes: readonly Uint8Array[], bit: number): Uint8Array[] {
  const copies = hashes.map((hash) => Uint8Array.from(hash));
  const at = bit % (copies.length * 256);
  const hash = copies[Math.floor(at / 256)] as Uint8Array;
  hash[Math.floor((at % 256) / 8)] = (hash[Math.floor((at % 256) / 8)] ?? 0) ^ (1 << (at % 8));
  return copies;
}

test('every leaf of every size is proved, and no proof survives a changed bit', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, pick, bit) => {
      const index = pick % size;
      const made = leaves.slice(0, size);
      const proof = inclusionProof(index, size, hashAtOf(made), sha256);
      const leaf = leafHash(leaves[index] as Uint8Array, sha256);
      const root = treeHash(made, sha256);
      assert.ok(verifyInclusion({ index, size, leaf, proof, root }, sha256));
      const [badLeaf = leaf, badRoot = root, ...badProof] = flipped([leaf, root, ...proof], bit);
      const bad = { index, size, leaf: badLeaf, proof: badProof, root: badRoot };
      assert.ok(!verifyInclusion(bad, sha256));
    }),
    { numRuns: 200 },
  );
});

test('every size grows provably into every later one, and no proof survives a changed bit', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size2, pick, bit) => {
      const size1 = 1 + (pick % size2);
      const proof = consistencyProof(size1, size2, hashAtOf(leaves.slice(0, size2)), sha256);
      const root1 = treeHash(leaves.slice(0, size1), sha256);
      const root2 = treeHash(leaves.slice(0, size2), sha256);
      assert.ok(verifyConsistency({ size1, size2, root1, root2, proof }, sha256));
      const [bad1 = root1, bad2 = root2, ...badProof] = flipped([root1, root2, ...proof], bit);
      const bad = { size1, size2, root1: bad1, root2: bad2, proof: badProof };
      assert.ok(!verifyConsistency(bad, sha256));
    }),
    { numRuns: 200 },
  );
});

test('sizes near 2^53 ask for subtrees that exist', () => {
  const size = Number.MAX_SAFE_INTEGER;
  const hashAt: HashAt = (level, index) => {
    assert.ok((index + 1) * 2 ** level <= size);
    return SOME;
  };
  assert.equal(inclusionProof(size - 1, size, hashAt, sha256).length, 52);
  assert.ok(consistencyProof(2 ** 50 - 1, size, hashAt, sha256).length > 50);
});
