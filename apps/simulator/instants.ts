import { type Instant, instant } from '@lakiri/kit';

/** Throws RangeError for what no date can hold; for reckonings of ours, where that is a bug. */
export function getInstant(ms: number): Instant {
  const at = instant(Math.round(ms));
  if (at === undefined) throw new RangeError(`no date has ${ms}`);
  return at;
}

export function laterOf(a: Instant, b: Instant): Instant {
  return getInstant(Math.max(a, b));
}

export function earlierOf(a: Instant, b: Instant): Instant {
  return getInstant(Math.min(a, b));
}
