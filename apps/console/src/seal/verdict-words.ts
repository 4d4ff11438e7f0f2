import { type Say, wordKey } from '../words/words.ts';

/** What was made of a message, in words; what has none is shown as it is, never hidden. */
export function verdictWords(say: Say, verdict: string): string {
  const key = wordKey('verdict', verdict) ?? wordKey('malformed', verdict);
  return key === undefined ? verdict : say(key);
}
