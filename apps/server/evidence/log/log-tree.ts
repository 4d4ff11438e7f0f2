// Proofs from the published tiles of this node's log, as anybody could make them.
import {
  consistencyProof,
  type HashAt,
  inclusionProof,
  nodeHash,
  TILE_WIDTH,
  tileHashes,
  tilePath,
  widthAt,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';

export type ReadTile = (path: string) => Promise<Uint8Array | undefined>;

/** The files of the log are not whole: it is being mended, or they are on another machine. */
export class LogFilesAway extends Error {
  constructor(path: string) {
    super(`the log has no ${path} here`);
  }
}

export type LogTree = {
  /** The way from each leaf to the root. Throws LogFilesAway. */
  inclusion(indexes: readonly number[]): Promise<readonly (readonly Uint8Array[])[]>;
  /** That the tree of a smaller size is the beginning of this one. Throws LogFilesAway. */
  consistency(size: number): Promise<readonly Uint8Array[]>;
};

/** A tile's 8 kB and the nodes computed from it; so much is some 50 MB. */
const TILES_KEPT_MAX = 2_048;
const LEVELS_PER_TILE = 8;
const NOTHING = new Uint8Array(32);

/** The tree of the first `size` entries. */
export function logTree(read: ReadTile, size: number): LogTree {
  const tiles = new Map<string, readonly Uint8Array[]>();
  const nodes = new Map<string, Uint8Array>();
  const hashAt: HashAt = (level, index) => {
    const key = `${level}/${index}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const within = level % LEVELS_PER_TILE;
    const node =
      within === 0
        ? inTile(tiles, level / LEVELS_PER_TILE, index)
        : nodeHash(hashAt(level - 1, index * 2), hashAt(level - 1, index * 2 + 1), sha256);
    nodes.set(key, node);
    return node;
  };
  /** Asks the work once for which nodes it wants, reads their tiles, and lets it have them. */
  const having = async <T>(work: (at: HashAt) => T): Promise<T> => {
    if (tiles.size > TILES_KEPT_MAX) {
      tiles.clear();
      nodes.clear();
    }
    const wanted = new Map<string, readonly [number, number]>();
    work((level, index) => {
      const tileLevel = Math.floor(level / LEVELS_PER_TILE);
      const at = Math.floor((index * 2 ** (level % LEVELS_PER_TILE)) / TILE_WIDTH);
      wanted.set(`${tileLevel}/${at}`, [tileLevel, at]);
      return NOTHING;
    });
    for (const [key, [level, index]] of wanted)
      if (!tiles.has(key)) tiles.set(key, await tile(read, { level, index, size }));
    return work(hashAt);
  };
  return {
    inclusion: (indexes) =>
      having((at) => indexes.map((index) => inclusionProof(index, size, at, sha256))),
    consistency: (smaller) => having((at) => consistencyProof(smaller, size, at, sha256)),
  };
}

function inTile(
  tiles: ReadonlyMap<string, readonly Uint8Array[]>,
  level: number,
  index: number,
): Uint8Array {
  const found = tiles.get(`${level}/${Math.floor(index / TILE_WIDTH)}`)?.[index % TILE_WIDTH];
  if (found === undefined) throw new Error(`node ${index} of tile level ${level} was not read`);
  return found;
}

/** As wide as it was at this size, or as it became since: a tile only grows. */
async function tile(
  read: ReadTile,
  at: { readonly level: number; readonly index: number; readonly size: number },
): Promise<readonly Uint8Array[]> {
  const width = widthAt(at.level, at.index, at.size);
  const path = tilePath(at.level, at.index, width);
  const bytes = (await read(path)) ?? (await read(tilePath(at.level, at.index)));
  if (bytes === undefined) throw new LogFilesAway(path);
  return tileHashes(bytes);
}

/** The same for a tree whose leaves are all at hand. */
export function treeOf(leaves: readonly Uint8Array[]): (index: number) => readonly Uint8Array[] {
  const levels: Uint8Array[][] = [leaves.slice()];
  for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? []) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < below.length; at += 2)
      above.push(nodeHash(below[at] as Uint8Array, below[at + 1] as Uint8Array, sha256));
    levels.push(above);
  }
  const hashAt: HashAt = (level, index) => levels[level]?.[index] as Uint8Array;
  return (index) => inclusionProof(index, leaves.length, hashAt, sha256);
}
