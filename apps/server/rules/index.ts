import type { CaseWords } from '@lakiri/alarms/api';
import { alarmsByRule, keepMadeVersions, versionsAsRead } from '@lakiri/alarms/store';
import type { Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import type { RulesDeps } from '@lakiri/rules/api';
import { hoursOnShift } from '@lakiri/shifts/store';

type Base = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};

/** What the workshop of rules is told by the modules around it. */
export function rulesDeps(base: Base, { peopleOf }: Pick<CaseWords, 'peopleOf'>): RulesDeps {
  return {
    ...base,
    peopleOf,
    keepMade: keepMadeVersions,
    versionsOf: versionsAsRead,
    alarmsByRule,
    hoursOnShift,
    runner: { start: () => false, cancel: () => false, progressOf: () => undefined },
  };
}
