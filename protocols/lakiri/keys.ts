import { bytesOf, type Malformed, type Proof } from '@lakiri/kit';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Algorithm } from './cose.ts';

/** What a seal's proof is checked with: the secret that it shares with us (T2), or its public key (T3). */
export type SealKey =
  | { readonly kind: 'mac'; readonly secret: Uint8Array }
  | {
      readonly kind: 'signature';
      readonly algorithm: 'ES256' | 'EdDSA';
      readonly publicKey: Uint8Array;
    };

/** HMAC-SHA-256 with fewer bytes of key is weaker than its hash. */
const SECRET_BYTES = 32;
const ES256_KEY_BYTES = [33, 65];
const EDDSA_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * A key as it is registered. A public key of 32 bytes is Ed25519's, one of 33 or 65 a point of P-256; malformed unless it is one.
 */
export function parseSealKey(kind: SealKey['kind'], bytes: Uint8Array): SealKey | Malformed {
  if (kind === 'mac')
    return bytes.length === SECRET_BYTES
      ? { kind, secret: bytes }
      : { code: 'bad-key-length', offset: bytes.length };
  const isPoint = ES256_KEY_BYTES.includes(bytes.length);
  if (!isPoint && bytes.length !== EDDSA_KEY_BYTES)
    return { code: 'bad-key-length', offset: bytes.length };
  const isValid = isPoint ? p256.utils.isValidPublicKey(bytes) : isEd25519Key(bytes);
  if (!isValid) return { code: 'not-a-point', offset: 0 };
  return { kind, algorithm: isPoint ? 'ES256' : 'EdDSA', publicKey: bytes };
}

/** A point of small order is nobody's key: proofs that hold under it can be made without any secret (RFC 8032 §8.4). */
function isEd25519Key(bytes: Uint8Array): boolean {
  return (
    ed25519.utils.isValidPublicKey(bytes, false) && !ed25519.Point.fromBytes(bytes).isSmallOrder()
  );
}

/** Whether the holder of this key made the proof. Total: what is no key of that kind verifies nothing. */
export function verifyProof(proof: Pick<Proof, 'by' | 'signed' | 'value'>, key: SealKey): boolean {
  if (key.kind !== proof.by) return false;
  if (key.kind === 'mac')
    return key.secret.length === SECRET_BYTES && isMac(proof.signed, proof.value, key.secret);
  const { algorithm, publicKey } = key;
  if (proof.value.length !== SIGNATURE_BYTES) return false;
  if ('code' in parseSealKey('signature', publicKey)) return false;
  return algorithm === 'ES256'
    ? // RFC 9053 §2.1 asks no low s; which of the two signatures came is of no matter, the record's hash is over what was signed.
      p256.verify(proof.value, proof.signed, publicKey, { prehash: true, lowS: false })
    : ed25519.verify(proof.value, proof.signed, publicKey, { zip215: false });
}

/** In a time that does not depend on where the two differ. */
function isMac(signed: Uint8Array, value: Uint8Array, secret: Uint8Array): boolean {
  const right = hmac(sha256, secret, signed);
  let difference = right.length ^ value.length;
  for (let at = 0; at < right.length; at++) difference |= (right[at] ?? 0) ^ (value[at] ?? 0);
  return difference === 0;
}

/** What makes proofs: a seal, or the authority that commands it. */
export type Signer = {
  readonly by: Proof['by'];
  readonly algorithm: Algorithm;
  readonly keyId: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
};

/** A signer from its secret: 32 bytes, of each algorithm. Signatures are deterministic (RFC 6979, RFC 8032). */
export function signerOf(algorithm: Algorithm, keyId: Uint8Array, secret: Uint8Array): Signer {
  if (secret.length !== SECRET_BYTES) throw new RangeError(`a secret has ${SECRET_BYTES} bytes`);
  const sign = {
    HS256: (bytes: Uint8Array) => hmac(sha256, secret, bytes),
    ES256: (bytes: Uint8Array) => p256.sign(bytes, secret, { prehash: true, lowS: false }),
    EdDSA: (bytes: Uint8Array) => ed25519.sign(bytes, secret),
  }[algorithm];
  return { by: algorithm === 'HS256' ? 'mac' : 'signature', algorithm, keyId, sign };
}

/** What checks the signer made of the same secret. */
export function keyOf(algorithm: Algorithm, secret: Uint8Array): SealKey {
  switch (algorithm) {
    case 'HS256':
      return { kind: 'mac', secret };
    case 'ES256':
      return { kind: 'signature', algorithm, publicKey: p256.getPublicKey(secret, true) };
    case 'EdDSA':
      return { kind: 'signature', algorithm, publicKey: ed25519.getPublicKey(secret) };
  }
}

/**
 * §4.3 of the specification: the secret of a T2 seal from the administration's master. The version counts the seal's owners,
 * so that a seal that changes hands has a secret that its former owner's people never saw.
 */
export function sealSecretOf(master: Uint8Array, device: string, version: number): Uint8Array {
  if (master.length < SECRET_BYTES)
    throw new RangeError(`a master has ${SECRET_BYTES} bytes or more`);
  if (!Number.isInteger(version) || version < 1 || version > 0xffff)
    throw new RangeError('a version is 1 to 65535');
  const info = bytesOf(`lakiri-seal-1:${device}:${version}`);
  return hkdf(sha256, master, undefined, info, SECRET_BYTES);
}

/** What the next record of a log names as the one before it: SHA-256 of the bytes that were signed. */
export function recordHash(proof: Pick<Proof, 'signed'>): Uint8Array {
  return sha256(proof.signed);
}
