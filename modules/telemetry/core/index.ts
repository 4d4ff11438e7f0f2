export { CLAIM_MS_MAX, claimedAt, NO_TIME } from './reading-key.ts';
