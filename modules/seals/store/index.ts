export { findByAddress, findSeals, type SealAt, sealAggregate, sealAtOfRow } from './aggregate.ts';
export { claimSeals, type PlacedSeal, placesOf, sealsTogether } from './companions.ts';
export { claimDue, type Due, saveDue } from './due.ts';
export {
  CREATE_SEAL_STAGE,
  type FoldedSeal,
  foldedSteps,
  noteStrangers,
  STRANGERS_MAX,
  type Stranger,
} from './folded.ts';
export {
  armedSeals,
  type HowLate,
  heardByMaker,
  heardNear,
  type MakerHeard,
  type Near,
} from './groups.ts';
export { type SealFact, sealHistories } from './history.ts';
export {
  changedSeals,
  countLive,
  fittedSeals,
  listSeals,
  listStrangers,
  type SealsAsked,
  type StrangerPlace,
  type StrangerView,
} from './list.ts';
export { listModelDrafts, modelDraftAggregate } from './model-drafts.ts';
export { findModel, findModelByName, findName, loadModels, modelAggregate } from './models.ts';
export { findTaken, forgetStranger } from './register.ts';
export { SEAL_COLUMNS, type SealRow } from './row.ts';

import type { MigrationSet } from '@lakiri/platform/migrate';

export {
  crowds,
  type LostRow,
  lostSeals,
  type StanderRow,
  soundAround,
} from './together.ts';
export const sealsMigrations: MigrationSet = {
  module: 'seals',
  directory: new URL('migrations/', import.meta.url),
};
