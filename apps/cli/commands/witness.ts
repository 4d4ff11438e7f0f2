import { join, resolve } from 'node:path';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { startWitness, witnessVkeys } from '@lakiri/witness';
import { Command, InvalidArgumentError } from 'commander';
import { listenForInterrupt } from '../interrupt.ts';

type Options = {
  readonly data: string;
  readonly name?: string;
  readonly logs?: string;
  readonly host: string;
  readonly port: number;
  readonly prefix: string;
  readonly trustProxy?: string;
  readonly mlDsa?: true;
  readonly vkey?: true;
};

/** `lakiri witness`: a program of its own, for a party that the node's operator does not rule. */
export function command(): Command {
  return new Command('witness')
    .description(
      'Cosigns the checkpoints of logs as long as they only grow, and never a history that contradicts\n' +
        'what it cosigned before. It needs no database and no account at the node.',
    )
    .option('--data <directory>', 'where its key and its memory are kept', '.lakiri-witness')
    .option('--name <name>', 'of a new witness, as witness.example.go.ke/w1; it never changes')
    .option(
      '--logs <file>',
      'a line "log <vkey>" for each log (standard: logs.txt in the directory)',
    )
    .option('--host <address>', 'where it listens; 0.0.0.0 for all', '127.0.0.1')
    .option('--port <port>', '0 for any', portOf, 8081)
    .option('--prefix <path>', 'a path before all others, as /w1', prefixOf, '')
    .option('--trust-proxy <addresses>', 'proxies whose X-Forwarded-For is believed')
    .option('--ml-dsa', 'also cosign with an ML-DSA-44 key')
    .option('--vkey', 'print the public keys and end; makes them first where there are none')
    .action(witness);
}

async function witness(options: Options): Promise<void> {
  try {
    if (options.vkey) for (const vkey of witnessVkeys(keysOf(options))) console.log(vkey);
    else await run(options);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`lakiri: ${error.message}`);
    process.exit(1);
  }
}

async function run(options: Options): Promise<void> {
  const { host, port, prefix, trustProxy } = options;
  const log = createLog({ name: 'witness', ...readConfig(process.env).log });
  const { happened } = listenForInterrupt(() => undefined);
  const running = await startWitness({
    ...keysOf(options),
    logsFile: options.logs ?? join(options.data, 'logs.txt'),
    host,
    port,
    prefix,
    trustProxy,
    log,
    now: () => Date.now(),
    // Starting again reads the memory anew from the disk; what this process holds of it may be wrong.
    onBroken: () => process.exit(1),
  });
  for (const vkey of running.vkeys) log.info({ vkey }, 'cosigns with');
  await happened;
  await running.stop();
  process.exit(0);
}

function keysOf({ data, name, mlDsa }: Options) {
  return { directory: resolve(data), name, mldsa: mlDsa === true };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is 0 to 65535.');
}

function prefixOf(text: string): string {
  if (/^(\/[A-Za-z0-9._-]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('a prefix is a path as /w1, without a slash at its end.');
}
