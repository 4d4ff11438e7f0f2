import type { DoubtWhy } from '../why.ts';

/** The newest record of a seal that numbers and chains what it says. */
export type Link = {
  readonly bootEpoch: number;
  readonly counter: number;
  /** Hex of the record's hash: what the next one names as the one before it. */
  readonly hash: string;
  /** Numbers below it that were never told, oldest first: told later, they are late and not forged. */
  readonly gaps: readonly Gap[];
};

/** The numbers between these two. */
export type Gap = { readonly after: number; readonly before: number };

export type Numbered = Omit<Link, 'gaps'> & {
  /** Hex of the hash of the record before it; null for the first of a log. */
  readonly previous: string | null;
};

export type LinkAfter = {
  readonly link: Link;
  /** It names the very record that we have before it. */
  readonly isWhole: boolean;
  readonly why: DoubtWhy | null;
};

/** So that what is remembered of a seal stays small; more are remembered as fewer and wider ones. */
const GAPS_MAX = 8;

/**
 * Each number once: a new record under a number that is used was made by another who holds the key, and so was the very
 * next one when it names another before it: then two records had the number of ours. Higher numbers may leave
 * gaps, which break the chain and forge nothing, and may be filled later; the same record told again is no news. A
 * restart counts the boot epoch up.
 */
export function sequenceFork(known: Link | null, next: Numbered): LinkAfter {
  const { bootEpoch, counter, hash, previous } = next;
  const now = { bootEpoch, counter, hash };
  if (known === null)
    return {
      link: { ...now, gaps: widened([], -1, counter) },
      isWhole: previous === null,
      why: null,
    };
  const order = bootEpoch - known.bootEpoch || counter - known.counter;
  // Numbers go on over a restart, §3.1 of the protocol.
  if (order > 0 && counter === known.counter + 1 && previous !== known.hash)
    return { link: known, isWhole: false, why: forked(next) };
  if (order > 0) {
    const gaps = widened(known.gaps, known.counter, counter);
    return { link: { ...now, gaps }, isWhole: previous === known.hash, why: null };
  }
  const gap = known.gaps.find(({ after, before }) => after < counter && counter < before);
  if (gap !== undefined) return { link: filled(known, gap, counter), isWhole: false, why: null };
  const isSame = order === 0 && hash === known.hash;
  return { link: known, isWhole: false, why: isSame ? null : forked(next) };
}

function forked({ bootEpoch, counter }: Numbered): DoubtWhy {
  return { code: 'sequence-forked', params: { bootEpoch, counter } };
}

function widened(gaps: readonly Gap[], after: number, before: number): readonly Gap[] {
  return before - after > 1 ? fewer([...gaps, { after, before }]) : gaps;
}

function filled(known: Link, gap: Gap, counter: number): Link {
  const gaps = known.gaps.flatMap((one) =>
    one === gap ? [...widened([], gap.after, counter), ...widened([], counter, gap.before)] : [one],
  );
  return { ...known, gaps: fewer(gaps) };
}

function fewer(gaps: readonly Gap[]): readonly Gap[] {
  const [first, second, ...rest] = gaps;
  if (gaps.length <= GAPS_MAX || first === undefined || second === undefined) return gaps;
  return [{ after: first.after, before: second.before }, ...rest];
}
