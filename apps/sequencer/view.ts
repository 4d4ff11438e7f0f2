// The published log as a tree, read from its tiles.
import {
  consistencyProof,
  hashAtOf,
  type TileAddress,
  tailsOf,
  tailsRoot,
  tilePath,
  tilesOfConsistency,
  widthAt,
  widthsAt,
} from '@lakiri/evidence';
import type { Log } from '@lakiri/evidence/store';
import { sha256 } from '@lakiri/platform/sha256';
import type { LogFiles } from './log-files.ts';
import type { LogView } from './witness-port.ts';

const HASH_BYTES = 32;

/** The log as it is published; `size` tells how far. */
export function viewOf(options: {
  readonly log: Log;
  readonly files: LogFiles;
  readonly size: () => number;
}): LogView {
  const { log, files, size } = options;
  const read = async (tiles: readonly TileAddress[]) => {
    const now = size();
    const bytes = await Promise.all(tiles.map((tile) => readTile(files, { ...tile, size: now })));
    const found = new Map(
      tiles.map(({ level, index }, at) => [`${level}/${index}`, bytes[at] ?? new Uint8Array()]),
    );
    return (level: number, index: number): Uint8Array =>
      found.get(`${level}/${index}`) ?? new Uint8Array();
  };
  return {
    log,
    directory: files.directory,
    rootAt: async (at) => {
      const partial = widthsAt(at).filter((level) => level.partial > 0);
      const tileAt = await read(
        partial.map(({ level, full, partial: width }) => ({ level, index: full, width })),
      );
      const tails = tailsOf(at, ({ level, index, width }) =>
        tileAt(level, index).subarray(0, width * HASH_BYTES),
      );
      if (tails === undefined)
        throw new Error(`the tiles of the first ${at} entries are not there`);
      return tailsRoot(tails, sha256);
    },
    consistencyProof: async (oldSize, newSize) => {
      const tileAt = await read(tilesOfConsistency(oldSize, newSize));
      return consistencyProof(oldSize, newSize, hashAtOf(tileAt, sha256), sha256);
    },
  };
}

/** The widest form of a tile; a partial one may have become full, and gone, since `size` was read. */
export async function readTile(
  files: LogFiles,
  tile: { readonly level: number; readonly index: number; readonly size: number },
): Promise<Uint8Array> {
  const { level, index, size } = tile;
  const path = tilePath(level, index, widthAt(level, index, size));
  const bytes = (await files.read(path)) ?? (await files.read(tilePath(level, index)));
  if (bytes === undefined) throw new Error(`${path} is missing`);
  return bytes;
}
