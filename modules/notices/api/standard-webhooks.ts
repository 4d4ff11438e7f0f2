// Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): what is signed is
// `id.timestamp.body`; `v1` is HMAC-SHA-256, `v1a` Ed25519; signatures stand beside each other, with a space between.
import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { Instant } from '@lakiri/kit';
import type { SigningKey } from '../store/index.ts';

/** "Symmetric keys": 24 to 64 bytes. */
const SECRET_BYTES = 32;
/** PKCS #8 of an Ed25519 key before its 32-byte seed (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_BYTES = 32;
/** How long the keys before sign beside the new ones: a system is re-keyed within a day. */
export const REKEY_OVERLAP_MS = 86_400_000;

export function newSigningKey(version: SigningKey['version']): SigningKey {
  return { version, secret: randomBytes(SECRET_BYTES).toString('base64'), until: null };
}

/** What the receiver needs of a key: for `v1` the secret itself, told once; for `v1a` the public key. */
export function receiversKey({ version, secret }: SigningKey): string {
  if (version === 'v1') return `whsec_${secret}`;
  const spki = createPublicKey(ed25519Of(secret)).export({ format: 'der', type: 'spki' });
  return `whpk_${spki.subarray(-PUBLIC_BYTES).toString('base64')}`;
}

function ed25519Of(seed: string) {
  const key = Buffer.concat([PKCS8_HEAD, Buffer.from(seed, 'base64')]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

export type Signed = {
  readonly id: string;
  readonly at: Instant;
  readonly body: string;
};

/** The three headers of a message, signed by each key that still signs at that time. */
export function signedHeaders(
  { id, at, body }: Signed,
  keys: readonly SigningKey[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at / 1_000));
  const text = Buffer.from(`${id}.${timestamp}.${body}`, 'utf8');
  const signatures = keys
    .filter(({ until }) => until === null || until > at)
    .map(({ version, secret }) =>
      version === 'v1'
        ? `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(text).digest('base64')}`
        : `v1a,${sign(null, text, ed25519Of(secret)).toString('base64')}`,
    );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
