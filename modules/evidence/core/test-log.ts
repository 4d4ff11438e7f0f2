// A small log made in memory, for tests of whoever reads logs.
import { formatCheckpoint } from './checkpoint.ts';
import { ed25519Signer, newEd25519Key } from './ed25519.ts';
import { EMPTY_TAILS, growTiles, hashAtOf, tailsRoot } from './growth.ts';
import { type HashAt, leafHash, type Sha256 } from './merkle.ts';
import { signNote } from './note.ts';
import { entriesPath, formatEntries, newBundles, TILE_WIDTH, tilePath } from './tile.ts';
import { utf8Of } from './utf8.ts';

export type GrownLog = {
  readonly origin: string;
  readonly vkey: string;
  readonly skey: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly entries: readonly Uint8Array[];
  /** By path, with the partial tiles of every size that it had. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The signed note of its last size. */
  readonly checkpoint: string;
  readonly hashAt: HashAt;
};

/** A log that grew to these sizes, one after the other. Its entries are `entry 0`, `entry 1`, … */
export function grownLog({
  sizes,
  sha256,
  origin = 'test.example/log',
  entry = (index) => `entry ${index}`,
}: {
  readonly sizes: readonly number[];
  readonly sha256: Sha256;
  readonly origin?: string;
  readonly entry?: (index: number) => string;
}): GrownLog {
  const files = new Map<string, Uint8Array>();
  const widest = new Map<string, Uint8Array>();
  const entries: Uint8Array[] = [];
  let tails = EMPTY_TAILS;
  for (const size of sizes) {
    const oldSize = entries.length;
    while (entries.length < size) entries.push(utf8Of(entry(entries.length)));
    const leaves = entries.slice(oldSize).map((bytes) => leafHash(bytes, sha256));
    const growth = growTiles(tails, leaves, sha256);
    for (const { level, index, width, bytes } of growth.tiles) {
      files.set(tilePath(level, index, width), bytes);
      widest.set(`${level}/${index}`, bytes);
    }
    for (const { index, width } of newBundles(oldSize, size)) {
      const from = index * TILE_WIDTH;
      files.set(entriesPath(index, width), formatEntries(entries.slice(from, from + width)));
    }
    tails = growth.tails;
  }
  const root = tailsRoot(tails, sha256);
  const { skey, vkey } = newEd25519Key(origin, sha256(utf8Of(origin)));
  const signer = ed25519Signer(skey);
  if ('code' in signer) throw new RangeError(signer.code);
  const text = formatCheckpoint({ origin, size: entries.length, root });
  const hashAt = hashAtOf(
    (level, index) => widest.get(`${level}/${index}`) ?? new Uint8Array(),
    sha256,
  );
  const checkpoint = signNote(text, [signer]);
  return { origin, vkey, skey, size: entries.length, root, entries, files, checkpoint, hashAt };
}
