export {
  armSeal,
  clearLatches,
  disarmSeal,
  evolveSeal,
  fitSeal,
  noteMilestone,
  releaseSeal,
  type SealEvents,
  type SealRefusal,
} from './events.ts';
export {
  CLOCK_AHEAD_MS_MAX,
  CLOCK_BEHIND_MS_MAX,
  type Folded,
  fold,
  hear,
  LINK_MS_MIN,
  type Reading,
} from './fold.ts';
export { clockCode, clockOf, fixCode, fixOf, packBits, unpackBits } from './packed.ts';
export {
  type Register,
  type RegisterRefusal,
  registerSeal,
  SEAL_NUMBER_CHARS_MAX,
} from './register.ts';
export {
  type CaseRef,
  type ClockVerdict,
  type Custody,
  type JourneyRef,
  journeyOf,
  LATCHES,
  type Latch,
  type LatchState,
  type Live,
  type ModelProfile,
  NOTHING_HEARD,
  nextPhases,
  type PartyRef,
  type Phase,
  type Place,
  type Seal,
  type SealId,
} from './seal.ts';
