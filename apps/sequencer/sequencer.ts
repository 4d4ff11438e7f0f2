// The life of the sequencer: it opens its log, makes the files whole, asks the witnesses, and then integrates
// what is committed, for ever. What goes wrong ends in a state with words, and a new beginning.
import { formatPolicy, type Policy } from '@lakiri/evidence';
import { advanceHead, type Head } from '@lakiri/evidence/store';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { describeUnavailable, isUnavailable } from '@lakiri/platform/database-errors';
import type { Log } from '@lakiri/platform/log';
import { pendingFacts, readFacts } from '@lakiri/platform/read-facts';
import { type Database, sqlState } from '@lakiri/platform/sql';
import { type Bell, makeBell } from './bell.ts';
import { type CheckpointFile, checkpointFileOf } from './checkpoint-file.ts';
import { type LogFiles, openLogFiles } from './log-files.ts';
import type { KeyOptions } from './log-key.ts';
import { getHead, type OpenLog, openLog, readLog } from './open-log.ts';
import { type LogState, type PublishPorts, publish } from './publish.ts';
import type { SequencerMetrics } from './sequencer-metrics.ts';
import { isNoRoom, RefusesToSign, SyncFailed } from './trouble.ts';
import { viewOf } from './view.ts';
import type { WitnessedLog, WitnessPort } from './witness-port.ts';

/** At least one checkpoint a second while there is news, and no more of them than needed: each leaves files. */
const PUBLISH_EVERY_MS = 700;
/** How soon a fact is seen whose commit was not announced. */
const LOOK_EVERY_MS = 200;
const FOLLOW_EVERY_MS = 1_000;
/** A standby takes over when the log has stood still this long though facts wait. */
const STANDBY_MS = 3_000;
/** How often something is tried again that a person, a disk or a database has to mend. */
const AGAIN_MS = 2_000;
/** In one publication: more than a second's worth at the rate we promise, and bounded in memory. */
const FACTS_MAX = 8_192;
const BYTES_MAX = 16 * 1024 * 1024;
const PENDING_MAX = 100_000;
const PENDING_EVERY_MS = 1_000;
/** The newest checkpoint that enough witnesses cosigned. */
const WITNESSED_FILE = 'witnessed';

export type SequencerOptions = {
  readonly database: Database;
  /** The folder of the log. */
  readonly directory: string;
  readonly key: KeyOptions;
  /** Its witnesses; without: nobody. */
  readonly policy?: Policy | undefined;
  readonly witnesses: (log: WitnessedLog) => WitnessPort | Promise<WitnessPort>;
  readonly metrics: SequencerMetrics;
  readonly log: Log;
  readonly now: () => number;
  /** Told when it changes; `undefined`: all is well. */
  readonly health: (trouble: string | undefined) => void;
  /** Changes what a publication does: tests make its steps fail. */
  readonly around?: (ports: PublishPorts) => PublishPorts;
};

export type Sequencer = {
  /** Rejects with what ends the process: CannotStart, SyncFailed, or a bug. */
  readonly ended: Promise<void>;
  /** Something was committed. */
  wake(): void;
  stop(): Promise<void>;
};

export function startSequencer(options: SequencerOptions): Sequencer {
  const stopping = new AbortController();
  const bell = makeBell(stopping.signal);
  const run = runUntil(stopping.signal, bell, options);
  run.catch(() => undefined); // whoever waits for `ended` is told
  return {
    ended: run,
    wake: bell.ring,
    stop: async () => {
      stopping.abort();
      await run.catch(() => undefined);
    },
  };
}

