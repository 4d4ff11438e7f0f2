import { CannotStart } from '@lakiri/platform/cannot-start';
import { describeConfig, readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { Command } from 'commander';
import { ensureConsole } from '../console-build.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type Node, startNode } from '../node.ts';

export function command(): Command {
  return new Command('start')
    .description(
      'Runs the whole node: its database (unless DATABASE_URL names one), the server and the gateways.\n' +
        'Ctrl-C stops it in order; a second Ctrl-C at once. It starts again on the same data.',
    )
    .addHelpText(
      'after',
      `\nSettings are environment variables (standard value in brackets):\n${describeConfig()}`,
    )
    .action(start);
}

async function start(): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`lakiri: ${error.message}`);
    process.exit(1);
  }
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  await ensureConsole((line) => console.error(line));
  const log = createLog({ name: 'lakiri', ...config.log });
  let node: Node | undefined;
  const { controller, happened } = listenForInterrupt(() => node?.kill());
  node = await startNode({ config, env: process.env, log, signal: controller.signal });
  node.ready.then(
    (address) => log.info({ address: config.publicUrl ?? address }, 'Lakiri is ready'),
    () => undefined,
  );
  try {
    await Promise.race([happened, node.failed]);
    log.info('stopping');
  } finally {
    await node.stop();
  }
  log.info('stopped');
  process.exit(0);
}
