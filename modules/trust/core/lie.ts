import { type Instant, isoOf } from '@lakiri/kit';
import type { DoubtWhy } from './why.ts';

/**
 * Why a frame is set apart from now on, as its verdict says: what a frame's own bytes do not tell, so that the verdict,
 * which is evidence, is all that a verification has of it.
 */
export const LIES = [
  'two-peers',
  'two-places',
  'two-tracks',
  'id-swapped',
  'told-again',
  'sequence-forked',
  'proof-failed',
] as const satisfies readonly DoubtWhy['code'][];
export type Lie = (typeof LIES)[number];

/** Those that a frame's own bytes tell, with the seal's keys. */
const PROOF_LIES = ['sequence-forked', 'proof-failed'] as const satisfies readonly Lie[];
export type ProofLie = (typeof PROOF_LIES)[number];

export function isProofLie(lie: Lie): lie is ProofLie {
  return (PROOF_LIES as readonly Lie[]).includes(lie);
}

const PREFIX = 'quarantined';

/** The verdict of a frame that is set apart: with the lie it is the first. */
export function verdictOf(lie: Lie | null): string {
  return lie === null ? PREFIX : `${PREFIX}-${lie}`;
}

export function isQuarantineVerdict(verdict: string): boolean {
  return verdict === PREFIX || lieOf(verdict) !== null;
}

/** The lie that a verdict names; null for any other verdict. */
export function lieOf(verdict: string): Lie | null {
  return LIES.find((lie) => verdict === `${PREFIX}-${lie}`) ?? null;
}

/** A connection spoke for another device before. */
export function idSwapped(at: Instant): DoubtWhy {
  return { code: 'id-swapped', params: { at: isoOf(at) } };
}
