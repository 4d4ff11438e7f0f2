import { existsSync } from 'node:fs';
import type { MigrationSet } from '@lakiri/platform/migrate';

/** Modules with a schema, in the order in which their files may refer to each other. */
const MODULES = [
  'parties',
  'corridors',
  'seals',
  'telemetry',
  'feeds',
  'expectations',
  'journeys',
  'trust',
  'alarms',
  'rules',
  'shifts',
  'commands',
  'response',
  'evidence',
  'notices',
  'reports',
] as const;

/** The migrations of the whole node: the platform's, then each module's. */
export const migrationSets: readonly MigrationSet[] = [
  { module: 'platform', directory: new URL('../../platform/migrations/', import.meta.url) },
  ...MODULES.map((module) => ({
    module,
    directory: new URL(`../../modules/${module}/store/migrations/`, import.meta.url),
  })).filter(({ directory }) => existsSync(directory)),
];
