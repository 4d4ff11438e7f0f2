export { claimedAt, NO_TIME } from './reading-key.ts';
