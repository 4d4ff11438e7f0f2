// A log's tiles as it grows: what the publisher writes, and how proofs are read back from it.
import {
  emptyRoot,
  HASH_BYTES,
  type HashAt,
  nodeHash,
  type Range,
  rangeRoot,
  type Sha256,
} from './merkle.ts';
import { consistencyProof, inclusionProof } from './merkle-proof.ts';
import { TILE_WIDTH, type TileAddress, tileHashes, widthAt, widthsAt } from './tile.ts';

const TILE_HEIGHT = 8; // a tile spans 2^8 = 256 leaves of its level

/** The last tile of each level while it is partial: all that growing a log must remember. */
export type Tails = {
  readonly size: number;
  /** By level, the hashes so far; empty where the level ends with a full tile. */
  readonly hashes: readonly (readonly Uint8Array[])[];
};

export const EMPTY_TAILS: Tails = { size: 0, hashes: [] };

export type Tile = TileAddress & { readonly bytes: Uint8Array };

export type Growth = {
  readonly tails: Tails;
  /** Every tile that is new or wider now: those of `newTiles`, and in its order. */
  readonly tiles: readonly Tile[];
};

/** The log after these leaves (their hashes, in order), and the tiles to write for it. */
export function growTiles(tails: Tails, leaves: readonly Uint8Array[], sha256: Sha256): Growth {
  const tiles: Tile[] = [];
  const hashes: (readonly Uint8Array[])[] = [];
  const sizes = widthsAt(tails.size);
  let added = leaves;
  for (let level = 0; added.length > 0 || level < tails.hashes.length; level++) {
    const tail = tails.hashes[level] ?? [];
    const row = [...tail, ...added];
    const { full = 0 } = sizes[level] ?? {};
    const above: Uint8Array[] = [];
    let at = 0;
    for (; at + TILE_WIDTH <= row.length; at += TILE_WIDTH) {
      const tile = row.slice(at, at + TILE_WIDTH);
      tiles.push(tileOf(level, full + at / TILE_WIDTH, tile));
      above.push(hashesRoot(tile, sha256));
    }
    const rest = row.slice(at);
    if (added.length > 0 && rest.length > 0)
      tiles.push(tileOf(level, full + at / TILE_WIDTH, rest));
    hashes.push(rest);
    added = above;
  }
  return { tails: { size: tails.size + leaves.length, hashes }, tiles };
}

function tileOf(level: number, index: number, hashes: readonly Uint8Array[]): Tile {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * HASH_BYTES);
  return { level, index, width: hashes.length, bytes };
}

/** The tails of a log of this size from its partial tiles; `undefined` when one has another width. */
export function tailsOf(
  size: number,
  tileAt: (address: TileAddress) => Uint8Array | undefined,
): Tails | undefined {
  const hashes: Uint8Array[][] = [];
  for (const { level, full, partial } of widthsAt(size)) {
    const bytes = partial === 0 ? new Uint8Array() : tileAt({ level, index: full, width: partial });
    if (bytes?.length !== partial * HASH_BYTES) return undefined;
    hashes.push(tileHashes(bytes));
  }
  return { size, hashes };
}

/** The compact range of the whole log: its root is the log's. */
export function rangeOfTails({ size, hashes }: Tails, sha256: Sha256): Range {
  const range: Uint8Array[] = [];
  for (const tail of hashes.toReversed())
    for (let [at, width] = [0, TILE_WIDTH / 2]; width >= 1; width /= 2)
      if (at + width <= tail.length) {
        range.push(hashesRoot(tail.slice(at, at + width), sha256));
        at += width;
      }
  return { size, hashes: range };
}

export function tailsRoot(tails: Tails, sha256: Sha256): Uint8Array {
  return rangeRoot(rangeOfTails(tails, sha256), sha256);
}

/** The root over hashes of one level; over a full tile's, its hash in the level of tiles above. */
export function hashesRoot(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < level.length; at += 2)
      above.push(nodeHash(level[at] as Uint8Array, level[at + 1] as Uint8Array, sha256));
    if (level.length % 2 === 1) above.push(level.at(-1) as Uint8Array);
    level = above;
  }
  return level[0] ?? emptyRoot(sha256);
}

/**
 * Perfect subtrees as proofs ask for them, from tiles. `tileAt` gives the widest tile there is at the
 * address; throws RangeError where it is too narrow for what was asked.
 */
export function hashAtOf(
  tileAt: (level: number, index: number) => Uint8Array,
  sha256: Sha256,
): HashAt {
  return (level, index) => {
    const { tile, from, count } = placeOf(level, index);
    const bytes = tileAt(tile.level, tile.index);
    if (bytes.length < (from + count) * HASH_BYTES)
      throw new RangeError(`tile ${tile.level}/${tile.index} has no hash ${from + count - 1}`);
    return hashesRoot(
      tileHashes(bytes.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES)),
      sha256,
    );
  };
}

function placeOf(level: number, index: number) {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const tile = { level: tileLevel, index: Math.floor(first / TILE_WIDTH) };
  return { tile, from: first % TILE_WIDTH, count };
}

/** The tiles to fetch before an inclusion proof can be made, at their widths in a log of this size. */
export function tilesOfInclusion(index: number, size: number): TileAddress[] {
  return tilesAsked(size, (hashAt) => inclusionProof(index, size, hashAt, noHash));
}

/** The tiles to fetch before a consistency proof can be made. */
export function tilesOfConsistency(size1: number, size2: number): TileAddress[] {
  return tilesAsked(size2, (hashAt) => consistencyProof(size1, size2, hashAt, noHash));
}

const NO_HASH = new Uint8Array(HASH_BYTES);
const noHash: Sha256 = () => NO_HASH;

function tilesAsked(size: number, prove: (hashAt: HashAt) => unknown): TileAddress[] {
  const asked = new Map<string, TileAddress>();
  prove((level, index) => {
    const { tile } = placeOf(level, index);
    const width = widthAt(tile.level, tile.index, size);
    asked.set(`${tile.level}/${tile.index}`, { ...tile, width });
    return NO_HASH;
  });
  return [...asked.values()];
}
