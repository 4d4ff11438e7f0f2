// A journey as the node knew it at an instant: its facts that had been recorded by then, folded anew. What was said
// later of earlier times is left out; that is what the question "why did nobody act?" is answered from.
import type { Instant } from '@lakiri/kit';
import type { JourneyEvent } from './events.ts';
import { evolveJourney } from './evolve.ts';
import type { Fitting, Journey } from './journey.ts';

export type Recorded = { readonly recordedAt: Instant; readonly event: JourneyEvent };

/** The journey from what was recorded at or before an instant, in the order of recording; undefined: nothing was. */
export function journeyAsKnown(
  facts: readonly Recorded[],
  knownAt: Instant,
): { readonly state: Journey; readonly version: number } | undefined {
  let state: Journey | undefined;
  let version = 0;
  for (const { recordedAt, event } of facts) {
    if (recordedAt > knownAt) break;
    state = evolveJourney(state, event);
    version++;
  }
  return state && { state, version };
}

/** The seals whose readings are a journey's track: the first, and whichever replaced it on the road, one after the other. */
export function followedFittings(fittings: readonly Fitting[]): readonly Fitting[] {
  const followed = fittings.slice(0, 1);
  for (let last = followed[0]; last !== undefined; ) {
    const { seal } = last;
    last = fittings.find(({ replaces }) => replaces === seal);
    if (last === undefined || followed.includes(last)) break;
    followed.push(last);
  }
  return followed;
}
