import type { MigrationSet } from '@lakiri/platform/migrate';

export { feedAggregate } from './aggregate.ts';
export {
  type Answered,
  allFeeds,
  digestOfBatch,
  findAnswers,
  forgetOld,
  holdListener,
  type KeepAnswer,
  keepAnswers,
  type Lease,
  noteRefusal,
  type Refusal,
  releaseListener,
  useNonce,
} from './door.ts';
export { type FeedSeen, isNameTaken, lastRefusals, listFeeds, type RefusalSeen } from './list.ts';

export const feedsMigrations: MigrationSet = {
  module: 'feeds',
  directory: new URL('migrations/', import.meta.url),
};
