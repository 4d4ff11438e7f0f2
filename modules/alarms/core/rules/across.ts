// What only several seals together tell: found beside the fold, handed to one of them, and kept in its fact.
import { type Instant, isoOf, MINUTE_MS, type Position } from '@lakiri/kit';
import type { Apart } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, unmoved } from '../step.ts';
import type { Stop } from '../watch.ts';
import type { Why } from '../why.ts';

/** What was found of a seal and others. It goes into the fact: the judgement rests on it. */
export type Across = {
  /** The seal of the same journey that is furthest from it; null where there is none to compare with. */
  readonly apart: { readonly seal: string; readonly apartM: number; readonly at: Instant } | null;
  /** The trucks that stand where it stands; null where there are too few. */
  readonly cluster: (Position & { readonly trucks: number; readonly since: Instant }) | null;
};

/** Two seals of one journey, of a tractor and its trailer, that are apart for so long. */
export function split(
  { across, now }: { readonly across: Across; readonly now: Instant },
  known: Apart | null,
  { params }: RuleVersion<'tractor-trailer-split'>,
): After<Apart> {
  const { apart } = across;
  // Nobody to compare with: what was told stays told, what was not is not so any more.
  if (apart === null) return unmoved(known?.raised === true ? known : null);
  if (apart.apartM < params.togetherM) return unmoved<Apart>(null);
  const isFar = apart.apartM > params.apartM;
  if (known === null || known.other !== apart.seal)
    return unmoved(isFar ? { since: apart.at, raised: false, other: apart.seal } : null);
  if (known.raised || !isFar || now - known.since < params.holdMin * MINUTE_MS)
    return unmoved(known);
  const told = { other: apart.seal, apartM: Math.round(apart.apartM), since: isoOf(known.since) };
  return { state: { ...known, raised: true }, why: [{ code: 'apart-from', params: told }] };
}

/** Many trucks that stand at one spot which no route allows: told once, on the one that came first. */
export function clustered(
  across: Across,
  { stop, told }: { readonly stop: Stop | null; readonly told: Instant | null },
  { params }: RuleVersion<'stop-cluster'>,
): { readonly told: Instant | null; readonly why: readonly Why[] | null } {
  const { cluster } = across;
  if (stop === null) return { told: null, why: null };
  if (told !== null || cluster === null || cluster.trucks < params.trucksMin)
    return { told, why: null };
  const { trucks, since } = cluster;
  const said = { trucks, radiusM: params.radiusM, since: isoOf(since) };
  return { told: stop.since, why: [{ code: 'trucks-at-one-spot', params: said }] };
}
