// A symmetric key is kept sealed: set, used, never shown.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D §8.2.2, random construction
const TAG_BYTES = 16;

/** The key under which seals' secrets lie: derived, so that no other secret has to be carried about. */
export function sealingKey(sealSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sealSecret, '', 'lakiri seal keys v1', 32));
}

/** nonce ‖ tag ‖ text */
export function sealSecret(secret: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The secret; undefined when the key is another or a bit was changed. */
export function openSecret(sealed: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return undefined;
  }
}
