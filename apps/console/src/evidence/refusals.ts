import type { Problem } from '../api/contract.ts';
import { wordKey } from '../words/words.ts';

/** A refusal that means something else of a bundle than of other requests is told in its own words. */
export function asOfBundle(problem: Problem): Problem {
  const code = `bundle-${problem.code}`;
  return wordKey('problem', code) === undefined ? problem : { ...problem, code };
}
