// One entry of a log, with the few tiles that prove it.
import {
  type Checkpoint,
  consistencyProof,
  type HashAt,
  hashAtOf,
  inclusionProof,
  leafHash,
  parseEntries,
  TILE_WIDTH,
  type TileAddress,
  tilesOfConsistency,
  tilesOfInclusion,
  verifyConsistency,
  verifyInclusion,
  widthAt,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import type { Shown } from './log-checkpoint.ts';
import { readEntries, readTile } from './log-files.ts';
import { factsOf, forked, forkOf, grown, MEANING, refuted } from './log-outcome.ts';
import { countOf, numberOf, type Outcome, unverified, witnessed } from './outcome.ts';
import { readAhead } from './read-ahead.ts';
import { cannotVerify, type LogSource } from './source.ts';

export type EntryToVerify = {
  readonly source: LogSource;
  readonly entry: number;
  readonly shown: Shown;
  /** From which the log must have grown. */
  readonly older: Checkpoint | undefined;
};

/** Throws `CannotVerify`. */
export async function verifyEntry(asked: EntryToVerify): Promise<Outcome> {
  const { source, entry, shown, older } = asked;
  const checkpoint = checkpointFor(asked);
  const { origin, size } = checkpoint;
  const facts = { ...factsOf(shown), entry };
  const name = `Entry ${numberOf(entry)} of ${origin}`;
  if (entry >= size)
    return unverified(
      `The log ${origin} has ${countOf(size, 'entry', 'entries')}, numbered from 0: it has no entry ${numberOf(entry)} yet.`,
    );
  const found = await readEntry(source, entry, size);
  if (found.entry === undefined)
    return refuted(
      [{ code: 'missing', path: found.path, says: found.says }],
      facts,
      `${name} is not there to be verified.`,
    );
  const tiles = await tilesFor(source, [
    ...tilesOfInclusion(entry, size),
    ...(older === undefined || older.size === 0 ? [] : tilesOfConsistency(older.size, size)),
  ]);
  if ('missing' in tiles)
    return refuted(
      [{ code: 'missing', path: tiles.missing, says: MEANING.missing }],
      facts,
      `${name} cannot be shown to be in the log: a file is missing.`,
    );
  if (!isIn(found.entry, { entry, checkpoint, hashAt: tiles.hashAt })) {
    const says = `it, or a tile that vouches for it (${tiles.paths.join(', ')}), was changed after it was signed.`;
    return refuted(
      [{ code: 'differs', path: found.path, says }],
      facts,
      `${name} is not the one that its owner signed.`,
    );
  }
  if (older !== undefined && !isGrown(older, { ...checkpoint, hashAt: tiles.hashAt }))
    return refuted([forkOf(older)], facts, forked(origin));
  const sentence = `${name} stands in the log of ${countOf(size, 'entry', 'entries')} that its owner signed${witnessed(shown.witnesses)}; it was not changed.${grown(older)}`;
  const text = Buffer.from(found.entry).toString('utf8');
  return { verdict: 'verified', sentence, wrong: [], warnings: [], facts: { ...facts, text } };
}

/** The one that witnesses have seen, unless the older checkpoint given is newer than that. */
function checkpointFor({ shown, older }: EntryToVerify): Checkpoint {
  const { witnessed: seen, checkpoint } = shown;
  return seen !== undefined && (older === undefined || older.size <= seen.size) ? seen : checkpoint;
}

async function readEntry(
  source: LogSource,
  entry: number,
  size: number,
): Promise<{ path: string; entry: Uint8Array | undefined; says: string }> {
  const index = Math.floor(entry / TILE_WIDTH);
  const { path, bytes } = await readEntries(source, { index, width: widthAt(0, index, size) });
  const entries = bytes === undefined ? undefined : parseEntries(bytes);
  const says = bytes === undefined ? MEANING.missing : 'the file is damaged.';
  const isList = entries !== undefined && !('code' in entries);
  return { path, entry: isList ? entries[entry % TILE_WIDTH] : undefined, says };
}

function isIn(
  bytes: Uint8Array,
  { entry, checkpoint, hashAt }: { entry: number; checkpoint: Checkpoint; hashAt: HashAt },
): boolean {
  const { size, root } = checkpoint;
  const proof = inclusionProof(entry, size, hashAt, sha256);
  const leaf = leafHash(bytes, sha256);
  return verifyInclusion({ index: entry, size, leaf, proof, root }, sha256);
}

function isGrown(
  older: Checkpoint,
  { size, root, hashAt }: { size: number; root: Uint8Array; hashAt: HashAt },
): boolean {
  const { size: size1, root: root1 } = older;
  if (size1 === 0) return true;
  const proof = consistencyProof(size1, size, hashAt, sha256);
  return verifyConsistency({ size1, size2: size, root1, root2: root, proof }, sha256);
}

async function tilesFor(
  source: LogSource,
  addresses: readonly TileAddress[],
): Promise<{ hashAt: HashAt; paths: string[] } | { missing: string }> {
  const tiles = new Map<string, Uint8Array>();
  const paths: string[] = [];
  const read = (address: TileAddress) => readTile(source, address);
  for await (const [{ level, index, width }, { path, bytes }] of readAhead(addresses, {
    parallel: source.parallel,
    read,
  })) {
    if (bytes?.length !== width * 32) return { missing: path };
    tiles.set(`${level}/${index}`, bytes);
    paths.push(path);
  }
  const tileAt = (level: number, index: number): Uint8Array => {
    const tile = tiles.get(`${level}/${index}`);
    if (tile === undefined) throw cannotVerify(`tile ${level}/${index} was not read`);
    return tile;
  };
  return { hashAt: hashAtOf(tileAt, sha256), paths: [...new Set(paths)] };
}
