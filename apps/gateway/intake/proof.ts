// Whether a frame's proof holds: by the seal's keys that were in force when it came, and by the number it has among the
// seal's records. All of it follows from the frame, the keys and what was folded before, so that it can be found again.
import { isoOf, type Proof } from '@lakiri/kit';
import { hexOf, parseSealKey, recordHash, type SealKey } from '@lakiri/protocol-lakiri';
import type { Seal } from '@lakiri/seals';
import {
  type DoubtWhy,
  isInForce,
  isQuarantined,
  type Link,
  type ProofLie,
  type ProofVerdict,
  sequenceFork,
} from '@lakiri/trust';
import { type HeldKey, openSecret } from '@lakiri/trust/store';
import type { Context } from './context.ts';
import type { Prepared } from './fold-batch.ts';
import { isProvedBy } from './signature.ts';

/** Dialects whose messages bring proofs. */
const PROVING: readonly string[] = ['lakiri'];

export function provesWord({ model }: Seal): boolean {
  return PROVING.includes(model.dialect);
}

export type Proving = {
  /** Opens the secrets of symmetric keys; absent: they cannot be checked here. */
  readonly sealingKey?: Uint8Array | undefined;
  /** What is taken of a proof whose secret cannot be opened: for a verification without the node's key. */
  readonly unopened?: 'mac' | 'failed';
};

export type Proven = {
  readonly proof: ProofVerdict;
  readonly isChainWhole: boolean;
  readonly lie: { readonly is: ProofLie; readonly why: DoubtWhy } | null;
  /** To be remembered once the frame is kept; null: nothing new. */
  readonly link: Link | null;
  /** A reading of the seal itself comes with it: the frame is kept. */
  readonly isNews: boolean;
};

const plain = (proof: ProofVerdict): Proven => ({
  proof,
  isChainWhole: false,
  lie: null,
  link: null,
  isNews: false,
});
const UNPROVEN = plain('none');
const ENDED = plain('failed');

type Asked = {
  readonly prepared: Prepared;
  readonly seen: ReadonlySet<string>;
  readonly proving: Proving;
};

/**
 * What a frame's proof is worth. Of a seal without a key in force nothing is proved. A key that has ended proves nothing and is
 * no lie: a person ended it; one that was never the seal's, or a value that does not hold, is.
 */
export function provenBy(asked: Asked, context: Context): Proven {
  const { item } = asked.prepared;
  const { proof } = item.message;
  // A part's record is proved by its master's key, and the part has none.
  if (proof === undefined || item.part !== undefined) return UNPROVEN;
  const { keys = [] } = context;
  const held = keys.find(({ key }) => key.keyId.toLowerCase() === proof.keyId);
  if (held === undefined && !keys.some(({ key }) => isInForce(key, item.receivedAt)))
    return UNPROVEN;
  if (held !== undefined && !isInForce(held.key, item.receivedAt)) return ENDED;
  const verdict = held === undefined ? 'failed' : verdictOf(proof, held, asked.proving);
  if (verdict === 'none') return UNPROVEN;
  if (verdict === 'failed') return failed(asked, context);
  return chained(asked, context, proof);
}

function verdictOf(proof: Proof, held: HeldKey, proving: Proving): ProofVerdict {
  if (held.key.kind !== proof.by) return 'failed';
  const key = openKey(held, proving);
  if (key === undefined) return proving.unopened ?? 'none';
  return isProvedBy(key, proof) ? proof.by : 'failed';
}

const OPENED = new WeakMap<HeldKey, SealKey>();

function openKey(held: HeldKey, { sealingKey }: Proving): SealKey | undefined {
  const known = OPENED.get(held);
  if (known !== undefined) return known;
  const { kind } = held.key;
  const material =
    kind === 'signature' ? held.material : sealingKey && openSecret(held.material, sealingKey);
  if (material === undefined) return undefined;
  const key = parseSealKey(kind, material);
  if ('code' in key) return undefined;
  OPENED.set(held, key);
  return key;
}

function failed({ prepared }: Asked, { suspicion }: Context): Proven {
  if (isQuarantined(suspicion)) return ENDED;
  const params = { at: isoOf(prepared.item.receivedAt) };
  return { ...ENDED, lie: { is: 'proof-failed', why: { code: 'proof-failed', params } } };
}

function chained({ prepared, seen }: Asked, { suspicion }: Context, proof: Proof): Proven {
  const told = plain(proof.by);
  const { reports } = prepared;
  // A record that is stored is told again where its confirmation was lost: no news, and no fork.
  const isAgain = reports.length > 0 && reports.every(({ key }) => seen.has(key));
  if (isAgain || isQuarantined(suspicion)) return told;
  const known = suspicion?.link ?? null;
  const after = sequenceFork(known, {
    bootEpoch: proof.bootEpoch,
    counter: proof.counter,
    hash: hexOf(recordHash(proof)),
    previous: proof.previous === null ? null : hexOf(proof.previous),
  });
  const link = after.link === known ? null : after.link;
  const isChainWhole = after.isWhole;
  // Of a part's record nothing is stored here by which a repeat would be known.
  if (after.why === null || reports.length === 0)
    return { ...told, isChainWhole, link, isNews: reports.length > 0 };
  return { ...told, lie: { is: 'sequence-forked', why: after.why } };
}
