import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant, Outcome } from '@lakiri/kit';
import { FewerRows, type Step } from '@lakiri/platform/copy';
import { describeUnavailable, isUnavailable } from '@lakiri/platform/database-errors';
import { appendFacts, factStep } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import { type Database, isRetryable, type Sql, sqlState } from '@lakiri/platform/sql';
import { CREATE_SEAL_STAGE, foldedSteps } from '@lakiri/seals/store';
import { batchSteps, CREATE_STAGE, findStored } from '@lakiri/telemetry/store';
import type { Item, Peer } from '../connection.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import { BATCH_WAIT_MS, COLLISIONS_MAX, DATABASE_RETRY_MS } from '../limits.ts';
import type { Presence } from '../presence.ts';
import {
  type Addressed,
  address,
  addressOf,
  partAddressOf,
  partsToLoad,
  readAll,
} from './addressed.ts';
import type { Address, Cache } from './cache.ts';
import type { Standing } from './context.ts';
import { factsOf, type Recorder } from './facts.ts';
import { type FoldedBatch, foldBatch, type Prepared, suspects } from './fold-batch.ts';
import type { Spoke } from './notes.ts';
import type { Proving } from './proof.ts';
import type { Queue } from './queue.ts';
import { type LaneTrust, storeDoubts } from './trust-store.ts';

/** Stores alarms, cases and watches of a batch: the alarms module's own writes. */
type StoreAlarms = (tx: Sql, folded: FoldedBatch) => Promise<void>;

export type LaneParts = {
  readonly lane: number;
  readonly database: Database;
  readonly queue: Queue;
  readonly cache: Cache;
  readonly trust: LaneTrust;
  readonly standing: () => Standing;
  /** Reads again what `standing` gives, where that is too old to judge by. Throws when it cannot. */
  readonly freshen: () => Promise<void>;
  readonly storeAlarms: StoreAlarms;
  readonly recorder: Recorder;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly now: () => Instant;
  readonly secretKey: Uint8Array;
  readonly proving: Proving;
  readonly present: Presence;
  /** Frames are committed: they may answer an order, or prove it. */
  heard(frames: readonly Prepared[]): void;
  noteStranger(item: Spoke): void;
  /** Keeps a frame that the database will not take, so that a person sees it. */
  unstorable(item: Item, error: unknown): void;
  /** Tells the supervisor whether the database answers. */
  health(trouble: string | undefined): void;
  /** Planted defects for the fault tests; nothing in production. */
  readonly plant: 'early-ack' | 'dropped-batch' | undefined;
};

/**
 * One lane of the intake: takes a batch, folds it, commits it, and only then lets the devices know.
 * Ends when told to stop, after the batch in hand.
 */
export async function runLane(parts: LaneParts, stop: AbortSignal): Promise<void> {
  const { queue, lane } = parts;
  while (!stop.aborted) {
    await queue.filled(lane);
    if (!queue.hasWholeBatch(lane)) await sleep(BATCH_WAIT_MS);
    const items = queue.take(lane);
    if (items.length === 0) continue;
    await settle(parts, { items, surprised: false }, stop);
    parts.cache.trim();
    queue.done(items);
  }
}

type Batch = {
  readonly items: readonly Item[];
  /** Something was there that should not have been: every reading is looked up. */
  readonly surprised: boolean;
};

/** Brings a batch to its end, whatever it takes: stored and answered, or, one by one, refused. */
async function settle(
  parts: LaneParts,
  { items, surprised: before }: Batch,
  stop: AbortSignal,
): Promise<void> {
  let collisions = 0;
  for (let surprised = before; ; surprised = true) {
    if (stop.aborted) return; // not answered, so the devices keep what they sent
    try {
      await commitBatch(parts, { items, surprised });
      parts.health(undefined);
      return;
    } catch (error) {
      parts.cache.drop(items.map(addressOf));
      if (isConflict(error, ++collisions)) {
        parts.metrics.batches.inc({ outcome: 'again' });
        continue;
      }
      if (isDatabaseTrouble(error)) {
        parts.metrics.batches.inc({ outcome: 'database' });
        parts.health(`readings wait: ${describeUnavailable(error)}`);
        parts.log.warn({ err: error, frames: items.length }, 'batch waits for the database');
        await sleep(DATABASE_RETRY_MS);
        continue;
      }
      await divide(parts, items, error, stop);
      return;
    }
  }
}

