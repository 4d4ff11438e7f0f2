import { accept, type Decision, refuse } from '@lakiri/kit';
import { disarmSeal, type Seal, type SealEvents } from '@lakiri/seals';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { isWatched } from './journey.ts';

export type Disarm = Asked & {
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
  /** Needed before arrival: a breakdown, an accident, an inspection, a transload (§1.4, step 8). */
  readonly reasonSha256: string | null;
};

/** The order to open: after arrival, or before it with a reason that stays on record (§1.4, steps 8 and 9). */
export function disarm(asked: Disarm): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, at, reasonSha256 } = asked;
  const { state } = journey.course;
  if (!isWatched(journey.course)) return refuse({ code: 'journey-not-armed', state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  if (state !== 'arrived' && reasonSha256 === null) return refuse({ code: 'reason-needed', state });
  const disarmed: SealEvents[] = [];
  for (const seal of asked.seals) {
    const decision = disarmSeal({ seal, at });
    if (!decision.accepted) return decision;
    disarmed.push(...decision.facts);
  }
  return accept<JourneyEvents>(
    { ...on(journey), type: 'journey-disarmed', body: { at, reasonSha256 } },
    ...disarmed,
  );
}
