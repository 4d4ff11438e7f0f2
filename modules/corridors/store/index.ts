import type { MigrationSet } from '@lakiri/platform/migrate';

export { placeAggregate, routeAggregate } from './aggregates.ts';
export {
  type BulletinRow,
  bulletinAggregate,
  bulletinDaysMax,
  bulletinsOfRoute,
  countBulletins,
  diversionsStamp,
  hoursGiven,
  loadBulletins,
  loadDiversions,
} from './bulletins.ts';
export { type DeadZoneHistory, deadZoneAggregate, loadDeadZones } from './dead-zones.ts';
export { countOpenDrafts, type DraftRow, draftAggregate, loadDrafts } from './drafts.ts';
export { type FenceHistory, fenceAggregate, loadFences, loadForbiddenFences } from './fences.ts';
export { readGazette } from './gazette.ts';
export { type Loaded, type LoadGazette, loadGazette } from './load-gazette.ts';
export { currentPlaces, type RouteBook, routeBook } from './route-book.ts';

export const corridorsMigrations: MigrationSet = {
  module: 'corridors',
  directory: new URL('migrations/', import.meta.url),
};
