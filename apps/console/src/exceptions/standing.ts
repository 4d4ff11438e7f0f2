import type { JourneyException } from '../api/response-contract.ts';

/** Whether what an exception allows is allowed still. */
export function isStanding(
  { until, endedAt }: Pick<JourneyException, 'until' | 'endedAt'>,
  now: number,
): boolean {
  return until !== null && endedAt === null && Date.parse(until) > now;
}
