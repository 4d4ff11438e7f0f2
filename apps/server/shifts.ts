import type { CaseWords } from '@lakiri/alarms/api';
import { caseAggregate, heldBy, loadSince, promisedChecks, whileAway } from '@lakiri/alarms/store';
import type { Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import type { ShiftsDeps } from '@lakiri/shifts/api';

type Base = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};

/** What shifts are told of cases and people. */
export function shiftsDeps(base: Base, { peopleOf, journeysOf }: CaseWords): ShiftsDeps {
  return {
    ...base,
    peopleOf,
    caseAggregate,
    heldBy,
    whileAway,
    loadSince,
    promisedChecks: async (tx, asked) => {
      const checks = await promisedChecks(tx, asked);
      const journeys = await journeysOf(tx, [...new Set(checks.map(({ journey }) => journey))]);
      return checks.map(({ journey, ...check }) => ({
        ...check,
        plate: journeys.get(journey)?.plate ?? '',
      }));
    },
  };
}
