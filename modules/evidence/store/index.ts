import type { MigrationSet } from '@lakiri/platform/migrate';

export {
  type Cosignature,
  cosignaturesAt,
  keepCosignatures,
  newestWitnessed,
  type Witnessed,
} from './cosignatures.ts';
export { entriesOfFacts, factsOfEntries, type Place } from './entries.ts';
export {
  advanceHead,
  beginLog,
  findHead,
  findLog,
  type Head,
  type Log,
  type NewEntry,
} from './log.ts';

export const evidenceMigrations: MigrationSet = {
  module: 'evidence',
  directory: new URL('migrations/', import.meta.url),
};
