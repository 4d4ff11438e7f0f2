// The right edge of the log in memory: what of it is not full yet. Growing it gives the files of the growth.
import {
  EMPTY_TAILS,
  entriesPath,
  formatEntries,
  growTiles,
  leafHash,
  newBundles,
  type Tails,
  TILE_WIDTH,
  tilePath,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import type { LogFile } from './log-files.ts';

export type Edge = {
  readonly tails: Tails;
  /** The entries of the bundle that is not full yet. */
  readonly bundle: readonly Uint8Array[];
};

export const EMPTY_EDGE: Edge = { tails: EMPTY_TAILS, bundle: [] };

export type Growth = {
  readonly edge: Edge;
  /** Tiles and bundles, partial ones among them. */
  readonly files: readonly LogFile[];
  /** The paths of those that are full now. */
  readonly full: readonly string[];
};

/** The log with these entries at its end. */
export function grow({ tails, bundle }: Edge, entries: readonly Uint8Array[]): Growth {
  const leaves = entries.map((entry) => leafHash(entry, sha256));
  const growth = growTiles(tails, leaves, sha256);
  const tiles = growth.tiles.map(({ level, index, width, bytes }) => ({
    path: tilePath(level, index, width),
    full: width === TILE_WIDTH,
    bytes,
  }));
  const unbundled = [...bundle, ...entries];
  const first = Math.floor(tails.size / TILE_WIDTH);
  const bundles = newBundles(tails.size, growth.tails.size).map(({ index, width }) => {
    const from = (index - first) * TILE_WIDTH;
    return {
      path: entriesPath(index, width),
      full: width === TILE_WIDTH,
      bytes: formatEntries(unbundled.slice(from, from + width)),
    };
  });
  const files = [...tiles, ...bundles];
  const rest = growth.tails.size % TILE_WIDTH;
  return {
    edge: { tails: growth.tails, bundle: rest === 0 ? [] : unbundled.slice(-rest) },
    files,
    full: files.filter(({ full }) => full).map(({ path }) => path),
  };
}
