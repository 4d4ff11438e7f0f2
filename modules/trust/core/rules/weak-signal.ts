import { type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Live } from '@lakiri/seals';
import type { Look } from '../look.ts';

/** A network that is heard badly, or not at all, since then. */
export type Weak = { readonly since: Instant };

/**
 * Kept from the first live report that says so until one that says it is good: between these it may change as it likes,
 * so that the edge of a cell is one change and not one a minute. A device that does not know says nothing.
 */
export function weakSignal({ reading: { report }, at }: Look, weak: Weak | null): Weak | null {
  const { signal, source } = report;
  if (source !== 'live') return weak;
  if (signal === 'good') return null;
  return signal === 'low' || signal === 'none' ? (weak ?? { since: at }) : weak;
}

/** Satellites and network fade apart from each other, but for a roof and a jammer that covers both. */
const TOGETHER_MS = 5 * MINUTE_MS;

/** Since when both went together, of a seal that was last heard without a fix; null: they did not. */
export function lostTogether(weak: Weak | undefined, { place, fix }: Live): Instant | null {
  if (weak === undefined || place === null || fix === 'gnss') return null;
  return Math.abs(weak.since - place.at) <= TOGETHER_MS ? weak.since : null;
}
