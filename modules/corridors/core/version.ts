// What all nouns of the gazette have alike: versions, each from a date on, on somebody's word. Nothing is taken away: a
// version that lies ahead is replaced by a later one that comes into force no later than it, and then it never holds.
import { type Instant, parseInstant } from '@lakiri/kit';

export type Dated = { readonly version: number; readonly effectiveFrom: Instant };

/** What people call it fits one line of a list. */
const NAME_CHARS_MAX = 100;
/** A notice with its number, its date and its page. */
export const SOURCE_CHARS_MAX = 400;

export function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= NAME_CHARS_MAX;
}

export function isSource(text: string): boolean {
  return text.trim() !== '' && text.length <= SOURCE_CHARS_MAX;
}

export type OrderRefusal = { readonly code: 'not-after-last'; readonly last: Instant };

type Order = {
  readonly last: Dated | undefined;
  readonly effectiveFrom: Instant;
  /** Absent: what lies ahead is not replaced either. */
  readonly now?: Instant | undefined;
};

/** A version takes force after the last one; before it only where that one lies ahead still, and so never holds. */
export function orderFault({ last, effectiveFrom, now }: Order): OrderRefusal | undefined {
  if (last === undefined || effectiveFrom > last.effectiveFrom) return undefined;
  if (now !== undefined && isAhead(last, now)) return undefined;
  return { code: 'not-after-last', last: last.effectiveFrom };
}

export function isAhead({ effectiveFrom }: Dated, now: Instant): boolean {
  return effectiveFrom > now;
}

/** The number and the date of what follows. Throws RangeError on a fact whose date is none: the log is broken. */
export function datedAfter(last: Dated | undefined, text: string): Dated {
  const effectiveFrom = parseInstant(text);
  if (effectiveFrom === undefined) throw new RangeError(`${text} is no date`);
  return { version: (last?.version ?? 0) + 1, effectiveFrom };
}

/** Of all versions, oldest first, the one that holds at an instant: the last that has come into force. */
export function versionAt<V extends Pick<Dated, 'effectiveFrom'>>(
  versions: readonly V[],
  at: Instant,
): V | undefined {
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= at);
}

export type Span<V> = { readonly version: V; readonly until: Instant | null };

/** Each version, oldest first, with the end of its time (null: until further notice); none that never holds. */
export function spansOf<V extends Dated>(versions: readonly V[]): readonly Span<V>[] {
  return versions.flatMap((version, at): readonly Span<V>[] => {
    const after = versions.slice(at + 1).map(({ effectiveFrom }) => effectiveFrom);
    const until = after.length === 0 ? null : (Math.min(...after) as Instant);
    return until !== null && until <= version.effectiveFrom ? [] : [{ version, until }];
  });
}
