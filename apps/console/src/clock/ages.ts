/** A length of time in the words a person uses: the largest unit, and the next one where it still matters. */
export type Span = {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly n: number;
  readonly rest: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Cuts a length in milliseconds into words; never negative. */
export function spanOf(ms: number): Span {
  const length = Math.max(0, ms);
  if (length < MINUTE) return { unit: 'seconds', n: Math.floor(length / SECOND), rest: 0 };
  if (length < HOUR) return { unit: 'minutes', n: Math.floor(length / MINUTE), rest: 0 };
  if (length < DAY) {
    return {
      unit: 'hours',
      n: Math.floor(length / HOUR),
      rest: Math.floor((length % HOUR) / MINUTE),
    };
  }
  return { unit: 'days', n: Math.floor(length / DAY), rest: Math.floor((length % DAY) / HOUR) };
}

/** A countdown or delay within the hour as `m:ss`. */
export function countdown(ms: number): string {
  const total = Math.floor(Math.abs(ms) / SECOND);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
}

export type Due =
  | { readonly state: 'due'; readonly inMs: number }
  | { readonly state: 'late'; readonly byMs: number };

/** Whether a deadline (ISO 8601) is ahead or behind. */
export function dueAt(deadline: string, now: number): Due {
  const left = Date.parse(deadline) - now;
  return left >= 0 ? { state: 'due', inMs: left } : { state: 'late', byMs: -left };
}
