// Proofs that stand alone (C2SP tlog-proof): an entry's way to the root, and the checkpoint with that root.
import type { Malformed } from '@lakiri/kit';
import { base64Of, parseBase64 } from './base64.ts';
import { type Checkpoint, parseSize } from './checkpoint.ts';
import { HASH_BYTES, leafHash, type Sha256 } from './merkle.ts';
import { verifyInclusion } from './merkle-proof.ts';
import { openByPolicy, type Policy, type PolicyRefusal } from './policy.ts';

const HEAD = 'c2sp.org/tlog-proof@v1';

/** A tree of 2^63 leaves, the largest that a size can say, is 63 high. */
const PROOF_HASHES_MAX = 63;

export type Proof = {
  readonly index: number;
  /** Nobody vouches for it. */
  readonly extra?: Uint8Array;
  /** From the leaf's sibling up. */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint as a signed note, to the byte. */
  readonly checkpointNote: string;
};

export function formatProof({ index, extra, proof, checkpointNote }: Proof): string {
  const head = extra === undefined ? [HEAD] : [HEAD, `extra ${base64Of(extra)}`];
  const lines = [...head, `index ${index}`, ...proof.map(base64Of), ''];
  return `${lines.join('\n')}\n${checkpointNote}`;
}

/** What a proof's text says; the offset of what is malformed is in characters. The note is not opened. */
export function parseProof(text: string): Proof | Malformed {
  const end = text.indexOf('\n\n');
  if (end < 0) return { code: 'no-empty-line', offset: text.length };
  const [head, ...lines] = text.slice(0, end).split('\n');
  if (head !== HEAD) return { code: 'not-a-proof', offset: 0 };
  let offset = HEAD.length + 1;
  let extra: Uint8Array | undefined;
  if (lines[0]?.startsWith('extra ')) {
    const line = lines.shift() as string;
    extra = parseBase64(line.slice('extra '.length));
    if (extra === undefined) return { code: 'bad-extra', offset };
    offset += line.length + 1;
  }
  const line = lines.shift();
  const index = line?.startsWith('index ') ? parseSize(line.slice('index '.length)) : undefined;
  if (line === undefined || index === undefined) return { code: 'bad-index', offset };
  const proof = parseHashes(lines, offset + line.length + 1);
  if (!Array.isArray(proof)) return proof as Malformed;
  const checkpointNote = text.slice(end + 2);
  return { index, ...(extra === undefined ? {} : { extra }), proof, checkpointNote };
}

/** One hash a line, as in proofs and in what witnesses are asked. */
export function parseHashes(lines: readonly string[], from: number): Uint8Array[] | Malformed {
  const hashes: Uint8Array[] = [];
  let offset = from;
  for (const line of lines) {
    const hash = parseBase64(line);
    if (hash?.length !== HASH_BYTES) return { code: 'bad-hash', offset };
    if (hashes.length === PROOF_HASHES_MAX) return { code: 'too-many-hashes', offset };
    hashes.push(hash);
    offset += line.length + 1;
  }
  return hashes;
}

/** What is to be proved: the entry's exact bytes, or its leaf hash where the entry may not be shown. */
export type Proven = { readonly entry: Uint8Array } | { readonly leaf: Uint8Array };

export type Verified = {
  readonly verified: true;
  readonly index: number;
  readonly checkpoint: Checkpoint;
  /** Those who cosigned, by their names in the policy. */
  readonly witnesses: readonly string[];
  readonly extra?: Uint8Array;
};

export type ProofRefusal = PolicyRefusal | 'malformed-proof' | 'not-included' | 'no-quorum';

/** Whether the entry is in a log of the policy, witnessed as the policy asks. Needs nothing but these. */
export function verifyProof(
  proven: Proven,
  { text, policy }: { readonly text: string; readonly policy: Policy },
  sha256: Sha256,
): Verified | { readonly verified: false; readonly code: ProofRefusal } {
  const parsed = parseProof(text);
  if ('code' in parsed) return { verified: false, code: 'malformed-proof' };
  const opened = openByPolicy(parsed.checkpointNote, policy);
  if (!opened.opened) return { verified: false, code: opened.code };
  const leaf = 'leaf' in proven ? proven.leaf : leafHash(proven.entry, sha256);
  const { index, proof, extra } = parsed;
  const { checkpoint, witnesses, quorum } = opened;
  const { size, root } = checkpoint;
  if (!verifyInclusion({ index, size, leaf, proof, root }, sha256))
    return { verified: false, code: 'not-included' };
  if (!quorum) return { verified: false, code: 'no-quorum' };
  const all = { verified: true, index, checkpoint, witnesses } as const;
  return extra === undefined ? all : { ...all, extra };
}
