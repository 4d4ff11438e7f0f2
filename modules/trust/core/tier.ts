import type { Tier } from '@lakiri/kit';

/** What came of a report's proof of origin; `failed`: it brought one, and it does not hold. */
export type ProofVerdict = 'none' | 'vendor' | 'mac' | 'signature' | 'failed';

export type Proven = {
  readonly proof: ProofVerdict;
  /** The most that the model's type approval grants. */
  readonly tierMax: Tier;
  /** The record names the one before it, back to the first that we know of. */
  readonly isChainWhole: boolean;
};

/**
 * How sure we are of one report (trust-and-continuity §4.2). A vendor's signature is the vendor's word, whatever
 * the seal; a seal's own proof counts as far as its model was approved, and a broken chain is no secure element's.
 */
export function tierOf({ proof, tierMax, isChainWhole }: Proven): Tier {
  switch (proof) {
    case 'none':
    case 'failed':
      return 0;
    case 'vendor':
      return 1;
    case 'mac':
      return least(2, tierMax);
    case 'signature':
      return least(isChainWhole ? 3 : 2, tierMax);
  }
}

const least = (a: Tier, b: Tier): Tier => (a < b ? a : b);

/** What a report may bring about with no person asked. */
export type Act = 'clear-alarm' | 'release' | 'accept-unlock';

/** `no`, or `yes`, or what else must be there. */
export type Leave =
  | 'no'
  | 'yes'
  | 'with-second-source'
  | 'with-place-and-time'
  | 'with-our-command-counter';

/** The table of §4.2, row by row. */
const MAY: Readonly<Record<Tier, Readonly<Record<Act, Leave>>>> = {
  0: { 'clear-alarm': 'no', release: 'no', 'accept-unlock': 'no' },
  1: { 'clear-alarm': 'with-second-source', release: 'no', 'accept-unlock': 'no' },
  2: { 'clear-alarm': 'yes', release: 'with-place-and-time', 'accept-unlock': 'no' },
  3: { 'clear-alarm': 'yes', release: 'yes', 'accept-unlock': 'with-our-command-counter' },
};

/** Whether one report of this tier may do it alone. */
export function mayAlone(tier: Tier, act: Act): Leave {
  return MAY[tier][act];
}
