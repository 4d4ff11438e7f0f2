import type { MigrationSet } from '@lakiri/platform/migrate';

export { caseAggregate, saveClock } from './aggregate.ts';
export { loadClocks } from './clocks.ts';
export {
  heldBy,
  type Load,
  loadSince,
  promisedChecks,
  type WhileAway,
  whileAway,
} from './duty.ts';
export { takeWatch, watchToHandOver } from './hand-over.ts';
export {
  alarmsOfCase,
  type JourneyAlarmEvent,
  journeyAlarmEvents,
  journeysOfSubjects,
  subjectsOnJourneys,
} from './journey.ts';
export {
  type AlarmSeen,
  alarmsOf,
  CASES_PAGE_MAX,
  type CaseCounts,
  type CaseList,
  type CasePlace,
  type CaseSeen,
  changedCases,
  countCases,
  findCases,
  listCases,
  openCasesOf,
  openOnSeal,
  placeInView,
  VIEWS,
  type View,
} from './list.ts';
export {
  alarmsByRule,
  type EndedCase,
  endedCasesOf,
  keepMadeVersions,
  type MadeRule,
  versionsAsRead,
} from './made-rules.ts';
export { type CaseFact, caseFacts, findNotes, keepNote } from './notes.ts';
export {
  alarmsOfPeriod,
  type CaseOfHour,
  casesOfPeriod,
  casesOpenWithin,
  shelvingsOfPeriod,
  stopsOnJourneys,
} from './period.ts';
export { type AlarmWrites, storeAlarms, storeRaised } from './raised.ts';
export { besideRules, loadRules, ruleVersions } from './rules.ts';
export { knownApart, standing } from './together.ts';
export { WAKE_MAX, wakeCases } from './wake.ts';
export { closeInWatch, loadWatches, saveWatches } from './watches.ts';

export const alarmsMigrations: MigrationSet = {
  module: 'alarms',
  directory: new URL('migrations/', import.meta.url),
};
