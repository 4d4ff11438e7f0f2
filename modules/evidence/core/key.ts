// Keys of C2SP signed notes as text: vkey for those who verify, skey for the one who signs.
import type { Malformed } from '@lakiri/kit';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64Of, parseBase64 } from './base64.ts';
import { utf8Of } from './utf8.ts';

/** Signature types that we know (signed-note, tlog-cosignature). */
export const KEY_TYPES = { ed25519: 0x01, cosigner: 0x04, mldsaCosigner: 0x06 } as const;
export type KeyType = (typeof KEY_TYPES)[keyof typeof KEY_TYPES];

/** Eight hexadecimal digits; with the name it says whose signature a line is, and of which type. */
export type KeyId = string;

export type PublicKey = {
  readonly name: string;
  readonly keyId: KeyId;
  readonly type: KeyType;
  readonly bytes: Uint8Array;
};
export type SecretKey = {
  readonly name: string;
  readonly keyId: KeyId;
  readonly type: KeyType;
  readonly seed: Uint8Array;
};

const SEED_BYTES = 32; // Ed25519's secret key, and ML-DSA's ξ
const PUBLIC_BYTES = {
  [KEY_TYPES.ed25519]: 32,
  [KEY_TYPES.cosigner]: 32,
  [KEY_TYPES.mldsaCosigner]: 1_312, // FIPS 204 table 2
} as const satisfies Record<KeyType, number>;

const SKEY_PREFIX = 'PRIVATE+KEY+';

/** Not empty, no Unicode space, no plus; no control character either, as a note may hold none. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}+\p{Cc}]+$/u.test(name);
}

/** The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key). */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): KeyId {
  const digest = sha256(Uint8Array.from([...utf8Of(`${name}\n`), type, ...publicKey]));
  return hexOf(digest.subarray(0, 4));
}

/** `<name>+<hex8 key id>+<base64(type ‖ key)>`. */
export function formatVkey(name: string, type: KeyType, publicKey: Uint8Array): string {
  return keyText('', name, { type, key: publicKey, publicKey });
}

/** `PRIVATE+KEY+<name>+<hex8 key id>+<base64(type ‖ 32-byte seed)>`: Go's form, for all three types. */
export function formatSkey(
  name: string,
  { type, seed, publicKey }: { type: KeyType; seed: Uint8Array; publicKey: Uint8Array },
): string {
  return keyText(SKEY_PREFIX, name, { type, key: seed, publicKey });
}

function keyText(
  prefix: string,
  name: string,
  { type, key, publicKey }: { type: KeyType; key: Uint8Array; publicKey: Uint8Array },
): string {
  if (!isKeyName(name)) throw new RangeError(`"${name}" cannot name a key`);
  const id = keyIdOf(name, type, publicKey);
  return `${prefix}${name}+${id}+${base64Of(Uint8Array.from([type, ...key]))}`;
}

/** The public key that a vkey says; its id must be the hash that the specification recommends. */
export function parseVkey(vkey: string): PublicKey | Malformed {
  const parsed = parseKeyText(vkey, 0);
  if ('code' in parsed) return parsed;
  const { name, keyId, type, bytes } = parsed;
  if (bytes.length !== PUBLIC_BYTES[type]) return { code: 'key-length', offset: parsed.keyOffset };
  if (keyIdOf(name, type, bytes) !== keyId)
    return { code: 'key-id-mismatch', offset: parsed.idOffset };
  return { name, keyId, type, bytes };
}

/** What an skey says. Whether its id is that of its public key is for the signer to see. */
export function parseSkey(skey: string): SecretKey | Malformed {
  if (!skey.startsWith(SKEY_PREFIX)) return { code: 'not-a-private-key', offset: 0 };
  const parsed = parseKeyText(skey, SKEY_PREFIX.length);
  if ('code' in parsed) return parsed;
  const { name, keyId, type, bytes: seed } = parsed;
  if (seed.length !== SEED_BYTES) return { code: 'key-length', offset: parsed.keyOffset };
  return { name, keyId, type, seed };
}

type KeyText = {
  readonly name: string;
  readonly keyId: KeyId;
  readonly type: KeyType;
  readonly bytes: Uint8Array;
  readonly idOffset: number;
  readonly keyOffset: number;
};

function parseKeyText(text: string, from: number): KeyText | Malformed {
  const idOffset = text.indexOf('+', from) + 1;
  const keyOffset = text.indexOf('+', idOffset) + 1;
  if (idOffset === 0 || keyOffset === 0) return { code: 'key-parts', offset: from };
  const name = text.slice(from, idOffset - 1);
  const keyId = text.slice(idOffset, keyOffset - 1);
  if (!isKeyName(name)) return { code: 'key-name', offset: from };
  if (!/^[0-9a-f]{8}$/.test(keyId)) return { code: 'key-id', offset: idOffset };
  const [type, ...bytes] = parseBase64(text.slice(keyOffset)) ?? [];
  if (type === undefined) return { code: 'key-base64', offset: keyOffset };
  if (!isKeyType(type)) return { code: 'key-type-unknown', offset: keyOffset };
  return { name, keyId, type, bytes: Uint8Array.from(bytes), idOffset, keyOffset };
}

function isKeyType(type: number): type is KeyType {
  return Object.values(KEY_TYPES).some((known) => known === type);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