/** One frame of many cannot be stored (a bug, or data no table takes): halve until it stands alone. */
async function divide(
  parts: LaneParts,
  items: readonly Item[],
  error: unknown,
  stop: AbortSignal,
): Promise<void> {
  const [first] = items;
  if (items.length === 1 && first !== undefined) {
    parts.metrics.refused.inc({ reason: 'unstorable' });
    parts.log.error({ err: error, peer: first.connection.peer }, 'frame cannot be stored');
    parts.unstorable(first, error);
    first.connection.learn?.('unstorable');
    return;
  }
  const half = Math.ceil(items.length / 2);
  await settle(parts, { items: items.slice(0, half), surprised: true }, stop);
  await settle(parts, { items: items.slice(half), surprised: true }, stop);
}

async function commitBatch(parts: LaneParts, { items, surprised }: Batch): Promise<void> {
  const { metrics } = parts;
  await parts.freshen();
  const whose = await addressAll(parts, items);
  const { prepared, known } = whose;
  let unproven: ReadonlySet<Item> = new Set();
  if (prepared.length > 0) {
    const from = performance.now();
    for (const item of known) parts.trust.connections.note(item);
    const folded = await store(parts, prepared, surprised).catch((error: unknown) => {
      parts.cache.drop(whose.parts.map(partAddressOf));
      throw error;
    });
    parts.cache.keep(folded.contexts);
    unproven = folded.unproven;
    for (const { connection } of folded.doubledItems) connection.learn?.('doubled');
    metrics.commit.observe((performance.now() - from) / 1000);
    count(parts, prepared, folded);
    notePresence(parts, whose);
    parts.heard(prepared);
  }
  for (const item of whose.strangers) parts.noteStranger(item);
  for (const { item, part } of whose.unheard)
    parts.noteStranger({
      ...item,
      wireId: part,
      connection: { dialect: item.connection.dialect, peer: `through ${item.wireId}` },
    });
  for (const { connection, frame, message, isInDoubt } of known)
    if (isInDoubt && message.kind === 'malformed')
      connection.nonsense?.(frame, message.malformed.code);
  const outcome = (item: Item): Outcome => (unproven.has(item) ? 'refused' : outcomeOf(item));
  if (parts.plant !== 'early-ack') answerAll(parts, known, outcome);
  answerAll(parts, whose.strangers, () => 'refused');
}

function notePresence({ present }: LaneParts, { prepared, parts }: Addressed): void {
  for (const { sealId, item } of prepared)
    if (item.part === undefined) present.heard(sealId, item.connection);
  for (const { sealId, masterId, item } of parts)
    present.heardThrough(sealId, { sealId: masterId, wireId: item.wireId });
}

/** Whose the frames are, with all that folding them needs read into the cache. */
async function addressAll(parts: LaneParts, items: readonly Item[]): Promise<Addressed> {
  const { cache, now } = parts;
  const missing = items.map(addressOf).filter((own) => {
    const id = cache.sealOf(own);
    return id === undefined || !cache.contexts.has(id);
  });
  await load(parts, missing);
  const told = readAll({ cache, models: parts.standing().models }, items);
  await load(parts, partsToLoad(cache, told.read, now()));
  return address(cache, told, now());
}

async function load({ cache, database, now }: LaneParts, missing: readonly Address[]) {
  if (missing.length === 0) return;
  // One snapshot, so that a seal's version and what was read beside it belong together.
  await database.asNode((tx) => cache.load(tx, missing, now()), 'repeatable read');
}

/** Connections that have the stages. */
const staged = new WeakSet<Sql>();
const STAGES: readonly Step[] = [{ sql: CREATE_STAGE }, { sql: CREATE_SEAL_STAGE }];

