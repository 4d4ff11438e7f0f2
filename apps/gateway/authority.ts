// Who signs the orders to seals of the Lakiri dialect: one key a node, of which its seals are told before they are given out.
import { createHash, hkdfSync } from 'node:crypto';
import { hexOf, keyOf, type Signer, signerOf } from '@lakiri/protocol-lakiri';

const KEY_ID_BYTES = 8;

export type Authority = {
  readonly signer: Signer;
  /** In hex: what a seal's vendor loads into it (protocols/lakiri/SPEC.md §4.4). */
  readonly told: { readonly keyId: string; readonly publicKey: string };
};

/** Ed25519 from the node's secret of seals: every gateway of a node signs as one. */
export function authorityOf(sealSecret: string): Authority {
  const seed = new Uint8Array(hkdfSync('sha256', sealSecret, '', 'lakiri seal authority v1', 32));
  const key = keyOf('EdDSA', seed);
  if (key.kind !== 'signature') throw new Error('an authority signs');
  const digest = createHash('sha256').update(key.publicKey).digest();
  const keyId = new Uint8Array(digest.subarray(0, KEY_ID_BYTES));
  return {
    signer: signerOf('EdDSA', keyId, seed),
    told: { keyId: hexOf(keyId), publicKey: hexOf(key.publicKey) },
  };
}
