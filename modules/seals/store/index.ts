export { findByAddress, findSeals, type SealAt, sealAggregate, sealAtOfRow } from './aggregate.ts';
export { claimDue, type Due, saveDue } from './due.ts';
export {
  CREATE_SEAL_STAGE,
  type FoldedSeal,
  noteStrangers,
  STRANGERS_MAX,
  type Stranger,
  saveFolded,
} from './folded.ts';
export { SEAL_COLUMNS, type SealRow } from './row.ts';
