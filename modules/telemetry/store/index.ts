import type { MigrationSet } from '@lakiri/platform/migrate';

export { type ColumnsAsked, trackColumns } from './columns.ts';
export { ensureDays } from './days.ts';
export {
  type FramePlace,
  findFrame,
  framesOf,
  type KeptFrame,
  lateFramesOf,
  leavesOf,
  newestFramesOf,
  type PlacedReading,
  placedReadingsOf,
  type ReceivedSpan,
} from './frames.ts';
export { type HourAsked, hourColumns, type TruckThen } from './hour.ts';
export { lastOrigins } from './origins.ts';
export { packedReadings } from './packed.ts';
export {
  cameLater,
  followedReadings,
  newestTierOf,
  placeThen,
  type ReadingView,
  readingsOf,
  readingsSince,
  recentOf,
  type Track,
  trackOf,
} from './queries.ts';
export {
  listRejects,
  REJECT_BYTES_MAX,
  type Rejected,
  type RejectPlace,
  storeRejects,
} from './rejects.ts';
export {
  type BatchLeaves,
  batchSteps,
  CREATE_STAGE,
  degreesE7,
  findStored,
  type ReadingKey,
  type StagedReading,
  type StagedRow,
} from './stage.ts';

export const telemetryMigrations: MigrationSet = {
  module: 'telemetry',
  directory: new URL('migrations/', import.meta.url),
};
