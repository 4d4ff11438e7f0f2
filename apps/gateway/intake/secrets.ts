import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretSpan } from '@lakiri/kit';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D §8.2.2, random construction
const TAG_BYTES = 16;
const BLANK = 0x2a; // '*'

/** The key under which passwords in frames are kept: derived, so that no other secret has to be carried about. */
export function frameKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'lakiri frame secrets v1', 32));
}

/** The frame with its secrets blanked, and the original sealed under the node's key (nonce ‖ tag ‖ text). */
export function hideSecrets(
  frame: Uint8Array,
  spans: readonly SecretSpan[],
  key: Uint8Array,
): { readonly bytes: Uint8Array; readonly secret: Uint8Array | null } {
  if (spans.length === 0) return { bytes: frame, secret: null };
  const bytes = Uint8Array.from(frame);
  for (const { from, to } of spans) bytes.fill(BLANK, from, to);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const text = Buffer.concat([cipher.update(frame), cipher.final()]);
  return { bytes, secret: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
}

/** The original frame. Throws when the key is another or a bit was changed. */
export function revealSecrets(secret: Uint8Array, key: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(ALGORITHM, key, secret.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(secret.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = secret.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
