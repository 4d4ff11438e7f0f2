// A log in memory for tests of whoever reads, witnesses or verifies one.
import { sha256 } from '@lakiri/platform/sha256';
import { formatCheckpoint } from './core/checkpoint.ts';
import { ed25519Signer, newEd25519Key } from './core/ed25519.ts';
import { emptyRoot, leafHash, nodeHash, treeHash } from './core/merkle.ts';
import { consistencyProof } from './core/merkle-proof.ts';
import { signNote } from './core/note.ts';

export { type GrownLog, grownLog } from './core/test-log.ts';

export type TestLog = {
  readonly origin: string;
  readonly vkey: string;
  readonly skey: string;
  /** Adds entries until there are so many; their text is the log's salt and their index. */
  growTo(size: number): void;
  rootAt(size: number): Uint8Array;
  /** The signed note of the first `size` entries. */
  checkpoint(size: number): string;
  proof(oldSize: number, newSize: number): Uint8Array[];
};

/** Two logs of one origin have the same key; another salt gives another history, from that index on. */
export function testLog(origin: string, salt = '', forkedAt = 0): TestLog {
  const { skey, vkey } = newEd25519Key(origin, sha256(Buffer.from(origin)));
  const signer = ed25519Signer(skey);
  if ('code' in signer) throw new Error(signer.code);
  const entries: Uint8Array[] = [];
  const entryAt = (at: number) => Buffer.from(`${at < forkedAt ? '' : salt}/${at}`);
  const growTo = (size: number): void => {
    while (entries.length < size) entries.push(entryAt(entries.length));
  };
  const rootAt = (size: number): Uint8Array => {
    growTo(size);
    return size === 0 ? emptyRoot(sha256) : treeHash(entries.slice(0, size), sha256);
  };
  const hashAt = (level: number, index: number): Uint8Array => {
    if (level === 0) return leafHash(entries[index] as Uint8Array, sha256);
    return nodeHash(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1), sha256);
  };
  return {
    origin,
    vkey,
    skey,
    growTo,
    rootAt,
    checkpoint: (size) =>
      signNote(formatCheckpoint({ origin, size, root: rootAt(size) }), [signer]),
    proof: (oldSize, newSize) => {
      growTo(newSize);
      return consistencyProof(oldSize, newSize, hashAt, sha256);
    },
  };
}
