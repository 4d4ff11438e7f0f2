// What a stranger sees of the log: when which size was published, and whether all that was recorded is in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  entriesPath,
  openCheckpoint,
  parseEntries,
  sameBytes,
  tilesAt,
  treeHash,
  verifierOf,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import type { Database } from '@lakiri/platform/sql';
import type { NodeUnderTest } from './node-under-test.ts';
import { pause } from './report.ts';

const LOOK_MS = 10;
/** A log that has stood still for so long though facts wait will not go on. */
const STILL_MS_MAX = 8_000;

type Node = Pick<NodeUnderTest, 'dataDirectory'>;
type Seen = { readonly size: number; readonly atMs: number };

const fileOf = ({ dataDirectory }: Node, path: string): Buffer =>
  readFileSync(join(dataDirectory, 'log/centre', path));

/** The size of the published checkpoint. */
export function publishedSize(node: Node): number {
  return Number(fileOf(node, 'checkpoint').toString('utf8').split('\n')[1]);
}

export type Watch = {
  /** Every size that was published meanwhile, and when it was seen, UTC milliseconds. */
  readonly seen: readonly Seen[];
  stop(): void;
};

export function watchCheckpoint(node: Node): Watch {
  const seen: Seen[] = [];
  const look = (): void => {
    const size = publishedSize(node);
    if (size !== seen.at(-1)?.size) seen.push({ size, atMs: Date.now() });
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return { seen, stop: () => clearInterval(timer) };
}

/** Waits until nothing recorded is missing from the published log; false when it stands still before. */
export async function untilWhole(node: Node, owner: Database): Promise<boolean> {
  let size = publishedSize(node);
  for (let movedMs = performance.now(); performance.now() - movedMs < STILL_MS_MAX; ) {
    const { rows } = await owner.asNode((tx) =>
      tx.query<{ facts: number }>('SELECT count(*)::int AS facts FROM fact.fact'),
    );
    const now = publishedSize(node);
    if (now >= (rows[0]?.facts ?? 0)) return true;
    if (now !== size) movedMs = performance.now();
    size = now;
    await pause(LOOK_MS * 20);
  }
  return false;
}

/** How long each of the bench's facts took from its recording to a published checkpoint over it, sorted, ms. */
export async function integrationMs(owner: Database, { seen }: Watch): Promise<number[]> {
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ index: number; recorded: number }>(
      `SELECT e.index::float8 AS index, extract(epoch FROM f.recorded_at)::float8 * 1000 AS recorded
       FROM fact.fact f JOIN evidence.entry e ON e.fact = f.id WHERE f.subject_kind = 'bench' ORDER BY e.index`,
    ),
  );
  let at = 0;
  const waits = rows.flatMap(({ index, recorded }) => {
    while (at < seen.length && (seen[at]?.size ?? 0) <= index) at++;
    const published = seen[at];
    return published === undefined ? [] : [published.atMs - recorded];
  });
  return waits.sort((a, b) => a - b);
}

export type LogCompared = {
  /** Facts that are in no entry, or not in the published files. */
  readonly missing: number;
  /** Entries of no fact, or of one that another entry has. */
  readonly doubled: number;
  /** The signature and the root hold over the entries as they lie in the files. */
  readonly verified: boolean;
};

/** Compares the facts with the entries in the files, and those with the signed checkpoint. */
export async function compareLog(node: Node, owner: Database): Promise<LogCompared> {
  const verifier = verifierOf(fileOf(node, 'vkey').toString('utf8').trim());
  if ('code' in verifier) throw new Error(`the vkey makes no sense: ${verifier.code}`);
  const opened = openCheckpoint(fileOf(node, 'checkpoint'), verifier);
  if (!opened.opened) throw new Error(`the checkpoint does not open: ${opened.code}`);
  const { size, root } = opened.checkpoint;
  const entries = tilesAt(size)
    .filter(({ level }) => level === 0)
    .flatMap(({ index, width }) => {
      const bundle = parseEntries(fileOf(node, entriesPath(index, width)));
      if (!Array.isArray(bundle)) throw new Error(`bundle ${index}: ${bundle.code}`);
      return bundle;
    });
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ id: string }>('SELECT id::text FROM fact.fact'),
  );
  const published = new Set(entries.map(idOf));
  const missing = rows.filter(({ id }) => !published.has(id)).length;
  return {
    missing,
    doubled: entries.length - (rows.length - missing),
    verified: entries.length === size && sameBytes(treeHash(entries, sha256), root),
  };
}

const idOf = (entry: Uint8Array): string =>
  (JSON.parse(Buffer.from(entry).toString('utf8')) as { readonly id: string }).id;
