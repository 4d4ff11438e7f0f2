import type { Tier } from '@lakiri/kit';
import { tierOf } from '@lakiri/trust';
import type { Item } from '../connection.ts';
import type { Proven } from './proof.ts';

/** How sure it is that this frame is its seal's own: by its own proof, else by who brought it. */
export function tierOfItem({ origin }: Item, tierMax: Tier, proven: Proven): Tier {
  const { isChainWhole } = proven;
  const isVendors = proven.proof === 'none' && origin?.signed === true;
  return tierOf({ proof: isVendors ? 'vendor' : proven.proof, tierMax, isChainWhole });
}
