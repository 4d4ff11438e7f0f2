export { NO_DEGREES, type PackedReading, unpackReadings } from './packed-readings.ts';
export { CLAIM_MS_MAX, claimedAt, NO_TIME } from './reading-key.ts';
