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
