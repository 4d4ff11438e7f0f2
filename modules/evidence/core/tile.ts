// Tiles and entry bundles of C2SP tlog-tiles: the log as files that never change once full.
import type { Malformed } from '@lakiri/kit';
import { HASH_BYTES } from './merkle.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Two bytes of length stand before each entry. */
export const ENTRY_BYTES_MAX = 65_535;

/** tlog-tiles allows 0…63; a log of safe-integer size fills 0…6. */
const LEVEL_MAX = 63;

export type TileAddress = {
  readonly level: number;
  readonly index: number;
  /** 1…256; under 256 the tile is partial. */
  readonly width: number;
};

/** `tile/0/x001/234`, or `tile/0/x001/234.p/17` for a partial one. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index, width)}`;
}

/** `tile/entries/x001/234`, or `….p/17`. */
export function entriesPath(index: number, width = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index, width)}`;
}

function indexPath(index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const last = groups.length - 1;
  const path = groups.map((group, at) => (at < last ? `x${group}` : group)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

export type TilePath =
  | ({ readonly kind: 'hashes' } & TileAddress)
  | { readonly kind: 'entries'; readonly index: number; readonly width: number };

const PATH = /^tile\/(0|[1-9]\d?|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What a path names; `undefined` for every other spelling, so that one tile has one path. */
export function parseTilePath(path: string): TilePath | undefined {
  const [, at, groups, partial] = PATH.exec(path) ?? [];
  if (at === undefined || groups === undefined) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (partial !== undefined && width >= TILE_WIDTH) return undefined;
  if (!Number.isSafeInteger(index)) return undefined;
  const parsed: TilePath =
    at === 'entries'
      ? { kind: 'entries', index, width }
      : { kind: 'hashes', level: Number(at), index, width };
  if (parsed.kind === 'hashes' && parsed.level > LEVEL_MAX) return undefined;
  const again =
    parsed.kind === 'entries' ? entriesPath(index, width) : tilePath(parsed.level, index, width);
  return again === path ? parsed : undefined;
}

/** The tiles of one level: how many are full, and the width of the partial one after them (0: none). */
export type LevelWidths = {
  readonly level: number;
  readonly full: number;
  readonly partial: number;
};

/** What a log of this size consists of, level by level; nothing for size 0. */
export function widthsAt(size: number): LevelWidths[] {
  const levels: LevelWidths[] = [];
  for (let [level, nodes] = [0, size]; nodes > 0; level++) {
    const full = Math.floor(nodes / TILE_WIDTH);
    levels.push({ level, full, partial: nodes % TILE_WIDTH });
    nodes = full;
  }
  return levels;
}

/** Every tile of a log of this size, level by level. */
export function tilesAt(size: number): TileAddress[] {
  return newTiles(0, size);
}

/** The tiles that the growth from one size to the other writes: completed, widened or begun. */
export function newTiles(oldSize: number, newSize: number): TileAddress[] {
  const before = widthsAt(oldSize);
  return widthsAt(newSize).flatMap(({ level, full, partial }) => {
    const old = before[level] ?? { level, full: 0, partial: 0 };
    const tiles: TileAddress[] = [];
    for (let index = old.full; index < full; index++)
      tiles.push({ level, index, width: TILE_WIDTH });
    if (partial > 0 && (full > old.full || partial > old.partial))
      tiles.push({ level, index: full, width: partial });
    return tiles;
  });
}

/** The bundles that the growth writes; their addresses are those of the tiles of level 0. */
export function newBundles(oldSize: number, newSize: number): TileAddress[] {
  return newTiles(oldSize, newSize).filter(({ level }) => level === 0);
}

/** How wide the tile at this address is in a log of this size; 0 where it has none. */
export function widthAt(level: number, index: number, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH));
}

/** The hashes of a tile, as views on it. */
export function tileHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** Entries as a bundle. Throws RangeError on an entry that is too long: no log may hold it. */
export function formatEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX)
      throw new RangeError(`an entry of ${entry.length} bytes; ${ENTRY_BYTES_MAX} is the most`);
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries of a bundle as views on it, or where it makes no sense. */
export function parseEntries(bytes: Uint8Array): Uint8Array[] | Malformed {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [high, low] = [bytes[at] as number, bytes[at + 1]];
    if (low === undefined) return { code: 'length-cut', offset: at };
    const length = high * 256 + low;
    if (at + 2 + length > bytes.length) return { code: 'entry-cut', offset: at };
    if (entries.length === TILE_WIDTH) return { code: 'too-many-entries', offset: at };
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
