// Ed25519 (RFC 8032) as logs sign with it: over the note's text, as it is.
import type { Malformed } from '@lakiri/kit';
import { ed25519 } from '@noble/curves/ed25519.js';
import { formatSkey, formatVkey, KEY_TYPES, keyIdOf, parseSkey } from './key.ts';
import type { Signer } from './note.ts';

export const ED25519_BYTES = 64;

export type KeyPair = { readonly skey: string; readonly vkey: string };

/** A log's key from 32 bytes of chance. Throws RangeError on a name that keys cannot have. */
export function newEd25519Key(name: string, seed: Uint8Array): KeyPair {
  const type = KEY_TYPES.ed25519;
  const publicKey = ed25519.getPublicKey(seed);
  return {
    skey: formatSkey(name, { type, seed, publicKey }),
    vkey: formatVkey(name, type, publicKey),
  };
}

/** What signs as the log; malformed where the text is no Ed25519 skey (type 0x01). */
export function ed25519Signer(skey: string): Signer | Malformed {
  const key = parseSkey(skey);
  if ('code' in key) return key;
  const { name, keyId, type, seed } = key;
  const offset = skey.lastIndexOf('+') + 1;
  if (type !== KEY_TYPES.ed25519) return { code: 'key-type-unfit', offset };
  if (keyIdOf(name, type, ed25519.getPublicKey(seed)) !== keyId)
    return { code: 'key-id-mismatch', offset };
  return { name, keyId, sign: (text) => ed25519.sign(text, seed) };
}

/** Strict, as RFC 8032 and Go have it: noble's own default takes more than others would. */
export function verifiesEd25519(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  return (
    signature.length === ED25519_BYTES &&
    ed25519.verify(signature, message, publicKey, { zip215: false })
  );
}
