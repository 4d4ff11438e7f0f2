import type { Case } from '../api/contract.ts';

/** The journey's replay at the second of the alarm. */
export function replayOf(it: Case) {
  return {
    to: '/journeys/$id',
    params: { id: it.journey.id },
    search: { t: it.openedAt },
  } as const;
}
