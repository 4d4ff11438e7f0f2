// A process that brings the database to this release and ends: the only one that has the owner's URL.
import { CannotStart } from '@lakiri/platform/cannot-start';
import { EXIT_CANNOT_START, EXIT_TRY_LATER } from '@lakiri/platform/child';
import { readConfig } from '@lakiri/platform/config';
import { describeUnavailable, isUnavailable } from '@lakiri/platform/database-errors';
import { createLog } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { migrationSets } from './migrations.ts';
import { prepare } from './prepare.ts';

const config = readConfig(process.env);
const log = createLog({ name: 'migrate', ...config.log });
const { owner: ownerUrl } = config.urls;
const { roleSecret } = config;

try {
  if (ownerUrl === undefined || roleSecret === undefined)
    throw new CannotStart('no-owner-url', 'Run this as: lakiri migrate.');
  const { applied, appUrl } = await migrate({ ownerUrl, roleSecret, sets: migrationSets, log });
  log.info({ applied }, 'the database is at this release');
  await prepare({ ownerUrl, appUrl, origin: config.node, log });
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (isUnavailable(error)) {
    log.warn({ reason: describeUnavailable(error) }, 'the database is not available');
    return EXIT_TRY_LATER;
  }
  if (error instanceof CannotStart) log.fatal(error.message);
  else log.fatal({ err: error }, 'could not migrate');
  return error instanceof CannotStart ? EXIT_CANNOT_START : 1;
}
