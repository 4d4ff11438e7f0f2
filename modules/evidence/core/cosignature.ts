// Cosignatures (C2SP tlog-cosignature): a witness saw this checkpoint grow from all it saw before, at a time.
import type { Malformed } from '@lakiri/kit';
import { ed25519 } from '@noble/curves/ed25519.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { ED25519_BYTES, type KeyPair, verifiesEd25519 } from './ed25519.ts';
import { formatSkey, formatVkey, KEY_TYPES, keyIdOf, parseSkey } from './key.ts';
import { signatureLine } from './note.ts';
import { utf8Of } from './utf8.ts';

const TIME_BYTES = 8;
const MLDSA_BYTES = 2_420; // FIPS 204 table 2
const NAME_BYTES_MAX = 255; // one byte of length stands before the names in the message of 0x06

/** Signs one checkpoint's note text at a time in seconds of 1970: its signature line, without newline. */
export type Cosigner = {
  readonly name: string;
  readonly keyId: string;
  readonly vkey: string;
  cosign(checkpointText: string, timeS: number): string;
};

/** The seconds of 1970 that a cosignature says; `undefined` where it is too short or beyond safe integers. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length <= TIME_BYTES) return undefined;
  const view = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES);
  const timeS = Number(view.getBigUint64(0));
  return Number.isSafeInteger(timeS) ? timeS : undefined;
}

/** An Ed25519 witness key (0x04) from 32 bytes of chance. */
export function newCosignerKey(name: string, seed: Uint8Array): KeyPair {
  return keyPair(name, { type: KEY_TYPES.cosigner, seed, publicKey: ed25519.getPublicKey(seed) });
}

/** An ML-DSA-44 witness key (0x06) from 32 bytes of chance. */
export function newMldsaCosignerKey(name: string, seed: Uint8Array): KeyPair {
  const { publicKey } = ml_dsa44.keygen(seed);
  return keyPair(name, { type: KEY_TYPES.mldsaCosigner, seed, publicKey });
}

type Material = {
  readonly type: typeof KEY_TYPES.cosigner | typeof KEY_TYPES.mldsaCosigner;
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
};

function keyPair(name: string, material: Material): KeyPair {
  return {
    skey: formatSkey(name, material),
    vkey: formatVkey(name, material.type, material.publicKey),
  };
}

/** What cosigns with this skey, of type 0x04 or 0x06. */
export function cosigner(skey: string): Cosigner | Malformed {
  const key = parseSkey(skey);
  if ('code' in key) return key;
  const { name, keyId, type, seed } = key;
  const offset = skey.lastIndexOf('+') + 1;
  if (type === KEY_TYPES.ed25519) return { code: 'key-type-unfit', offset };
  const { publicKey, sign } =
    type === KEY_TYPES.cosigner ? ed25519Half(seed) : mldsaHalf(name, seed);
  if (keyIdOf(name, type, publicKey) !== keyId) return { code: 'key-id-mismatch', offset };
  return {
    name,
    keyId,
    vkey: formatVkey(name, type, publicKey),
    cosign: (text, timeS) => {
      const signature = Uint8Array.from([...timeBytes(timeS), ...sign(text, timeS)]);
      return signatureLine(name, keyId, signature);
    },
  };
}

type Half = {
  readonly publicKey: Uint8Array;
  sign(text: string, timeS: number): Uint8Array;
};

function ed25519Half(seed: Uint8Array): Half {
  return {
    publicKey: ed25519.getPublicKey(seed),
    sign: (text, timeS) => ed25519.sign(cosignedText(text, timeS), seed),
  };
}

function mldsaHalf(name: string, seed: Uint8Array): Half {
  const { publicKey, secretKey } = ml_dsa44.keygen(seed);
  return {
    publicKey,
    sign: (text, timeS) => {
      const message = cosignedTree(name, text, timeS);
      if (message === undefined) throw new RangeError('a cosigner signs checkpoints only');
      // Without fresh chance: FIPS 204 §3.4 allows it, and a core has none.
      return ml_dsa44.sign(message, secretKey, { extraEntropy: false });
    },
  };
}

/** Whether the Ed25519 cosignature (0x04) is the key's over this checkpoint text. Total. */
export function verifiesCosignature(
  text: string,
  signature: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  const timeS = cosignatureTime(signature);
  if (timeS === undefined || signature.length !== TIME_BYTES + ED25519_BYTES) return false;
  if ('code' in parseCheckpoint(text)) return false;
  return verifiesEd25519(signature.subarray(TIME_BYTES), cosignedText(text, timeS), publicKey);
}

/** The same of an ML-DSA-44 cosignature (0x06), which also says its cosigner's name. */
export function verifiesMldsaCosignature(
  text: string,
  signature: Uint8Array,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): boolean {
  const timeS = cosignatureTime(signature);
  if (timeS === undefined || signature.length !== TIME_BYTES + MLDSA_BYTES) return false;
  const message = cosignedTree(name, text, timeS);
  return message !== undefined && ml_dsa44.verify(signature.subarray(TIME_BYTES), message, bytes);
}

/** tlog-cosignature, "Ed25519 signed message". */
function cosignedText(text: string, timeS: number): Uint8Array {
  return utf8Of(`cosignature/v1\ntime ${timeS}\n${text}`);
}

/** A checkpoint as the subtree from 0; `undefined` where the text is none, or a name is too long. */
function cosignedTree(name: string, text: string, timeS: number): Uint8Array | undefined {
  const checkpoint: Checkpoint | Malformed = parseCheckpoint(text);
  if ('code' in checkpoint) return undefined;
  const { origin, size, root } = checkpoint;
  return subtreeMessage({ name, timeS, origin, start: 0, end: size, root });
}

export type Subtree = {
  /** The cosigner's. */
  readonly name: string;
  readonly timeS: number;
  readonly origin: string;
  readonly start: number;
  readonly end: number;
  readonly root: Uint8Array;
};

/** tlog-cosignature, "ML-DSA-44 signed message". */
export function subtreeMessage(subtree: Subtree): Uint8Array | undefined {
  const [name, origin] = [utf8Of(subtree.name), utf8Of(subtree.origin)];
  if (name.length > NAME_BYTES_MAX || origin.length > NAME_BYTES_MAX) return undefined;
  return Uint8Array.from([
    ...utf8Of('subtree/v1\n\0'),
    name.length,
    ...name,
    ...timeBytes(subtree.timeS),
    origin.length,
    ...origin,
    ...u64(subtree.start),
    ...u64(subtree.end),
    ...subtree.root,
  ]);
}

/** Throws RangeError on a time that is no whole number of seconds since 1970. */
function timeBytes(timeS: number): Uint8Array {
  if (!Number.isSafeInteger(timeS) || timeS < 0)
    throw new RangeError(`${timeS} is no whole number of seconds since 1970`);
  return u64(timeS);
}

function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
