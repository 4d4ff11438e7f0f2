// Proofs in the tree of RFC 6962: made from its perfect subtrees, verified from nothing but hashes.
import {
  folded,
  HASH_BYTES,
  type HashAt,
  isSize,
  nodeHash,
  type Sha256,
  sameBytes,
} from './merkle.ts';

/** The root of the leaves [from, to); `from` must be a multiple of a power of two ≥ to − from. */
function spanRoot(from: number, to: number, hashAt: HashAt, sha256: Sha256): Uint8Array {
  const hashes: Uint8Array[] = [];
  for (let at = from; at < to; ) {
    const level = levelUnder(to - at + 1);
    hashes.push(hashAt(level, at / 2 ** level));
    at += 2 ** level;
  }
  return folded(hashes, sha256);
}

/**
 * The siblings from the leaf up to the root's child (RFC 6962 §2.1.1).
 * Throws RangeError unless 0 ≤ index < size: the caller knows its own log.
 */
export function inclusionProof(
  index: number,
  size: number,
  hashAt: HashAt,
  sha256: Sha256,
): Uint8Array[] {
  if (!isSize(index) || !isSize(size) || index >= size)
    throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const proof: Uint8Array[] = [];
  for (let level = 0; 2 ** level < size; level++) {
    const node = Math.floor(index / 2 ** level);
    const from = (node % 2 === 0 ? node + 1 : node - 1) * 2 ** level;
    if (from < size) proof.push(spanRoot(from, Math.min(from + 2 ** level, size), hashAt, sha256));
  }
  return proof;
}

/**
 * That the tree of size1 is the beginning of the tree of size2 (RFC 6962 §2.1.2); empty for equal
 * sizes and for size1 = 0. Throws RangeError unless 0 ≤ size1 ≤ size2.
 */
export function consistencyProof(
  size1: number,
  size2: number,
  hashAt: HashAt,
  sha256: Sha256,
): Uint8Array[] {
  if (!isSize(size1) || !isSize(size2) || size1 > size2)
    throw new RangeError(`no tree of ${size1} in a tree of ${size2}`);
  if (size1 === 0) return [];
  const above: Uint8Array[] = [];
  let from = 0;
  let to = size2;
  while (size1 !== to) {
    const middle = from + 2 ** levelUnder(to - from);
    if (size1 <= middle) {
      above.push(spanRoot(middle, to, hashAt, sha256));
      to = middle;
    } else {
      above.push(spanRoot(from, middle, hashAt, sha256));
      from = middle;
    }
  }
  // Where the old tree is itself a node of the new one, the verifier has its root already.
  if (from > 0) above.push(spanRoot(from, to, hashAt, sha256));
  return above.reverse();
}

export type Inclusion = {
  readonly index: number;
  readonly size: number;
  /** The leaf's hash, not the entry. */
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** Whether the leaf stands at the index of the tree (RFC 9162 §2.1.3.2). Total. */
export function verifyInclusion(
  { index, size, leaf, proof, root }: Inclusion,
  sha256: Sha256,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof]))
    return false;
  const sides = sidesOf(index, size - 1);
  if (sides.length !== proof.length) return false;
  const hash = proof.reduce(
    (below, sibling, at) =>
      sides[at] === 'left' ? nodeHash(sibling, below, sha256) : nodeHash(below, sibling, sha256),
    leaf,
  );
  return sameBytes(hash, root);
}

export type Consistency = {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * Whether the first tree is the beginning of the second (RFC 9162 §2.1.4.2). Total. Of an empty
 * first tree nothing can be shown, so size1 = 0 never holds: callers decide what it means to them.
 * At equal sizes nothing is hashed: a tree is its own beginning, whatever its root is made of.
 */
export function verifyConsistency(consistency: Consistency, sha256: Sha256): boolean {
  const { size1, size2, root1, root2, proof } = consistency;
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  if (!areHashes([root1, root2, ...proof])) return false;
  return proof.length > 0 && showsGrowth(consistency, sha256);
}

function showsGrowth({ size1, size2, root1, root2, proof }: Consistency, sha256: Sha256): boolean {
  let [first, last] = [size1 - 1, size2 - 1];
  while (first % 2 === 1) [first, last] = [half(first), half(last)];
  // An old tree that is itself a node of the new one stands in the proof's place for it.
  const [seed, ...rest] = first === 0 ? [root1, ...proof] : proof;
  const sides = sidesOf(first, last);
  if (seed === undefined || sides.length !== rest.length) return false;
  let [older, newer] = [seed, seed];
  for (const [at, hash] of rest.entries())
    if (sides[at] === 'left') {
      older = nodeHash(hash, older, sha256);
      newer = nodeHash(hash, newer, sha256);
    } else newer = nodeHash(newer, hash, sha256);
  return sameBytes(older, root1) && sameBytes(newer, root2);
}

/** On which side each sibling stands on the way up from a node of a level that ends with `last`. */
function sidesOf(node: number, lastNode: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  let [first, last] = [node, lastNode];
  while (last > 0) {
    const isLeft = first % 2 === 1 || first === last;
    sides.push(isLeft ? 'left' : 'right');
    // The last node of a level without a partner moves up unchanged until it finds one.
    while (isLeft && first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)];
    [first, last] = [half(first), half(last)];
  }
  return sides;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES);
}

/** The greatest level with 2^level < value. Counted: Math.log2 rounds 2^50 − 1 up to 50. */
function levelUnder(value: number): number {
  let level = 0;
  while (2 ** (level + 1) < value) level++;
  return level;
}

/** Shifting by the bit operators would cut sizes to 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}
