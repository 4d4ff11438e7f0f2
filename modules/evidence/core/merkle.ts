/** SHA-256 of bytes, 32 bytes out. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

const LEAF = 0x00; // RFC 6962 §2.1: leaves and nodes are told apart by their first byte
const NODE = 0x01;
const HASH_BYTES = 32;

/** The hash of one entry as a leaf. */
export function leafHash(entry: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF;
  input.set(entry, 1);
  return sha256(input);
}

function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** The Merkle tree hash of the entries in order (RFC 6962 §2.1); of none, the hash of nothing. */
export function treeHash(entries: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (entries.length === 0) return sha256(new Uint8Array());
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
