import { extraHours, type HoursGiven } from '@lakiri/corridors';
import { accept, addMs, type Decision, HOUR_MS, refuse } from '@lakiri/kit';
import { LATCHES, noteMilestone, type Seal, type SealEvents } from '@lakiri/seals';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';

export type Depart = Asked & {
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
  /** Hours that bulletins of its route have given. */
  readonly hours: readonly HoursGiven[];
};

/**
 * A truck leaves the gate only behind seals that are still whole, and before its deadline, with the hours that a
 * bulletin has given since (§1.4, step 5).
 */
export function depart(asked: Depart): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, at } = asked;
  const { course } = journey;
  if (course.state !== 'armed') return refuse({ code: 'journey-not-armed', state: course.state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  const open = asked.seals.find((seal) => !isWhole(seal));
  if (open !== undefined) return refuse({ code: 'seal-not-locked', seal: open.id });
  const extraH = extraHours(asked.hours, { at, armedAt: course.armedAt });
  const deadlineAt = addMs(course.deadlineAt, extraH * HOUR_MS);
  if (deadlineAt <= at) return refuse({ code: 'deadline-passed', deadlineAt });
  const noted: SealEvents[] = [];
  for (const seal of asked.seals) {
    const decision = noteMilestone({ seal, milestone: 'departed' });
    if (!decision.accepted) return decision;
    noted.push(...decision.facts);
  }
  return accept<JourneyEvents>(
    { ...on(journey), type: 'journey-departed', body: { at } },
    ...noted,
  );
}

/** Neither a tamper that nobody has dealt with, nor a word that it is open now. */
function isWhole({ live }: Seal): boolean {
  if (LATCHES.some((latch) => live.latches[latch].is === 'set')) return false;
  const { motorLocked, ropeCut, ropeInserted } = live.bits;
  return motorLocked !== false && ropeCut !== true && ropeInserted !== false;
}
