import { accept, type Decision, refuse } from '@lakiri/kit';
import { fitSeal, type Seal } from '@lakiri/seals';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { sealsOn } from './journey.ts';

/** Doors of two containers, or manholes and valves of a tanker with seven compartments. */
export const SEALS_PER_JOURNEY_MAX = 16;
/** ISO 17712 asks for a unique number and gives no length; the makers' are under 20. */
export const MECHANICAL_SEAL_CHARS_MAX = 40;

export type SealJourney = Asked & {
  readonly seal: Seal;
  /** The number of the mechanical seal beside it; `null` when there is none. */
  readonly mechanicalSeal: string | null;
};

/** Seals go on before watching begins, each of them free until then (§1.4, steps 3 and 4). */
export function seal(asked: SealJourney): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, mechanicalSeal, at } = asked;
  const { state } = journey.course;
  if (state !== 'created' && state !== 'sealed')
    return refuse({ code: 'journey-past-sealing', state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  const { id, number } = asked.seal;
  const fitted = fitSeal({ seal: asked.seal, journey: journey.id });
  if (!fitted.accepted) return fitted;
  if (sealsOn(journey).length >= SEALS_PER_JOURNEY_MAX)
    return refuse({ code: 'too-many-seals', max: SEALS_PER_JOURNEY_MAX });
  return accept<JourneyEvents>(
    {
      ...on(journey),
      type: 'journey-sealed',
      body: { seal: id, number, mechanicalSeal, at },
    },
    ...fitted.facts,
  );
}
