import { CannotStart } from '@lakiri/platform/cannot-start';
import { readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { Command } from 'commander';
import { migrateNode } from '../node.ts';

export function command(): Command {
  return new Command('migrate')
    .description(
      'Brings the database to this release and ends. `lakiri start` does the same; use this where\n' +
        'the database is migrated by another user, or before a switch of releases.',
    )
    .action(async () => {
      try {
        const config = readConfig(process.env);
        const log = createLog({ name: 'lakiri', ...config.log });
        await migrateNode({ config, env: process.env, log });
        process.exit(0);
      } catch (error) {
        if (!(error instanceof CannotStart)) throw error;
        console.error(`lakiri: ${error.message}`);
        process.exit(1);
      }
    });
}
