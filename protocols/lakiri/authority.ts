// Who signs for the node: orders to seals of the Lakiri dialect, and bulletins to people. One key a node, of which seals are told
// before they are given out. An order is CBOR and begins with an array; a bulletin is text: neither is ever taken for the other.
import { bytesOf } from '@lakiri/kit';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hexOf } from './ascii.ts';
import { keyOf, type Signer, signerOf, verifyProof } from './keys.ts';

const KEY_ID_BYTES = 8;
const SEED_BYTES = 32;

export type Authority = {
  readonly signer: Signer;
  /** In hex: what a seal's vendor loads into it (SPEC.md §4.4), and who reads a bulletin checks it by. */
  readonly told: { readonly keyId: string; readonly publicKey: string };
};

/** Ed25519 from the node's secret of seals: every process of a node signs as one. */
export function authorityOf(sealSecret: string): Authority {
  const secret = utf8ToBytes(sealSecret);
  const seed = hkdf(sha256, secret, undefined, bytesOf('lakiri seal authority v1'), SEED_BYTES);
  const key = keyOf('EdDSA', seed);
  if (key.kind !== 'signature') throw new Error('an authority signs');
  const keyId = sha256(key.publicKey).slice(0, KEY_ID_BYTES);
  return {
    signer: signerOf('EdDSA', keyId, seed),
    told: { keyId: hexOf(keyId), publicKey: hexOf(key.publicKey) },
  };
}

/** Over the UTF-8 bytes of a text, in hex. */
export function signText({ signer }: Authority, text: string): string {
  return hexOf(signer.sign(utf8ToBytes(text)));
}

/** Whether the holder of a public key signed this text, both in hex. Total: what is no key or no signature proves nothing. */
export function isSignedText(text: string, signature: string, publicKey: string): boolean {
  const [value, key] = [bytesOfHex(signature), bytesOfHex(publicKey)];
  if (value === undefined || key === undefined) return false;
  const signed = utf8ToBytes(text);
  return verifyProof(
    { by: 'signature', signed, value },
    { kind: 'signature', algorithm: 'EdDSA', publicKey: key },
  );
}

function bytesOfHex(hex: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) return undefined;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
