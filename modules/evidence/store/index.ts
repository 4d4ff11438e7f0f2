import type { MigrationSet } from '@lakiri/platform/migrate';

export {
  type Cosignature,
  cosignaturesAt,
  keepCosignatures,
  newestWitnessed,
  type Witnessed,
} from './cosignatures.ts';
export { entriesOfFacts, factsOfEntries, type Place } from './entries.ts';
export { CASE_NO_FIELD, keepExportWord, REASON_FIELD } from './export-words.ts';
export {
  EXPORTED_KINDS,
  type Export,
  type ExportEvents,
  type ExportedKind,
  type ExportId,
  exportAggregate,
  findExport,
  listExports,
} from './exports.ts';
export {
  advanceHead,
  beginLog,
  findHead,
  findLog,
  type Head,
  type Log,
  type NewEntry,
} from './log.ts';

export {
  findLost,
  markAlive,
  type Run,
  type RunEvents,
  type RunId,
  runAggregate,
  runsWithin,
} from './runs.ts';
export {
  FACTS_PAGE_MAX,
  type FactSearch,
  type FactsFound,
  factsAbout,
  type KeptValue,
  searchFacts,
  standingOf,
  valuesBeside,
} from './search.ts';
export {
  findTimeStamps,
  keepTimeStamp,
  newestTimeStamp,
  type TimeStamp,
} from './time-stamps.ts';

export const evidenceMigrations: MigrationSet = {
  module: 'evidence',
  directory: new URL('migrations/', import.meta.url),
};
