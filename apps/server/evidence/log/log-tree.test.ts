import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafHash, tilePath, treeHash, verifyConsistency, verifyInclusion } from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import { LogFilesAway, logTree, treeOf } from './log-tree.ts';
import { tilesOf } from './test-log.ts';

const entries = Array.from({ length: 70_000 }, (_, at) => Buffer.from(`entry ${at}`));
const leaves = entries.map((entry) => leafHash(entry, sha256));

test('proofs from tiles hold under the root, also of a size that has been passed', async () => {
  const files = tilesOf(leaves, [1, 200, 300, 65_536, 65_600, 70_000]);
  const read = (path: string) => Promise.resolve(files.get(path));
  for (const size of [1, 200, 300, 65_536, 65_600, 70_000]) {
    const root = treeHash(entries.slice(0, size), sha256);
    const tree = logTree(read, size);
    const indexes = [0, 1, 199, 255, 256, 4_711, 65_535, 65_599, 69_999].filter((at) => at < size);
    const proofs = await tree.inclusion(indexes);
    for (const [at, index] of indexes.entries()) {
      const leaf = leaves[index] as Uint8Array;
      const proof = proofs[at] as Uint8Array[];
      assert.ok(verifyInclusion({ index, size, leaf, proof, root }, sha256), `${index} of ${size}`);
    }
    const smaller = Math.ceil(size / 3);
    const proof = await tree.consistency(smaller);
    const root1 = treeHash(entries.slice(0, smaller), sha256);
    assert.ok(
      verifyConsistency({ size1: smaller, size2: size, root1, root2: root, proof }, sha256),
    );
  }
});

test('a tile that is not there is said, and never guessed', async () => {
  const files = tilesOf(leaves, [70_000]);
  files.delete(tilePath(0, 3));
  const tree = logTree((path) => Promise.resolve(files.get(path)), 70_000);
  await assert.rejects(tree.inclusion([800]), LogFilesAway);
  assert.equal((await tree.inclusion([5_000])).length, 1);
});

test('proofs of a batch hold for each of its frames', () => {
  for (const size of [1, 2, 3, 7, 64, 100]) {
    const own = leaves.slice(0, size);
    const root = treeHash(entries.slice(0, size), sha256);
    const proofOf = treeOf(own);
    for (const [index, leaf] of own.entries())
      assert.ok(verifyInclusion({ index, size, leaf, proof: proofOf(index), root }, sha256));
  }
});
