import type { MigrationSet } from '@lakiri/platform/migrate';

export { findJourneys, journeyAggregate } from './aggregate.ts';
export { exceptionRules } from './exceptions.ts';
export { type FittingSpan, fittingsWithin, type TruckFitted, trucksFitted } from './fittings.ts';
export { JOURNEY_SEARCH_CHARS_MAX, JOURNEYS_PAGE_MAX, listJourneys } from './list.ts';
export {
  forgetPassages,
  journeysInTransit,
  keepPassages,
  loadOnward,
  type Passage,
  type Rolling,
  usualPaces,
} from './passages.ts';
export { keepPermits } from './permits.ts';
export { findExceptionNotes, findReasons, keepExceptionNote, keepReason } from './reasons.ts';
export { findThen, journeyFacts, recordedOf, sealFacts, type TimelineFact } from './timeline.ts';
export { type Trip, tripsOfPeriod } from './trips.ts';
export { loadWatched, type WatchedJourney } from './watched.ts';

export const journeysMigrations: MigrationSet = {
  module: 'journeys',
  directory: new URL('migrations/', import.meta.url),
};
