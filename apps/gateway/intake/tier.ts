import type { Tier } from '@lakiri/kit';
import { tierOf } from '@lakiri/trust';
import type { Item } from '../connection.ts';

/** How sure it is that this frame is its seal's own: by what stands beside it, before anything in it is believed. */
export function tierOfItem({ origin }: Item, tierMax: Tier): Tier {
  const proof = origin?.signed === true ? 'vendor' : 'none';
  return tierOf({ proof, tierMax, isChainWhole: false });
}
