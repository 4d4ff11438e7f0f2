import type { RouteVersion } from '@lakiri/corridors';
import { accept, type Decision, refuse } from '@lakiri/kit';
import { noteMilestone, type Seal, type SealEvents } from '@lakiri/seals';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { destinationRefusal } from './whereabouts.ts';

export type Arrive = Asked & {
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
  readonly route: RouteVersion;
  /** Why an officer who has the truck before them takes it for arrived though a seal says otherwise. */
  readonly reasonSha256: string | null;
};

/** Arrival is where the seals are. An officer may overrule them, and says why (§1.4, step 9). */
export function arrive(asked: Arrive): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, at } = asked;
  const { state } = journey.course;
  if (state !== 'in-transit') return refuse({ code: 'journey-not-in-transit', state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  const away = asked.seals
    .map((seal) => destinationRefusal(seal, { destination: asked.route.to, at }))
    .find((refusal) => refusal !== undefined);
  if (away !== undefined && asked.reasonSha256 === null) return refuse(away);
  const reasonSha256 = away === undefined ? null : asked.reasonSha256;
  const noted: SealEvents[] = [];
  for (const seal of asked.seals) {
    const decision = noteMilestone({ seal, milestone: 'arrived' });
    if (!decision.accepted) return decision;
    noted.push(...decision.facts);
  }
  return accept<JourneyEvents>(
    { ...on(journey), type: 'journey-arrived', body: { at, reasonSha256 } },
    ...noted,
  );
}