async function runUntil(signal: AbortSignal, bell: Bell, options: SequencerOptions): Promise<void> {
  const { log, health, metrics } = options;
  let told: string | undefined;
  const wellAgain = (): void => {
    told = undefined;
    health(undefined);
  };
  while (!signal.aborted) {
    try {
      await sequence(signal, bell, { ...options, health: wellAgain });
    } catch (error) {
      metrics.signing.set(0);
      if (error instanceof CannotStart || error instanceof SyncFailed) throw error;
      const trouble = troubleOf(error);
      if (trouble === undefined) throw error;
      if (trouble !== told) {
        log.error({ reason: trouble }, 'nothing is added to the log; facts are kept');
        health(trouble);
      }
      told = trouble;
      await bell.wait(AGAIN_MS, { deaf: true });
    }
  }
}

/** Undefined table or schema, or no right on it: another process has yet to migrate. */
const NOT_MIGRATED = new Set(['42P01', '3F000', '42501']);

/** After the time that a statement may take. */
const QUERY_CANCELED = '57014';

/** In words for an operator; nothing for a bug, which ends the process. */
function troubleOf(error: unknown): string | undefined {
  if (error instanceof RefusesToSign) return `refuses to sign: ${error.message}`;
  if (isUnavailable(error)) return describeUnavailable(error);
  if (isNoRoom(error)) return `the disk of the log is full: ${(error as Error).message}`;
  if (NOT_MIGRATED.has(sqlState(error) ?? '')) return 'the database is not migrated yet';
  if (sqlState(error) === QUERY_CANCELED)
    return 'the database does not answer in time: something holds a lock, like another sequencer that stands still in its transaction';
  return undefined;
}

/** From the beginning: the log is opened, compared, made whole, and then grown until something happens. */
async function sequence(signal: AbortSignal, bell: Bell, options: SequencerOptions): Promise<void> {
  const { database, log, health, now } = options;
  const opened = await openLog(database, { ...options.key, now });
  const files = await openLogFiles(options.directory);
  const { mended, ...state } = await readLog(database, files, { log: opened.log });
  if (mended > 0) log.warn({ mended }, 'files of the log were made again from the database');
  const checkpoints = checkpointFileOf(files);
  const ports = (options.around ?? same)(portsOf(options, files, checkpoints));
  const run: Run = { options, opened, files, checkpoints, ports, state, standbyUntil: 0 };
  const witnesses = await options.witnesses(witnessedLogOf(run));
  run.witnesses = witnesses;
  try {
    const proven = await witnesses.provenConsistent(state.head);
    if (!proven.proven) throw new RefusesToSign('not-proven', proven.reason);
    await writeNames(run);
    await checkpoints.publish(state.head);
    witnesses.published(state.head);
    log.info({ origin: opened.log.origin, size: state.head.size }, 'the log is open');
    health(undefined);
    const measure = pendingMeter(options);
    while (!signal.aborted) {
      const { ms, deaf = false } = await turn(run);
      await measure(run.state.head);
      await bell.wait(ms, { deaf });
    }
    await turn(run); // what the others said while they stopped
  } finally {
    await witnesses.stop();
  }
}

/** What one beginning has found, and how far it has come since. */
type Run = {
  readonly options: SequencerOptions;
  readonly opened: OpenLog;
  readonly files: LogFiles;
  readonly checkpoints: CheckpointFile;
  readonly ports: PublishPorts;
  witnesses?: WitnessPort;
  state: LogState;
  /** By this process's own clock, ms; 0: it is not a standby. */
  standbyUntil: number;
};

/** How long to wait for the next turn; deaf: whatever is committed meanwhile. */
type Wait = { readonly ms: number; readonly deaf?: boolean };

/** Follows another sequencer, or publishes what there is. */
async function turn(run: Run): Promise<Wait> {
  const { options, opened, files, checkpoints } = run;
  const { database, log, metrics } = options;
  const began = performance.now();
  const head = await getHead(database, opened.log);
  if (head.size !== run.state.head.size) {
    if (run.standbyUntil === 0) log.warn('another sequencer adds to this log; following it');
    run.standbyUntil = began + STANDBY_MS;
    const known = run.state.head.size;
    run.state = await readLog(database, files, { log: opened.log, known });
    await checkpoints.publish(run.state.head);
  }
  const follows = began < run.standbyUntil;
  metrics.signing.set(follows ? 0 : 1);
  metrics.size.set(run.state.head.size);
  if (follows) return { ms: FOLLOW_EVERY_MS, deaf: true };
  if (run.standbyUntil > 0) log.warn('the other sequencer stands still; adding to the log again');
  run.standbyUntil = 0;
  return await add(run, began);
}

