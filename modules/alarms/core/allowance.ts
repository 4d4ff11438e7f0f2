import type { Instant } from '@lakiri/kit';

/** Times in which an officer has allowed the truck to stand where it stands: a breakdown, a transload (§1.4, step 8). */
export type Allowed = readonly { readonly from: Instant; readonly until: Instant }[];

/**
 * From when a stop counts: an allowance that began before the stop fell due puts the count off to its own end. One
 * that came later excuses nothing. `dueOf`: when a stop counted from an instant falls due; null: never.
 */
export function countedFrom(
  since: Instant,
  allowed: Allowed,
  dueOf: (since: Instant) => Instant | null,
): Instant {
  return allowed
    .toSorted((a, b) => a.from - b.from)
    .reduce((counted, { from, until }) => {
      const due = dueOf(counted);
      return due !== null && from <= due && until > counted ? until : counted;
    }, since);
}
