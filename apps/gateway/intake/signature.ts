// The dialect's own verifyProof, by the platform's cryptography: the same answers (a test holds the two against each other)
// in a fifteenth of the time. Anybody can send a record that must be checked before it is known to be forged.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Proof } from '@lakiri/kit';
import { type SealKey, verifyProof } from '@lakiri/protocol-lakiri';

const SIGNATURE_BYTES = 64;
/** SubjectPublicKeyInfo up to the key's own bytes, by their number: Ed25519 (RFC 8410), P-256 short and whole (RFC 5480). */
const HEADS: Readonly<Record<number, string>> = {
  32: '302a300506032b6570032100',
  33: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  65: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
};

type SignatureKey = SealKey & { readonly kind: 'signature' };

const OPENED = new WeakMap<SealKey, KeyObject>();

/** Whether the holder of this key made the proof. `key` is one that `parseSealKey` has read. */
export function isProvedBy(key: SealKey, proof: Pick<Proof, 'by' | 'signed' | 'value'>): boolean {
  if (key.kind === 'mac' || proof.by !== 'signature') return verifyProof(proof, key);
  const { signed, value } = proof;
  if (value.length !== SIGNATURE_BYTES) return false;
  const opened = OPENED.get(key) ?? open(key);
  return key.algorithm === 'EdDSA'
    ? verify(null, signed, opened, value)
    : verify('sha256', signed, { key: opened, dsaEncoding: 'ieee-p1363' }, value);
}

function open(key: SignatureKey): KeyObject {
  const { publicKey } = key;
  const spki = Buffer.concat([Buffer.from(HEADS[publicKey.length] ?? '', 'hex'), publicKey]);
  const opened = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  OPENED.set(key, opened);
  return opened;
}
