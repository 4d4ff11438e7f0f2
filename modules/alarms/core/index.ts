export {
  type Assign,
  acknowledge,
  addNote,
  assign,
  CHECK_HOURS_MAX,
  noteStep,
  SHELF_HOURS_MAX,
  type Shelve,
  setCheck,
  shelve,
  UNDO_S_MAX,
  unshelve,
  withdrawAcknowledgement,
} from './act.ts';
export {
  type Acted,
  type Case,
  type CaseEvents,
  type CaseState,
  type Closed,
  type Closing,
  type Escalated,
  evolveCase,
  isOpenCase,
  type Merged,
  nextStates,
  type OpenCase,
  OUTCOMES,
  type Outcome,
  type Reviewed,
  type Shelved,
  STEPS,
  type Step,
  VERDICTS,
  type Verdict,
} from './case.ts';
export { type CaseClock, clockAt, onClock } from './case-clock.ts';
export {
  type CloseCase,
  closeCase,
  confirmClose,
  declineClose,
  EVIDENCE_MAX,
  type Merge,
  merge,
  needsSecond,
  type Reopen,
  type Review,
  reopen,
  review,
} from './case-end.ts';
export { type CaseRefusal, NOTE_CHARS_MAX, type Note } from './case-refusal.ts';
export { CAUSES, type Cause, mayUseCause } from './cause.ts';
export {
  CONDITION_CHARS_MAX,
  CONDITION_VARIABLES,
  type ConditionFacts,
  type ConditionFault,
  type ConditionVariable,
  conditionFault,
  conditionHolds,
  mayHaveCondition,
} from './condition.ts';
export {
  type DeadlineEvaluated,
  dueAt,
  type EvaluateDeadline,
  evaluateDeadline,
  isOverdue,
} from './deadline.ts';
export { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './default-rules.ts';
export { type Doubted, doubted } from './doubted.ts';
export { type Evaluate, type Evaluated, evaluate, heard, type Raised } from './evaluate.ts';
export { handedOver } from './hand-over.ts';
export {
  type AlarmId,
  type CaseId,
  KINDS,
  type Kind,
  type PersonRef,
  type Severity,
} from './kind.ts';
export type { Here, Teller, Watched } from './look.ts';
export { type CaseHappening, casesOpenThen } from './open-then.ts';
export type { RuleParams } from './params.ts';
export {
  type Alarm,
  type AlarmCause,
  type AlarmEvents,
  NO_READING,
  type Raise,
  type RaisedAlarms,
  raise,
} from './raise.ts';
export {
  type AnyRuleVersion,
  BEGINNING,
  inForce,
  type Rulebook,
  type Rules,
  type RulesFrom,
  type RuleVersion,
  rulesAt,
  rulesOf,
} from './rule.ts';
export type { Across } from './rules/across.ts';
export { type OpeningUncertain, openingUncertain } from './rules/opening-uncertain.ts';
export { type AroundSilence, expectedS } from './rules/silent.ts';
export type { Administration, Beside, Fence, Override, Scope } from './scope.ts';
export {
  STORM_PARAMS,
  type Storm,
  type StormCase,
  type StormParams,
  stormsOf,
} from './storm.ts';
export { apartOf, clustersOf, type Placed, type Standing } from './together.ts';
export {
  type Attempt,
  type Excursion,
  freshWatch,
  type OffRoute,
  type Stop,
  type Watch,
  withoutCase,
} from './watch.ts';
export type { Why, WhyCode, WhyParams } from './why.ts';
