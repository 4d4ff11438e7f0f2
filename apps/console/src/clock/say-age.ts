import type { Say } from '../words/words.ts';
import { spanOf } from './ages.ts';

/** A length of time in words: `3 min`. */
export function saySpan(say: Say, ms: number): string {
  const { unit, n, rest } = spanOf(ms);
  return say(`span.${unit}`, { n, rest });
}

/** How long ago something was, in words: `3 min ago`. */
export function sayAge(say: Say, ms: number): string {
  const { unit, n, rest } = spanOf(ms);
  return say(`age.${unit}`, { n, rest });
}
