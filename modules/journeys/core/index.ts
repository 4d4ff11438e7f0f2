export { type Arm, arm } from './arm.ts';
export {
  type Arrival,
  expectArrival,
  JOURNEYS_MIN,
  MARK_KM,
  markLeft,
  OFF_ROUTE_M_MAX,
  type Pace,
} from './arrival.ts';
export { type Arrive, arrive } from './arrive.ts';
export { BATTERY_PACE_KMH, BATTERY_RESERVE_PCT, batteryNeededPct } from './battery.ts';
export { REASON_CHARS_MAX } from './claim.ts';
export { type Close, close } from './close.ts';
export { CARGO_CHARS_MAX, type Create, create, type Haulage } from './create.ts';
export { type Depart, depart } from './depart.ts';
export { type Disarm, disarm } from './disarm.ts';
export { type EndException, endException } from './end-exception.ts';
export type { ExceptionReported, JourneyEvent, JourneyEvents, JourneyRefusal } from './events.ts';
export { evolveJourney } from './evolve.ts';
export {
  BREAKDOWN_PARTS,
  ESCORT_FORCES,
  EXCEPTION_KINDS,
  EXCEPTION_NOTE_CHARS_MAX,
  type Exception,
  type ExceptionId,
  type ExceptionKind,
  type ExceptionRule,
  isAlarmedKind,
  REPORT_TOPICS,
  THEFT_TARGETS,
  TOLD_KINDS,
  type What,
  watchingOf,
} from './exception.ts';
export {
  type Course,
  courseOf,
  type Fitting,
  isWatched,
  type Journey,
  type JourneyId,
  type JourneyState,
  type Milestones,
  milestonesOf,
  nextStates,
  sealsOn,
  type Truck,
} from './journey.ts';
export { followedFittings, journeyAsKnown, type Recorded } from './known.ts';
export { parseRef, REF_CHANCE_BYTES, type Ref, refOf } from './ref.ts';
export { type ReportException, reportException, type Told } from './report-exception.ts';
export { RESEAL_APART_M_MAX, type Reseal, reseal } from './reseal.ts';
export {
  MECHANICAL_SEAL_CHARS_MAX,
  SEALS_PER_JOURNEY_MAX,
  type SealJourney,
  seal,
} from './seal.ts';
export { PLACE_AGE_MS_MAX, type StationRefusal, stationRefusal } from './whereabouts.ts';
