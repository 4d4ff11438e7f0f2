import type { Case } from '../api/case-contract.ts';

/** The journey's replay at the second of the alarm, by the seal's clock: the case was opened when we heard of it. */
export function replayOf(it: Case) {
  return {
    to: '/journeys/$id',
    params: { id: it.journey.id },
    search: { t: it.lastAlarmAt },
  } as const;
}
