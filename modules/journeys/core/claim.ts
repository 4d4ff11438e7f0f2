import type { Instant } from '@lakiri/kit';
import type { ClaimRefusal } from './events.ts';
import { type Journey, lastAct } from './journey.ts';

/** `at`: when the person says it was done. `now`: our clock when we heard. */
export type Asked = { readonly journey: Journey; readonly at: Instant; readonly now: Instant };

/** A sentence or two of why; the whole story belongs into a case. */
export const REASON_CHARS_MAX = 500;

/** A person may write down later what was done before, but in the order in which it was done. */
export function claimRefusal({ journey, at, now }: Asked): ClaimRefusal | undefined {
  if (at > now) return { code: 'claim-in-future', at, now };
  const last = lastAct(journey);
  if (at < last) return { code: 'claim-before-last-act', at, lastAct: last };
  return undefined;
}
