import type { DoubtWhy } from '../why.ts';

/** The newest record of a seal that numbers and chains what it says. */
export type Link = {
  readonly bootEpoch: number;
  readonly counter: number;
  /** Hex of the record's hash: what the next one names as the one before it. */
  readonly hash: string;
};

export type Numbered = Link & {
  /** Hex of the hash of the record before it; null for the first of a log. */
  readonly previous: string | null;
};

export type LinkAfter = {
  readonly link: Link;
  /** It names the very record that we have before it. */
  readonly isWhole: boolean;
  readonly why: DoubtWhy | null;
};

/**
 * Each number once: a new record under a number that is used, or below it, was made by another who holds the key. Higher
 * numbers may have gaps, which break the chain and forge nothing; the same record told again is no news. A restart
 * counts the boot epoch up.
 */
export function sequenceFork(known: Link | null, next: Numbered): LinkAfter {
  const link = { bootEpoch: next.bootEpoch, counter: next.counter, hash: next.hash };
  if (known === null) return { link, isWhole: next.previous === null, why: null };
  const order = next.bootEpoch - known.bootEpoch || next.counter - known.counter;
  if (order > 0) return { link, isWhole: next.previous === known.hash, why: null };
  const params = { bootEpoch: next.bootEpoch, counter: next.counter };
  const isSame = order === 0 && next.hash === known.hash;
  const why: DoubtWhy | null = isSame ? null : { code: 'sequence-forked', params };
  return { link: known, isWhole: false, why };
}
