// The log as a stranger checks it, who has its key only; and then against the database it was made from.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  appendLeaf,
  auditLog,
  type Checkpoint,
  EMPTY_RANGE,
  entriesPath,
  type Finding,
  leafHash,
  openCheckpoint,
  parseEntries,
  rangeRoot,
  sameBytes,
  tilePath,
  tilesAt,
  verifierOf,
} from '@lakiri/evidence';
import { entryOf } from '@lakiri/platform/fact-entry';
import { NO_FACT, readFacts } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import type { Database } from '@lakiri/platform/sql';

/** More facts than any trial writes. */
const FACTS_MAX = 1_000_000;
const BYTES_MAX = 1_000_000_000;
const FINDINGS_MAX = 5;

/** Every checkpoint of one log that anybody has seen signed: its roots by size. */
export type Seen = Map<number, Set<string>>;

/** The published checkpoint, its signature verified; `undefined` before there is one. Throws on a bad one. */
export function readCheckpoint(directory: string): Checkpoint | undefined {
  const note = read(directory, 'checkpoint');
  const vkey = read(directory, 'vkey');
  if (note === undefined || vkey === undefined) return undefined;
  const verifier = verifierOf(vkey.toString().trim());
  if ('code' in verifier) throw new Error(`vkey: ${verifier.code}`);
  const opened = openCheckpoint(note, verifier);
  if (!opened.opened) throw new Error(`checkpoint: ${opened.code}`);
  return opened.checkpoint;
}

/** Remembers the checkpoint that is published now. */
export function see(directory: string, seen: Seen): void {
  const checkpoint = readCheckpoint(directory);
  if (checkpoint === undefined) return;
  const roots = seen.get(checkpoint.size) ?? new Set();
  seen.set(checkpoint.size, roots.add(Buffer.from(checkpoint.root).toString('hex')));
}

/** What is wrong for who fetches just what the published checkpoint speaks of, at any moment. */
export function checkPublished(directory: string): string[] {
  const checkpoint = readCheckpoint(directory);
  if (checkpoint === undefined) return [];
  const audit = auditLog({ checkpoint, sha256 });
  for (const { level, index, width } of tilesAt(checkpoint.size)) {
    const paths = [tilePath(level, index, width)];
    if (level === 0) paths.push(entriesPath(index, width));
    for (const path of paths) {
      const bytes = read(directory, path);
      if (bytes !== undefined) audit.file(path, bytes);
    }
  }
  return audit.done().map(told);
}

/** What is wrong with every file there is, older and partial ones too. */
function checkFiles(directory: string, checkpoint: Checkpoint): string[] {
  const audit = auditLog({ checkpoint, sha256 });
  for (const [path, bytes] of readTiles(directory)) audit.file(path, bytes);
  return audit.done().map(told);
}

/**
 * What is wrong with a log that has all facts there are: its files, the head, each fact once and in order,
 * and every checkpoint that was ever seen is one of its beginnings.
 */
export async function checkLog(options: {
  readonly directory: string;
  readonly owner: Database;
  readonly seen: Seen;
}): Promise<string[]> {
  const { directory, owner, seen } = options;
  const checkpoint = readCheckpoint(directory);
  if (checkpoint === undefined) return ['no checkpoint is published'];
  const entries = entriesOf(directory, checkpoint.size);
  return [
    ...checkFiles(directory, checkpoint),
    ...(await checkHead(owner, checkpoint)),
    ...(await checkFacts(owner, entries)),
    ...checkSeen(entries, seen),
  ].slice(0, FINDINGS_MAX);
}

async function checkHead(owner: Database, { size, root }: Checkpoint): Promise<string[]> {
  const { rows } = await owner.pool.query<{ size: bigint; root: Buffer; checkpoint: string }>(
    'SELECT size, root, checkpoint FROM evidence.head',
  );
  const [head] = rows;
  return rows.length === 1 && Number(head?.size) === size && sameBytes(head?.root ?? root, root)
    ? []
    : [`the head of the database is ${head?.size}, the checkpoint ${size}, or their roots differ`];
}

async function checkFacts(owner: Database, entries: readonly Uint8Array[]): Promise<string[]> {
  const { facts } = await owner.asNode((tx) =>
    readFacts(tx, { after: NO_FACT, limit: FACTS_MAX, bytesMax: BYTES_MAX }),
  );
  const { rows } = await owner.pool.query<{ fact: string }>(
    'SELECT fact::text FROM evidence.entry ORDER BY index',
  );
  const wrong: string[] = [];
  if (facts.length !== entries.length || facts.length !== rows.length)
    wrong.push(`${facts.length} facts, ${entries.length} entries, ${rows.length} rows of entries`);
  const at = facts.findIndex(
    (fact, index) =>
      rows[index]?.fact !== fact.id ||
      Buffer.compare(entryOf(fact), entries[index] ?? new Uint8Array()) !== 0,
  );
  if (at >= 0) wrong.push(`entry ${at} is not the fact ${facts[at]?.id}, which is next`);
  return wrong;
}

/** RFC 6962: two checkpoints are consistent where the smaller one is the root of the larger one's beginning. */
function checkSeen(entries: readonly Uint8Array[], seen: Seen): string[] {
  const wrong: string[] = [];
  let range = EMPTY_RANGE;
  for (let size = 0; size <= entries.length; size++) {
    const roots = seen.get(size);
    const root = roots && Buffer.from(rangeRoot(range, sha256)).toString('hex');
    for (const one of roots ?? [])
      if (one !== root) wrong.push(`a checkpoint of ${size} entries was signed with another root`);
    const next = entries[size];
    if (next !== undefined) range = appendLeaf(range, leafHash(next, sha256), sha256);
  }
  const beyond = [...seen.keys()].filter((size) => size > entries.length);
  if (beyond.length > 0)
    wrong.push(`a checkpoint of ${beyond[0]} entries was signed, the log has ${entries.length}`);
  return wrong;
}

function entriesOf(directory: string, size: number): Uint8Array[] {
  return tilesAt(size)
    .filter(({ level }) => level === 0)
    .flatMap(({ index, width }) => {
      const bundle = parseEntries(read(directory, entriesPath(index, width)) ?? new Uint8Array());
      return Array.isArray(bundle) ? bundle : [];
    });
}

/** Files below `tile/` by the log's paths. What vanishes meanwhile is left out: narrower forms are forgotten. */
function filesOf(directory: string, below = 'tile'): string[] {
  return entriesIn(join(directory, below)).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    return entry.isDirectory() ? filesOf(directory, path) : [path];
  });
}

function entriesIn(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Every tile and bundle that is there now. */
export function readTiles(directory: string): Map<string, Uint8Array> {
  return new Map(
    filesOf(directory).flatMap((path) => {
      const bytes = read(directory, path);
      return bytes === undefined ? [] : [[path, bytes] as const];
    }),
  );
}

function told({ code, path, detail }: Finding): string {
  return `${path}: ${code}: ${detail}`;
}

function read(directory: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(directory, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
