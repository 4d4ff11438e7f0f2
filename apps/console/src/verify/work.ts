import {
  type BundleVerdict,
  leafHash,
  openTrusted,
  parseProof,
  parseTrust,
  parseUtf8,
  type Trust,
  type TrustRefusal,
  verifyBundleZip,
  verifyInclusion,
  ZIP_BYTES_MAX,
} from '@lakiri/evidence';
import { sha256 } from '@noble/hashes/sha2.js';

/** What a person chose, as bytes. */
export type Chosen = { readonly name: string; readonly bytes: Uint8Array };

export type Work = { readonly files: readonly Chosen[]; readonly keys: string };

/** One entry's proof; `code` says why it does not hold. */
export type ProofVerdict = {
  readonly held: boolean;
  readonly code: TrustRefusal | 'proof-malformed' | 'witnesses-missing' | 'not-included' | null;
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
};

export type Done =
  | { readonly is: 'bundle'; readonly verdict: BundleVerdict }
  | { readonly is: 'proof'; readonly verdict: ProofVerdict }
  | { readonly is: 'unknown' | 'too-large' | 'keys-needed' }
  | { readonly is: 'bad-keys'; readonly line: number };

/** Verifies what was chosen; pure and without a network, so it runs in a worker and in a test alike. */
export function verifyChosen({ files, keys }: Work): Done {
  if (files.some(({ bytes }) => bytes.length > ZIP_BYTES_MAX)) return { is: 'too-large' };
  const trust = trustIn(keys);
  if (trust !== null && 'malformed' in trust) return { is: 'bad-keys', line: trust.line };
  const [first, second] = files;
  if (files.length === 1 && first !== undefined && isZip(first))
    return { is: 'bundle', verdict: verifyBundleZip(first.bytes, trust, sha256) };
  const proof = files.find(isProof);
  const entry = proof === first ? second : first;
  if (files.length !== 2 || proof === undefined || entry === undefined) return { is: 'unknown' };
  if (trust === null || trust.logs.length === 0) return { is: 'keys-needed' };
  return { is: 'proof', verdict: verifyProof(proof, entry, trust) };
}

const PROOF_HEAD = 'c2sp.org/tlog-proof@v1\n';

function isZip({ bytes }: Chosen): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b; // PK
}

function isProof({ bytes }: Chosen): boolean {
  return parseUtf8(bytes.subarray(0, PROOF_HEAD.length)) === PROOF_HEAD;
}

/** Keys or a policy, whichever was entered; nothing entered is nobody trusted. */
function trustIn(keys: string) {
  if (keys.trim() === '') return null;
  const isPolicy = /^\s*(log|witness|group|quorum)\s/m.test(keys);
  return parseTrust(isPolicy ? { vkeys: '', policy: keys } : { vkeys: keys, policy: '' });
}

function verifyProof(proof: Chosen, entry: Chosen, trust: Trust): ProofVerdict {
  const none = { held: false, origin: '', index: 0, size: 0, witnesses: [] };
  const parsed = parseProof(parseUtf8(proof.bytes) ?? '');
  if ('code' in parsed) return { ...none, code: 'proof-malformed' };
  const { index } = parsed;
  const opened = openTrusted(parsed.checkpointNote, trust);
  if (!opened.opened) return { ...none, index, code: opened.code };
  const { origin, size, root } = opened.checkpoint;
  const said = { origin, index, size, witnesses: opened.witnesses };
  if (opened.isWitnessed === false) return { ...said, held: false, code: 'witnesses-missing' };
  const leaf = leafHash(entry.bytes, sha256);
  const isIn = verifyInclusion({ index, size, leaf, proof: parsed.proof, root }, sha256);
  return { ...said, held: isIn, code: isIn ? null : 'not-included' };
}
