import type { Malformed } from '@lakiri/kit';
import { type CborValue, cborOf, type Item, readCbor } from './cbor.ts';

// COSE (RFC 9052) as far as a seal needs it: one signer (COSE_Sign1, tag 18) or one shared key (COSE_Mac0, tag 17).

const TAGS = { 18: 'signature', 17: 'mac' } as const;
const CONTEXTS = { signature: 'Signature1', mac: 'MAC0' } as const;

/** RFC 9053: what a value is made with. */
const ALGORITHMS = { '-7': 'ES256', '-8': 'EdDSA', 5: 'HS256' } as const;
export type Algorithm = (typeof ALGORITHMS)[keyof typeof ALGORITHMS];

/** RFC 9052 §3.1. */
const LABEL_ALG = 1;
const LABEL_KID = 4;

export type Envelope = {
  readonly by: 'signature' | 'mac';
  /** Where it begins and ends in the frame. */
  readonly at: number;
  /** The content of the protected header's byte string. */
  readonly protected: Item & { readonly kind: 'bytes' };
  readonly unprotected: Item & { readonly kind: 'map' };
  readonly payload: Item & { readonly kind: 'bytes' };
  readonly value: Item & { readonly kind: 'bytes' };
};

/** A tagged COSE_Sign1 or COSE_Mac0 with its payload inside; what its headers say is not looked at. */
export function readEnvelope(bytes: Uint8Array, base = 0): Envelope | Malformed {
  const item = readCbor(bytes, base);
  if ('code' in item) return item;
  if (item.kind !== 'tag') return { code: 'not-cose', offset: item.at };
  const by = Object.hasOwn(TAGS, item.tag) ? TAGS[item.tag as keyof typeof TAGS] : undefined;
  if (by === undefined) return { code: 'not-cose', offset: item.at };
  const { content } = item;
  if (content.kind !== 'array' || content.items.length !== 4)
    return { code: 'not-cose', offset: content.at };
  const [head, open, payload, value] = content.items;
  if (head?.kind !== 'bytes') return { code: 'bad-protected', offset: head?.at ?? content.at };
  if (open?.kind !== 'map') return { code: 'bad-unprotected', offset: open?.at ?? content.at };
  if (payload?.kind !== 'bytes') return { code: 'no-payload', offset: payload?.at ?? content.at };
  if (value?.kind !== 'bytes') return { code: 'no-proof', offset: value?.at ?? content.at };
  return { by, at: item.at, protected: head, unprotected: open, payload, value };
}

export type Head = { readonly algorithm: Algorithm; readonly keyId: Uint8Array };

/** RFC 9052 allows key ids of any length; ours have up to 16 bytes, as a UUID has. */
const KEY_ID_BYTES_MAX = 16;

/**
 * What the protected header says: exactly the algorithm and the key id. Both are signed, so nobody can have a value judged by
 * another rule or another key than its maker meant.
 */
export function readHead({ protected: bytes, by }: Envelope): Head | Malformed {
  const base = bytes.to - bytes.value.length;
  const item = readCbor(bytes.value, base);
  if ('code' in item) return item;
  if (item.kind !== 'map' || item.entries.size !== 2)
    return { code: 'bad-protected', offset: base };
  const alg = item.entries.get(LABEL_ALG);
  const kid = item.entries.get(LABEL_KID);
  const algorithm =
    alg?.kind === 'number' && Object.hasOwn(ALGORITHMS, alg.value)
      ? ALGORITHMS[String(alg.value) as keyof typeof ALGORITHMS]
      : undefined;
  if (algorithm === undefined || (algorithm === 'HS256') !== (by === 'mac'))
    return { code: 'bad-algorithm', offset: alg?.at ?? base };
  if (kid?.kind !== 'bytes' || kid.value.length === 0 || kid.value.length > KEY_ID_BYTES_MAX)
    return { code: 'bad-key-id', offset: kid?.at ?? base };
  return { algorithm, keyId: kid.value };
}

/** The protected header's bytes for {@link Head}. */
export function headBytes({ algorithm, keyId }: Head): Uint8Array {
  if (keyId.length === 0 || keyId.length > KEY_ID_BYTES_MAX)
    throw new RangeError(`a key id has 1 to ${KEY_ID_BYTES_MAX} bytes`);
  const label = Object.entries(ALGORITHMS).find(([, name]) => name === algorithm)?.[0];
  return cborOf(
    new Map<number, CborValue>([
      [LABEL_ALG, Number(label)],
      [LABEL_KID, keyId],
    ]),
  );
}

export type Signed = {
  readonly by: 'signature' | 'mac';
  readonly protected: Uint8Array;
  readonly external: Uint8Array;
  readonly payload: Uint8Array;
};

/** RFC 9052 §4.4 Sig_structure, §6.3 MAC_structure: the bytes over which a signature or MAC is made. */
export function signedBytes({ by, protected: head, external, payload }: Signed): Uint8Array {
  const isEmpty = head.length === 1 && head[0] === 0xa0; // §4.4: an empty map counts as no bytes
  return cborOf([CONTEXTS[by], isEmpty ? new Uint8Array(0) : head, external, payload]);
}

/** The tagged message. */
export function envelopeBytes(
  signed: Omit<Signed, 'external'>,
  unprotected: ReadonlyMap<number, CborValue>,
  value: Uint8Array,
): Uint8Array {
  const content = cborOf([signed.protected, unprotected, signed.payload, value]);
  const bytes = new Uint8Array(content.length + 1);
  bytes[0] = signed.by === 'signature' ? 0xd2 : 0xd1; // tags 18 and 17
  bytes.set(content, 1);
  return bytes;
}
