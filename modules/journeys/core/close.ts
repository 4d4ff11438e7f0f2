import { accept, type Decision, refuse } from '@lakiri/kit';
import { releaseSeal, type Seal, type SealEvents } from '@lakiri/seals';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { isWatched } from './journey.ts';

export type Close = Asked & {
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
};

/** The journey ends and its seals are free again; never while it is watched (§1.4, steps 10 and 11). */
export function close(asked: Close): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, at } = asked;
  const { state } = journey.course;
  if (state === 'closed') return refuse({ code: 'journey-closed' });
  if (isWatched(journey.course)) return refuse({ code: 'journey-still-armed', state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  const released: SealEvents[] = [];
  for (const seal of asked.seals) {
    const decision = releaseSeal({ seal });
    if (!decision.accepted) return decision;
    released.push(...decision.facts);
  }
  return accept<JourneyEvents>(
    { ...on(journey), type: 'journey-closed', body: { at } },
    ...released,
  );
}
