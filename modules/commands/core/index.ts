export {
  type ActRefusal,
  type Approve,
  approve,
  cancel,
  type Request,
  request,
  stillRefused,
} from './acts.ts';
export {
  COMMAND_MS_MAX,
  CONFIRM_MS_MAX,
  type Command,
  type CommandId,
  type CommandState,
  type Dispatch,
  type EndWhy,
  isOpen,
  isOpening,
  nextStates,
  type PersonRef,
  type Presence,
  RECORDED_MS_MAX,
  SEND_MS_MAX,
  STATES,
  WHY_CODES,
  type WhyCode,
} from './command.ts';
export {
  type Circumstances,
  type ConditionRefusal,
  conditionRefusal,
  hoursAt,
  OPENING_HOURS,
  type OpenCase,
  type OpeningHours,
} from './conditions.ts';
export {
  noteAnswer,
  noteReadings,
  noteSent,
  noteUnsent,
  type Overtaken,
  passTime,
  type RecordOrder,
  recordOrder,
  refuseUnsaid,
} from './dispatch.ts';
export { type CommandEvent, type CommandEvents, evolveCommand, stateOf } from './events.ts';
export {
  evolvePassword,
  PASSWORD_FORM,
  type PasswordId,
  type PasswordRefusal,
  type PasswordSet,
  type SealPassword,
  setPassword,
} from './password.ts';
export { type Told, type Verdict, verdictOf } from './proof.ts';
export { SPOKEN, WITH_PASSWORD, wordsOf } from './spoken.ts';