async function add(run: Run, began: number): Promise<Wait> {
  const { log, metrics } = run.options;
  const publication = await publish(run.state, run.opened.key.signer, run.ports);
  if (publication.outcome === 'nothing') return { ms: LOOK_EVERY_MS };
  if (publication.outcome === 'lost') {
    metrics.lost.inc();
    log.warn('another sequencer was faster; following it');
    run.standbyUntil = began + STANDBY_MS;
    return { ms: LOOK_EVERY_MS, deaf: true };
  }
  const { state, facts, more } = publication;
  const ms = performance.now() - began;
  run.state = state;
  run.witnesses?.published(state.head);
  metrics.size.set(state.head.size);
  metrics.integrated.inc(facts);
  metrics.publish.observe(ms / 1_000);
  log.debug({ size: state.head.size, facts, ms: Math.round(ms) }, 'published');
  return { ms: more ? 0 : PUBLISH_EVERY_MS - ms, deaf: true };
}

const same = (ports: PublishPorts): PublishPorts => ports;

function portsOf(
  { database, now }: SequencerOptions,
  files: LogFiles,
  checkpoints: CheckpointFile,
): PublishPorts {
  return {
    read: (after) =>
      database.asNode((tx) => readFacts(tx, { after, limit: FACTS_MAX, bytesMax: BYTES_MAX })),
    writeOnce: files.writeOnce,
    advance: (move) => database.asNode((tx) => advanceHead(tx, move)).catch(throwTwice),
    writeCheckpoint: checkpoints.publish,
    forgetPartial: files.forgetPartial,
    now,
  };
}

/** The head was as expected, so nobody else has added them: the order of the facts has changed. */
function throwTwice(error: unknown): never {
  if (sqlState(error) !== '23505') throw error;
  throw new RefusesToSign(
    'entry-twice',
    'a fact that follows the last one of the log is in the log already: the order of the facts was changed. See docs/operations.md, "A dump".',
  );
}

/** What the witnesses are given of this run: to read the log, and to put their lines beside it. */
function witnessedLogOf(run: Run): WitnessedLog {
  const { opened, files, checkpoints } = run;
  return {
    ...viewOf({ log: opened.log, files, size: () => run.state.head.size }),
    addToCheckpoint: checkpoints.cosign,
    writeWitnessed: (note) => files.replace({ path: WITNESSED_FILE, bytes: Buffer.from(note) }),
    readWitnessed: () => files.read(WITNESSED_FILE),
  };
}

/** The key and the policy under which others check this log. */
async function writeNames({ files, opened, options }: Run): Promise<void> {
  const { vkey } = opened.log;
  const { policy = NO_WITNESSES } = options;
  const text = formatPolicy({ ...policy, logs: [{ vkey }] });
  await files.replace({ path: 'vkey', bytes: Buffer.from(`${vkey}\n`) });
  await files.replace({ path: 'policy', bytes: Buffer.from(text) });
}

const NO_WITNESSES: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none' };

/** Counts what waits, at most once a second. */
function pendingMeter({ database, metrics, now }: SequencerOptions) {
  let next = 0;
  return async ({ after }: Head): Promise<void> => {
    if (performance.now() < next) return;
    next = performance.now() + PENDING_EVERY_MS;
    const { facts, oldestAt } = await database.asNode((tx) =>
      pendingFacts(tx, { after, countMax: PENDING_MAX }),
    );
    metrics.pending.set(facts);
    metrics.lagSeconds.set(oldestAt === null ? 0 : Math.max(0, now() - oldestAt) / 1_000);
  };
}
