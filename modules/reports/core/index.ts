export {
  type AlarmReport,
  type AlarmRow,
  type AlarmsAsked,
  type AlarmTargets,
  alarmReport,
  type CaseRow,
  type Chattering,
  type Counted,
  FREQUENT_MAX,
  type Frequent,
  LISTED_MAX,
  type SealWord,
  type Standing,
} from './alarm-report.ts';
export {
  type CorridorReport,
  type CorridorsAsked,
  type CorridorTarget,
  type CorridorTimes,
  corridorReport,
  type StopRow,
  type TripRow,
} from './corridor-report.ts';
export { alarmLines, corridorLines, LINE_COLUMNS, type Line, responseLines } from './lines.ts';
export {
  type Day,
  type DaysAsked,
  dayAfter,
  daysFrom,
  type FoundPeriod,
  localDay,
  localHour,
  midnight,
  PERIOD_DAYS_MAX,
  type Period,
  type PeriodRefusal,
  parseDay,
  periodOf,
} from './period.ts';
export { type Rates, type RateTargets, ratesOf, SLOT_MS, type Watch } from './rates.ts';
export {
  type Answered,
  type AnsweredRow,
  type ResponseReport,
  responseReport,
  type ShiftHours,
  STAGES,
  type Stage,
  type Times,
} from './response-report.ts';
export { pctOf, percentile } from './share.ts';
