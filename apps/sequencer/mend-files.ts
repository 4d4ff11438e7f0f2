// The log's files made whole from the database: after a crash, after a restore, or when somebody lost them.
import {
  entriesPath,
  formatEntries,
  hashesRoot,
  leafHash,
  newTiles,
  parseEntries,
  sameBytes,
  TILE_WIDTH,
  type TileAddress,
  tailsOf,
  tailsRoot,
  tileHashes,
  tilePath,
  tilesAt,
} from '@lakiri/evidence';
import { factsOfEntries, type Head } from '@lakiri/evidence/store';
import { entryOf } from '@lakiri/platform/fact-entry';
import { findFacts } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import type { Database } from '@lakiri/platform/sql';
import type { Edge } from './edge.ts';
import type { LogFiles } from './log-files.ts';
import { RefusesToSign } from './trouble.ts';
import { readTile } from './view.ts';

type Whole = { readonly edge: Edge; readonly mended: number };

/**
 * Writes what is missing of a log of this head, and gives its edge. `known` entries have been found whole
 * before, so that who follows another sequencer looks only at what is new. Throws RefusesToSign where the
 * files and the database say different things.
 */
export async function mendFiles(
  database: Database,
  files: LogFiles,
  { head, known }: { readonly head: Head; readonly known: number },
): Promise<Whole> {
  const tiles = known === 0 ? tilesAt(head.size) : newTiles(known, head.size);
  const there = known === 0 ? await files.tiles() : await presentOf(files, tiles);
  const missing = tiles.filter((tile) => pathsOf(tile).some((path) => !there.has(path)));
  // From the leaves up: a tile above is made of those below.
  for (const tile of missing)
    if (tile.level === 0) await mendLeaves(database, files, { head, tile });
    else await mendHashes(files, { head, tile });
  for (const tile of missing) await checkAbove(files, { head, tile });
  return { edge: await readEdge(files, head), mended: missing.length };
}

/** A tile of leaves stands beside the bundle of its entries. */
function pathsOf({ level, index, width }: TileAddress): string[] {
  const tile = tilePath(level, index, width);
  return level === 0 ? [tile, entriesPath(index, width)] : [tile];
}

async function presentOf(
  files: LogFiles,
  tiles: readonly TileAddress[],
): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  for (const path of tiles.flatMap(pathsOf)) if (await files.has(path)) present.add(path);
  return present;
}

type Part = { readonly head: Head; readonly tile: TileAddress };

async function mendLeaves(
  database: Database,
  files: LogFiles,
  { head, tile }: Part,
): Promise<void> {
  const { index, width } = tile;
  const entries = await entriesFrom(database, head, tile);
  const leaves = entries.map((entry) => leafHash(entry, sha256));
  await files.writeOnce([
    { path: entriesPath(index, width), bytes: formatEntries(entries) },
    { path: tilePath(0, index, width), bytes: Buffer.concat(leaves) },
  ]);
}

async function entriesFrom(
  database: Database,
  { log }: Head,
  { index, width }: TileAddress,
): Promise<Uint8Array[]> {
  const from = index * TILE_WIDTH;
  const [ids, facts] = await database.asNode(async (tx) => {
    const found = await factsOfEntries(tx, { log, from, until: from + width });
    return [found, await findFacts(tx, found)] as const;
  });
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return Array.from({ length: width }, (_, at) => {
    const fact = byId.get(ids[at] ?? '');
    if (fact === undefined)
      throw new RefusesToSign(
        'entry-lost',
        `the fact of entry ${from + at} is not in the database: it was deleted, or the database is not this log's.`,
      );
    return entryOf(fact);
  });
}

async function mendHashes(files: LogFiles, { head, tile }: Part): Promise<void> {
  const { level, index, width } = tile;
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < width; at++)
    hashes.push(
      await rootOfTile(files, { head, level: level - 1, index: index * TILE_WIDTH + at }),
    );
  await files.writeOnce([{ path: tilePath(level, index, width), bytes: Buffer.concat(hashes) }]);
}

async function rootOfTile(
  files: LogFiles,
  { head, level, index }: { readonly head: Head; readonly level: number; readonly index: number },
): Promise<Uint8Array> {
  const bytes = await readTile(files, { level, index, size: head.size });
  return hashesRoot(tileHashes(bytes), sha256);
}

/** A full tile that was made again must be the one that the tile above was made of. */
async function checkAbove(files: LogFiles, { head, tile }: Part): Promise<void> {
  const { level, index, width } = tile;
  if (width < TILE_WIDTH) return;
  const above = { level: level + 1, index: Math.floor(index / TILE_WIDTH), size: head.size };
  const said = tileHashes(await readTile(files, above))[index % TILE_WIDTH];
  const found = await rootOfTile(files, { head, level, index });
  if (said === undefined || !sameBytes(said, found))
    throw new RefusesToSign(
      'facts-changed',
      `${tilePath(level, index)} made from the database is not the one that ${tilePath(above.level, above.index)} says: facts of these entries were changed. lakiri verify --database names them.`,
    );
}

async function readEdge(files: LogFiles, head: Head): Promise<Edge> {
  const partial = tilesAt(head.size).filter(({ width }) => width < TILE_WIDTH);
  const bytes = await Promise.all(
    partial.map(({ level, index, width }) => files.read(tilePath(level, index, width))),
  );
  const tails = tailsOf(
    head.size,
    ({ level }) => bytes[partial.findIndex((tile) => tile.level === level)],
  );
  if (tails === undefined || !sameBytes(tailsRoot(tails, sha256), head.root))
    throw new RefusesToSign(
      'files-differ',
      `the tiles in ${files.directory} do not have the root that the database says: one of them was changed. lakiri verify names it; remove it, and it is made again.`,
    );
  const [first] = partial;
  const bundle = first?.level === 0 ? await readBundle(files, first) : [];
  const leaves = bundle.map((entry) => leafHash(entry, sha256));
  if (!leaves.every((leaf, at) => sameBytes(leaf, tails.hashes[0]?.[at] ?? leaf.subarray(1))))
    throw new RefusesToSign(
      'files-differ',
      `${files.directory}/${entriesPath(first?.index ?? 0, first?.width)} was changed: its entries are not those of its tile. Remove it, and it is made again.`,
    );
  return { tails, bundle };
}

async function readBundle(files: LogFiles, { index, width }: TileAddress): Promise<Uint8Array[]> {
  const path = entriesPath(index, width);
  const entries = parseEntries((await files.read(path)) ?? new Uint8Array());
  if (!Array.isArray(entries) || entries.length !== width)
    throw new RefusesToSign(
      'files-differ',
      `${files.directory}/${path} is damaged. Remove it, and it is made again.`,
    );
  return entries;
}
