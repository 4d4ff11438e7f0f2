import type { Policy } from '@lakiri/evidence';
import type { PublishedHead } from '../witness-port.ts';

/** Sixteen minutes of checkpoints, one a second. */
const UNCOVERED_MAX = 1_000;

/** How much of what was published enough witnesses have cosigned. */
export type Coverage = {
  published(head: PublishedHead): void;
  /** A quorum is under this one. */
  witnessed(head: PublishedHead): void;
  /** Of the newest that a quorum is under; 0 where there is none. */
  size(): number;
  /** Since when something has been published that no quorum covers, in milliseconds; 0 where there is nothing. */
  ageMs(): number;
};

/** `known`: the newest that was covered before this start, when there is one. `now`: UTC milliseconds. */
export function coverageOf(
  policy: Policy,
  now: () => number,
  known: { readonly size: number; readonly at: number } | undefined,
): Coverage {
  let covered = known?.size ?? -1;
  /** What waits for a quorum: the first of each size that was not covered yet, oldest first. */
  let uncovered: { readonly size: number; readonly at: number }[] = [];
  const isNeeded = policy.quorum !== 'none';
  let isFirst = true;
  return {
    published: ({ size }) => {
      // What was published before this start has waited since the last that was covered, as far as we know.
      const at = isFirst ? (known?.at ?? now()) : now();
      isFirst = false;
      const last = uncovered.at(-1);
      if (size > covered && (last === undefined || size > last.size)) uncovered.push({ size, at });
      // Only the oldest that waits is told; of the others, when the newest came is near enough.
      if (uncovered.length > UNCOVERED_MAX) uncovered.splice(1, uncovered.length - UNCOVERED_MAX);
    },
    witnessed: ({ size }) => {
      covered = Math.max(covered, size);
      uncovered = uncovered.filter((head) => head.size > covered);
    },
    size: () => Math.max(0, covered),
    ageMs: () => {
      const [oldest] = uncovered;
      return isNeeded && oldest !== undefined ? Math.max(0, now() - oldest.at) : 0;
    },
  };
}
