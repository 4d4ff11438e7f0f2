// The tree of RFC 6962 §2.1 over SHA-256: its hashes, and the compact range that grows it.

/** SHA-256 of bytes, 32 bytes out. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;
const LEAF = 0x00; // RFC 6962 §2.1: leaves and nodes are told apart by their first byte
const NODE = 0x01;

/** The hash of one entry as a leaf. */
export function leafHash(entry: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF;
  input.set(entry, 1);
  return sha256(input);
}

/** The hash of two neighbours. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}

/** The root of the tree without entries: the hash of nothing. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array());
}

/** The Merkle tree hash of the entries in order (RFC 6962 §2.1); of none, the hash of nothing. */
export function treeHash(entries: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (entries.length === 0) return emptyRoot(sha256);
  // Level by level, a last odd node moving up unchanged: the same tree as the recursive definition.
  let level = entries.map((entry) => leafHash(entry, sha256));
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Uint8Array;
      const right = level[at + 1];
      above.push(right === undefined ? left : nodeHash(left, right, sha256));
    }
    level = above;
  }
  return level[0] as Uint8Array;
}

/** The first `size` leaves as the roots of their perfect subtrees, the largest first: one per bit of size. */
export type Range = { readonly size: number; readonly hashes: readonly Uint8Array[] };

export const EMPTY_RANGE: Range = { size: 0, hashes: [] };

/** The range one leaf longer. */
export function appendLeaf(range: Range, leaf: Uint8Array, sha256: Sha256): Range {
  const hashes = range.hashes.slice();
  let hash = leaf;
  for (let rest = range.size; rest % 2 === 1; rest = (rest - 1) / 2)
    hash = nodeHash(hashes.pop() as Uint8Array, hash, sha256);
  hashes.push(hash);
  return { size: range.size + 1, hashes };
}

export function rangeRoot(range: Range, sha256: Sha256): Uint8Array {
  return range.hashes.length === 0 ? emptyRoot(sha256) : folded(range.hashes, sha256);
}

/** The root of the perfect subtree of 2^level leaves that begins at leaf index·2^level. */
export type HashAt = (level: number, index: number) => Uint8Array;

/** The root over neighbouring subtrees, the largest first. */
export function folded(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right, sha256));
}

/** Whether two byte strings are equal. Not for secrets: it ends at the first difference. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** A number that a tree size or an index can be: the log's sizes are safe integers. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
