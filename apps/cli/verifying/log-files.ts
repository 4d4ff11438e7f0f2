// Files of a log as a stranger gets them: a partial tile may be gone where the full one has come.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  ENTRY_BYTES_MAX,
  entriesPath,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
} from '@lakiri/evidence';
import type { LogSource } from './source.ts';

const HASH_BYTES = 32;
const TILE_BYTES_MAX = TILE_WIDTH * HASH_BYTES;
/** Each entry with its two bytes of length. */
const ENTRIES_BYTES_MAX = TILE_WIDTH * (2 + ENTRY_BYTES_MAX);

/** `undefined`: neither the file nor the full one that took its place is there. */
export type Found = { readonly path: string; readonly bytes: Uint8Array | undefined };

/** A tile of hashes, cut to its width. */
export async function readTile(
  source: LogSource,
  { level, index, width }: TileAddress,
): Promise<Found> {
  const path = tilePath(level, index, width);
  const bytes = await source.read(path, TILE_BYTES_MAX);
  if (bytes !== undefined || width === TILE_WIDTH) return { path, bytes };
  const whole = tilePath(level, index);
  const full = await source.read(whole, TILE_BYTES_MAX);
  // tlog-tiles: a partial tile may be deleted once the full one is there.
  return full?.length === TILE_BYTES_MAX
    ? { path: whole, bytes: full.subarray(0, width * HASH_BYTES) }
    : { path, bytes: undefined };
}

/** A bundle of entries; the full one may hold more than was asked for. */
export async function readEntries(
  source: LogSource,
  { index, width }: { index: number; width: number },
): Promise<Found> {
  const path = entriesPath(index, width);
  const bytes = await source.read(path, ENTRIES_BYTES_MAX);
  if (bytes !== undefined || width === TILE_WIDTH) return { path, bytes };
  const whole = entriesPath(index);
  const full = await source.read(whole, ENTRIES_BYTES_MAX);
  return full === undefined ? { path, bytes: full } : { path: whole, bytes: cut(full, width) };
}

/** The bytes of the first entries of a bundle; all of them where it makes no sense. */
export function cut(bundle: Uint8Array, width: number): Uint8Array {
  let at = 0;
  for (let n = 0; n < width; n++) {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === undefined || low === undefined) return bundle;
    at += 2 + high * 256 + low;
  }
  return at > bundle.length ? bundle : bundle.subarray(0, at);
}

/** Every file under `tile/` of a directory, by its path in the log. */
export async function tileFilesIn(directory: string): Promise<string[]> {
  const all = await readdir(join(directory, 'tile'), {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return all
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
