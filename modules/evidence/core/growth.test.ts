import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import {
  EMPTY_TAILS,
  growTiles,
  hashAtOf,
  hashesRoot,
  rangeOfTails,
  tailsOf,
  tailsRoot,
  tilesOfConsistency,
  tilesOfInclusion,
} from './growth.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rangeRoot, treeHash } from './merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.ts';
import { grownLog } from './test-log.ts';
import { newTiles, type TileAddress, tilePath, tilesAt } from './tile.ts';

const leaves = Array.from({ length: 70_000 }, (_, at) =>
  leafHash(Buffer.from(`entry ${at}`), sha256),
);
const pathOf = ({ level, index, width }: TileAddress): string => tilePath(level, index, width);

test('however a log grew, it has the same tiles, the same range and the root of its leaves', () => {
  const step = fc.integer({ min: 0, max: 700 });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      let grown = EMPTY_TAILS;
      const files = new Map<string, string>();
      for (const count of steps) {
        const old = grown.size;
        const growth = growTiles(grown, leaves.slice(old, old + count), sha256);
        grown = growth.tails;
        assert.deepEqual(growth.tiles.map(pathOf), newTiles(old, grown.size).map(pathOf));
        for (const tile of growth.tiles)
          files.set(pathOf(tile), Buffer.from(tile.bytes).toString('hex'));
      }
      const atOnce = growTiles(EMPTY_TAILS, leaves.slice(0, grown.size), sha256);
      for (const tile of atOnce.tiles)
        assert.equal(files.get(pathOf(tile)), Buffer.from(tile.bytes).toString('hex'));
      const range = leaves
        .slice(0, grown.size)
        .reduce((range, leaf) => appendLeaf(range, leaf, sha256), EMPTY_RANGE);
      assert.deepEqual(rangeOfTails(grown, sha256), range);
      assert.deepEqual(tailsRoot(grown, sha256), rangeRoot(range, sha256));
    }),
    { numRuns: 12 },
  );
});

const { tails, tiles } = growTiles(EMPTY_TAILS, leaves, sha256);

test('a publisher that starts again goes on from its partial tiles', () => {
  const byPath = new Map(tiles.map((tile) => [pathOf(tile), tile.bytes]));
  const read = tailsOf(70_000, (address) => byPath.get(pathOf(address)));
  assert.ok(read);
  const more = growTiles(read, leaves.slice(0, 300), sha256);
  const other = growTiles(tails, leaves.slice(0, 300), sha256);
  assert.deepEqual(more.tiles.map(pathOf), other.tiles.map(pathOf));
  assert.deepEqual(tailsRoot(more.tails, sha256), tailsRoot(other.tails, sha256));
  assert.equal(
    tailsOf(70_000, () => undefined),
    undefined,
  );
  assert.equal(
    tailsOf(70_000, () => new Uint8Array(32)),
    undefined,
  );
  assert.deepEqual(
    tailsOf(0, () => undefined),
    EMPTY_TAILS,
  );
});

test('proofs from the tiles of a log of three levels need few tiles and verify', () => {
  const byAddress = new Map(tiles.map((tile) => [pathOf(tile), tile.bytes]));
  const root = tailsRoot(tails, sha256);
  for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
    const asked = tilesOfInclusion(index, 70_000);
    assert.ok(asked.length <= 5);
    const hashAt = hashAtOf(only(asked, byAddress), sha256);
    const proof = inclusionProof(index, 70_000, hashAt, sha256);
    const leaf = leaves[index] as Uint8Array;
    assert.ok(verifyInclusion({ index, size: 70_000, leaf, proof, root }, sha256));
  }
  for (const size1 of [1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999, 70_000]) {
    const hashAt = hashAtOf(only(tilesOfConsistency(size1, 70_000), byAddress), sha256);
    const proof = consistencyProof(size1, 70_000, hashAt, sha256);
    const root1 = hashesRoot(leaves.slice(0, size1), sha256);
    assert.ok(verifyConsistency({ size1, size2: 70_000, root1, root2: root, proof }, sha256));
  }
});

/** Only the tiles that were asked for beforehand. */
function only(asked: readonly TileAddress[], byPath: ReadonlyMap<string, Uint8Array>) {
  return (level: number, index: number): Uint8Array => {
    const address = asked.find((it) => it.level === level && it.index === index);
    assert.ok(address, `tile ${level}/${index} was not asked for`);
    const bytes = byPath.get(pathOf(address));
    assert.ok(bytes);
    return bytes;
  };
}

test('a tile that is too narrow is not taken for what it lacks', () => {
  const hashAt = hashAtOf(() => new Uint8Array(64), sha256);
  assert.throws(() => hashAt(0, 2), RangeError);
  assert.throws(() => hashAt(2, 0), RangeError);
});

test('a log of tests is a log', () => {
  const log = grownLog({ sizes: [3, 300], sha256 });
  assert.deepEqual(Buffer.from(log.root), Buffer.from(treeHash(log.entries, sha256)));
  for (const address of tilesAt(300)) assert.ok(log.files.has(pathOf(address)));
});

test('appending costs a few hashes a leaf, and no more in a long log than in a short one', () => {
  const half = leaves.length / 2;
  const [first, second] = [leaves.slice(0, half), leaves.slice(half)];
  let [hashing, early, late] = [0, 0, 0];
  // Processor time of all three in the same run: a busy machine slows none more than the others.
  for (let round = 0; round < 3; round++) {
    hashing += cpuUsOf(() => first.forEach((leaf) => void sha256(leaf)));
    const { tails } = growTiles(EMPTY_TAILS, first, sha256);
    early += cpuUsOf(() => growTiles(EMPTY_TAILS, first, sha256));
    late += cpuUsOf(() => growTiles(tails, second, sha256));
  }
  const say = `${hashing} µs to hash, ${early} µs to append, ${late} µs to append later`;
  assert.ok(early < 10 * hashing, say);
  assert.ok(late < 4 * early, say);
});

function cpuUsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user;
}
