// The sequencer process: committed facts to a signed log that anybody can check.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Policy, parsePolicy } from '@lakiri/evidence';
import { keepCosignatures } from '@lakiri/evidence/store';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { beChild, type Child, EXIT_CANNOT_START } from '@lakiri/platform/child';
import { readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { listenForFacts } from './listen.ts';
import { plantedIn } from './planted.ts';
import { type SequencerOptions, startSequencer } from './sequencer.ts';
import { sequencerMetrics } from './sequencer-metrics.ts';
import { SyncFailed } from './trouble.ts';
import { witnessMetrics } from './witness/witness-metrics.ts';
import { createWitnessClient, type WitnessClientOptions } from './witness-client.ts';
import { noWitnesses } from './witness-port.ts';

/** One for the log itself, one for the witnesses beside it. */
const POOL_MAX = 2;
/** sysexits.h EX_IOERR: the disk did not confirm. */
const EXIT_IO_ERROR = 74;

const config = readConfig(process.env);
const log = createLog({ name: 'sequencer', ...config.log });

function policyOf(file: string | undefined): Policy | undefined {
  if (file === undefined) return undefined;
  const policy = parsePolicy(readPolicy(file));
  if ('code' in policy)
    throw new CannotStart(
      'bad-witness-policy',
      `${file} is no tlog-policy: line ${policy.line}, ${policy.code}.`,
    );
  return policy;
}

function readPolicy(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotStart(
      'no-witness-policy',
      `cannot read LAKIRI_WITNESS_POLICY: ${(error as Error).message}`,
    );
  }
}

async function main(): Promise<void> {
  const url = config.urls.sequencer;
  if (url === undefined)
    throw new CannotStart(
      'no-database-url',
      'LAKIRI_SEQUENCER_URL is not set. The sequencer is started by: lakiri start.',
    );
  const data = resolve(config.dataDirectory);
  const { evidence, node, publicUrl } = config;
  const policy = policyOf(evidence.witnessPolicy);
  const registry = createMetrics('sequencer');
  const database = openDatabase({
    url,
    poolMax: POOL_MAX,
    name: 'lakiri sequencer',
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
  const listening = new AbortController();
  const broken = Promise.withResolvers<never>();
  const child = beChild({
    log,
    metrics: registry,
    stop: async () => {
      listening.abort();
      await sequencer.stop();
      await database.end();
    },
  });
  const health = healthOf(child);
  const sequencer = startSequencer({
    database,
    directory: join(data, 'log', node),
    key: {
      file: evidence.keyFile === undefined ? join(data, 'log-key') : resolve(evidence.keyFile),
      node,
      origin: evidence.origin,
      publicUrl,
    },
    policy,
    witnesses: witnessesOf(policy, {
      database,
      metrics: witnessMetrics(registry),
      note: health.note,
      onBroken: broken.reject,
    }),
    metrics: sequencerMetrics(registry),
    log,
    now: () => Date.now(),
    health: health.trouble,
    around: plantedIn(process.env['LAKIRI_PLANT'], log),
  });
  void listenForFacts({ url, log, wake: sequencer.wake }, listening.signal);
  await Promise.race([sequencer.ended, broken.promise]);
}

function witnessesOf(
  policy: Policy | undefined,
  options: Pick<WitnessClientOptions, 'metrics' | 'note' | 'onBroken'> & {
    readonly database: Database;
  },
): SequencerOptions['witnesses'] {
  if (policy === undefined) return () => noWitnesses;
  return (view) =>
    createWitnessClient({
      ...options,
      policy,
      view,
      log,
      now: () => Date.now(),
      chance: () => Math.random(),
      keep: (lines) => options.database.asNode((tx) => keepCosignatures(tx, lines)),
    });
}

/** Tells the supervisor how it is, when that changes. */
function healthOf(child: Child) {
  let trouble: string | undefined;
  let note: string | undefined;
  const tell = (): void => {
    if (trouble === undefined) child.ready(undefined, note);
    else child.degraded(trouble);
  };
  return {
    trouble: (now: string | undefined): void => {
      trouble = now;
      tell();
    },
    note: (now: string | undefined): void => {
      if (now === note) return;
      note = now;
      tell();
    },
  };
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) {
    log.fatal({ code: error.code }, error.message);
    process.exit(EXIT_CANNOT_START);
  }
  if (error instanceof SyncFailed) {
    log.fatal(
      { err: error },
      'the disk did not confirm what was written; this process ends, and another begins from the database',
    );
    process.exit(EXIT_IO_ERROR);
  }
  log.fatal({ err: error }, 'the sequencer is broken');
  process.exit(1);
});