async function store(
  parts: LaneParts,
  prepared: readonly Prepared[],
  surprised: boolean,
): Promise<FoldedBatch> {
  const { database, cache, recorder } = parts;
  const doubt = suspects(prepared, cache.contexts, surprised);
  const known =
    doubt.lookups.length === 0 ? [] : await database.asNode((tx) => findStored(tx, doubt.lookups));
  const witness = parts.trust.sightings.begin();
  const batch = foldBatch({
    prepared,
    witness,
    contexts: cache.contexts,
    stored: new Set(doubt.keys.filter((_, at) => known[at])),
    standing: parts.standing(),
    secretKey: parts.secretKey,
    proving: parts.proving,
    newId: recorder.newId,
  });
  const isDropped = parts.plant === 'dropped-batch' && ++batchesUnderPlant % DROP_EVERY === 0;
  if (!isDropped) await write(parts, prepared, batch);
  parts.trust.sightings.keep(witness.seen);
  return batch;
}

/** Of the planted defect: rare enough that only counting finds it, and sure to come in a short run. */
const DROP_EVERY = 25;
let batchesUnderPlant = 0;

/** One transaction, and while nothing happens at a lock two round trips: all statements, and the commit. */
async function write(
  { database, recorder, storeAlarms, trust }: LaneParts,
  prepared: readonly Prepared[],
  batch: FoldedBatch,
): Promise<void> {
  const id = recorder.newId<'Batch'>();
  const facts = factsOf({ id, prepared, folded: batch }, recorder);
  const steps = [
    ...foldedSteps(batch.seals), // first: from here on the seals are ours
    ...batchSteps(id, batch.rows, facts),
    ...(facts.frames === null ? [] : [factStep(facts.frames)]),
  ];
  if (steps.length === 0) return;
  let connection: Sql | undefined;
  await database.asNodeWith(
    (tx) => {
      connection = tx;
      return staged.has(tx) ? steps : [...STAGES, ...steps];
    },
    async (tx) => {
      if (batch.watches.size > 0 || batch.alarms.length > 0) await storeAlarms(tx, batch);
      if (batch.suspicions.size > 0) await storeDoubts(tx, { trust, recorder, batch, prepared });
      // Positions are looked for four times a second anyway; an alarm does not wait for that.
      await appendFacts(tx, facts.others, { announce: batch.alarms.length > 0 });
    },
  );
  if (connection !== undefined) staged.add(connection);
}

function answerAll(
  parts: LaneParts,
  items: readonly Item[],
  outcome: (item: Item) => Outcome,
): void {
  const now = parts.now();
  const touched = new Set<Peer>();
  for (const item of items) {
    const { connection, message } = item;
    connection.answer(message, outcome(item), now);
    touched.add(connection);
  }
  for (const connection of touched) connection.flush();
}

/** The planted defect `early-ack`: answered as it comes, whether or not it will ever be stored. */
export function answerEarly(item: Item, now: Instant): void {
  const { connection, message } = item;
  connection.answer(message, outcomeOf(item), now);
  connection.flush();
}

/** What a known seal is told once the batch is committed. Nonsense is kept, but nobody says so. */
function outcomeOf({ message: { kind } }: Item): Outcome {
  if (kind === 'malformed') return 'refused';
  return kind === 'login' || kind === 'request' ? 'known' : 'stored';
}

function count({ metrics }: LaneParts, prepared: readonly Prepared[], folded: FoldedBatch): void {
  metrics.batches.inc({ outcome: 'stored' });
  metrics.batchFrames.observe(prepared.length);
  metrics.unkept.inc(prepared.length - folded.frames.length);
  metrics.readings.inc({ outcome: 'stored' }, folded.readings);
  metrics.readings.inc({ outcome: 'doubled' }, folded.doubled);
  for (const alarm of folded.alarms) metrics.alarms.inc({ kind: alarm.kind });
}

/** Somebody else wrote first: read again, fold again. A row that is there again and again is not that. */
function isConflict(error: unknown, times: number): boolean {
  if (error instanceof FewerRows || isRetryable(error)) return true;
  return sqlState(error) === '23505' && times <= COLLISIONS_MAX;
}

/** Classes of SQLSTATE that say the data is at fault, not the database: 21 cardinality, 22 data, 23 integrity, 54 size. */
const DATA_FAULT = /^(21|22|23|54)[0-9A-Z]{3}$/;

/** Everything that may pass by itself or by an operator's hand: gone, starting, full, refusing. */
function isDatabaseTrouble(error: unknown): boolean {
  const state = sqlState(error);
  return isUnavailable(error) || (state !== undefined && !DATA_FAULT.test(state));
}
