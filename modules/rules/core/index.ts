export {
  type ActOn,
  approve,
  decline,
  discardDraft,
  type Propose,
  propose,
  type RuleRefusal,
  type SaveDraft,
  saveDraft,
  withdraw,
} from './acts.ts';
export {
  ALIKE_MS,
  type Ended,
  type Found,
  type Outcome,
  plateCountry,
  resultOf,
  type Shifts,
  whereOf,
} from './back-test.ts';
export {
  MISSING,
  type Missing,
  missingFor,
  numbersOf,
  type RuleNumber,
  UNITS,
  type Unit,
} from './numbers.ts';
export {
  BASES,
  type Basis,
  contentOf,
  type Draft,
  evolveRule,
  LIMITS,
  type MadeVersion,
  RULE_NOTICE_MS,
  type Rule,
  type RuleContent,
  type RuleEvents,
  type RuleId,
  type RuleOverride,
  type Said,
  type VersionAsRead,
  versionAt,
} from './rule.ts';
export { type ContentRefusal, faultIn } from './soundness.ts';
export {
  type Fitting,
  rulesWith,
  type Sides,
  type TrialFact,
  type Tried,
  tryFitting,
} from './trial.ts';
