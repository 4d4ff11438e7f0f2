import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { SmsTemplate, Target } from '../core/index.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D §8.2.2, random construction
const TAG_BYTES = 16;

/** A key that signs what a system is sent (Standard Webhooks 1.0): HMAC-SHA-256 `v1`, or Ed25519 `v1a`. */
export type SigningKey = {
  readonly version: 'v1' | 'v1a';
  /** Base64: the secret of HMAC, or the 32-byte seed of Ed25519 (RFC 8032 §5.1.5). */
  readonly secret: string;
  /** UTC milliseconds after which it signs no more; null: the one in use. */
  readonly until: number | null;
};

/** What of a channel is nobody's to read. */
export type ChannelSecret = { readonly target: Target; readonly keys: readonly SigningKey[] };

/** What carries letters: a relay that takes them by SMTP. */
export type SmtpRelay = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `plain` only on the node's own networks. */
  readonly security: 'tls' | 'starttls' | 'plain';
  readonly user: string | null;
  readonly password: string | null;
  /** The mailbox that letters come from. */
  readonly from: string;
};

export type CarrierSecret =
  | ({ readonly kind: 'email' } & SmtpRelay)
  | ({ readonly kind: 'sms' } & SmsTemplate);

/** The key of notices: derived from the node's secret of seals, and of no use for a seal's password. */
export function noticesKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'lakiri notices v1', 32));
}

/** Seals for one row: in another it does not open. nonce ‖ tag ‖ text. */
export function seal(
  value: ChannelSecret | CarrierSecret,
  id: string,
  key: Uint8Array,
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key or the row is another, or a bit was changed. */
export function openChannel(sealed: Uint8Array, id: string, key: Uint8Array): ChannelSecret {
  return open(sealed, id, key) as ChannelSecret;
}

/** Throws as openChannel does. */
export function openCarrier(sealed: Uint8Array, id: string, key: Uint8Array): CarrierSecret {
  return open(sealed, id, key) as CarrierSecret;
}

function open(sealed: Uint8Array, id: string, key: Uint8Array): unknown {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = sealed.subarray(NONCE_BYTES + TAG_BYTES);
  return JSON.parse(Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8'));
}

export const sealedSha256 = (sealed: Uint8Array): string =>
  createHash('sha256').update(sealed).digest('hex');
