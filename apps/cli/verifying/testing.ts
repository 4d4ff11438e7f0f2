// A log as its owner would publish it, in a directory of a test.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  addSignatures,
  cosigner,
  EMPTY_TAILS,
  ed25519Signer,
  entriesPath,
  formatCheckpoint,
  formatEntries,
  growTiles,
  leafHash,
  newBundles,
  newCosignerKey,
  newEd25519Key,
  signNote,
  type Tails,
  TILE_WIDTH,
  tailsRoot,
  tilePath,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';

export const ORIGIN = 'revenue.example/log/centre';
export const log = newEd25519Key(ORIGIN, sha256(Buffer.from('log')));
export const witness = newCosignerKey('auditor.example/witness', sha256(Buffer.from('witness')));

export const entryAt = (at: number): Buffer => Buffer.from(`{"id":${at},"type":"test"}`);

export function write(directory: string, path: string, bytes: Uint8Array | string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** The signed note over a root; `seen`: by the witness too, on 4 February 2026 05:31 UTC. */
export function noteOf(size: number, root: Uint8Array, seen = false): string {
  const text = formatCheckpoint({ origin: ORIGIN, size, root });
  const [signer, cosigning] = [ed25519Signer(log.skey), cosigner(witness.skey)];
  if ('code' in signer || 'code' in cosigning) throw new Error('keys of a test');
  const note = signNote(text, [signer]);
  return seen ? addSignatures(note, [cosigning.cosign(text, 1_770_183_060)]) : note;
}

export type Publication = {
  readonly size: number;
  /** Earlier sizes at which the log was published too. */
  readonly notesAt?: readonly number[];
  readonly entry?: (at: number) => Buffer;
};

/** Publishes entries up to a size as a node does; the notes by their sizes. */
export function publish(
  directory: string,
  { size, notesAt = [], entry = entryAt }: Publication,
): Map<number, string> {
  const notes = new Map<number, string>();
  const entries = Array.from({ length: size }, (_, at) => entry(at));
  let tails: Tails = EMPTY_TAILS;
  for (const stop of [...notesAt, size]) {
    const from = tails.size;
    const leaves = entries.slice(from, stop).map((it) => leafHash(it, sha256));
    const { tiles, tails: grown } = growTiles(tails, leaves, sha256);
    for (const { index, width } of newBundles(from, stop)) {
      const bundle = entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
      write(directory, entriesPath(index, width), formatEntries(bundle));
    }
    for (const { level, index, width, bytes } of tiles)
      write(directory, tilePath(level, index, width), bytes);
    tails = grown;
    notes.set(stop, noteOf(stop, tailsRoot(tails, sha256), true));
  }
  write(directory, 'checkpoint', notes.get(size) ?? '');
  return notes;
}
