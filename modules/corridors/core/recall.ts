// A version that lies ahead is taken back by one more, which takes force at the same instant and says what would have
// held without it: nothing, where it would have been the first.
import { addMs, type Decision, type Instant, refuse } from '@lakiri/kit';
import { type Dated, isAhead, versionAt } from './version.ts';

export type RecallRefusal = { readonly code: 'nothing-ahead' };

export type Recalled<V> = {
  readonly last: V;
  readonly effectiveFrom: Instant;
  /** What holds in its place; undefined: nothing. */
  readonly instead: V | undefined;
};

/** Refused where the last version is in force, or will be before this could be: `earliest`. */
export function recalled<V extends Dated & { readonly isWithdrawn?: boolean }>(
  versions: readonly V[],
  earliest: Instant,
): Recalled<V> | RecallRefusal {
  const last = versions.at(-1);
  if (last === undefined || !isAhead(last, earliest)) return { code: 'nothing-ahead' };
  const { effectiveFrom } = last;
  const before = versionAt(versions.slice(0, -1), addMs(effectiveFrom, -1));
  return { last, effectiveFrom, instead: before?.isWithdrawn === true ? undefined : before };
}

/** The same as a decision: what is to be published anew, or to be withdrawn. */
export function decideRecall<
  V extends Dated & { readonly isWithdrawn?: boolean },
  E,
  R extends { code: string },
>(
  found: Recalled<V> | RecallRefusal,
  acts: {
    readonly publish: (found: Recalled<V> & { readonly instead: V }) => Decision<E, R>;
    readonly withdraw: (found: Recalled<V>) => Decision<E, R>;
  },
): Decision<E, R | RecallRefusal> {
  if ('code' in found) return refuse(found);
  const { instead } = found;
  return instead === undefined ? acts.withdraw(found) : acts.publish({ ...found, instead });
}
