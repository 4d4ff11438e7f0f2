export {
  COURSE_STEP_DEG,
  decodeHour,
  emptyHour,
  encodeHour,
  HOUR_FIXES_MAX,
  HOUR_TRUCKS_MAX,
  type HourColumns,
  type HourTold,
  type HourTruck,
  thinnedTo,
  UNKNOWN_U8,
} from './hour-columns.ts';
export { NO_DEGREES, type PackedReading, unpackReadings } from './packed-readings.ts';
export { CLAIM_MS_MAX, claimedAt, NO_TIME } from './reading-key.ts';
export {
  decodeTrack,
  emptyColumns,
  encodeTrack,
  LATE_FLAG,
  TRACK_FLAGS,
  TRACK_ROWS_MAX,
  type TrackColumns,
  type TrackTold,
  UNKNOWN_I16,
  UNKNOWN_I32,
} from './track-columns.ts';
