// What both ways in share: which feeds there are, the limits of each, and what is told and counted of a batch.
import {
  type Batch,
  countOutcomes,
  type DoorCode,
  type Feed,
  type RecordOutcome,
} from '@lakiri/feeds';
import {
  allFeeds,
  digestOfBatch,
  findAnswer,
  forgetOld,
  keepAnswer,
  noteRefusal,
} from '@lakiri/feeds/store';
import { type Instant, type Json, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import { Counter, type Registry } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import type { Surroundings } from '../connection.ts';
import { deliver } from './records.ts';

/** Batches of one feed in hand at once; they hold memory until their commit. */
const BATCHES_MAX = 4;
/** 3,000 seals that report each minute, and twenty minutes made good within one. */
const RECORDS_PER_MINUTE_MAX = 60_000;
const FORGET_EVERY_MS = 10 * MINUTE_MS;
/** Refusals noted of one feed: who floods the door must not write to the disk with it. */
const NOTES_PER_MINUTE_MAX = 30;

export type DoorParts = {
  readonly database: Database;
  readonly around: Surroundings;
  readonly registry: Registry;
  readonly log: Log;
  /** When it is aborted, what the intake has not ended is left to be told again. */
  readonly stop: AbortSignal;
};

type Taken = {
  readonly outcomes: readonly RecordOutcome[];
  /** This batch was told before: its records were not looked at again. */
  readonly repeated: boolean;
};
export type Refused = { readonly code: DoorCode; readonly detail: string };

export type Door = {
  /** Feeds as last read; a name or an id finds one. */
  readonly feeds: () => readonly Feed[];
  find(name: string): Feed | undefined;
  /** Reads the feeds again now. */
  refresh(): Promise<void>;
  take(feed: Feed, signed: boolean, batch: Batch, data: Json): Promise<Taken | Refused>;
  refuse(feed: Feed | undefined, refused: Refused, peer: string): void;
};

type Use = { inHand: number; minute: number; records: number; notes: number };

export async function openDoor(parts: DoorParts): Promise<Door> {
  const { database, around, log } = parts;
  const { refusals, records } = metricsOf(parts.registry);
  const uses = new Map<string, Use>();
  let feeds: readonly Feed[] = await database.asNode(allFeeds);
  const refresh = async (): Promise<void> => {
    feeds = await database.asNode(allFeeds);
  };
  const quietly = (work: Promise<unknown>, what: string): void => {
    work.catch((error: unknown) => log.warn({ err: error }, what));
  };
  const forgetting = setInterval(() => {
    const now = around.now();
    quietly(
      database.asNode((tx) => forgetOld(tx, now)),
      'old batches could not be forgotten',
    );
  }, FORGET_EVERY_MS);
  parts.stop.addEventListener('abort', () => clearInterval(forgetting));
  const useOf = (feed: Feed): Use => {
    const minute = Math.floor(around.now() / MINUTE_MS);
    const use = uses.get(feed.id) ?? { inHand: 0, minute, records: 0, notes: 0 };
    if (use.minute !== minute) Object.assign(use, { minute, records: 0, notes: 0 });
    uses.set(feed.id, use);
    return use;
  };
  return {
    feeds: () => feeds,
    find: (name) => feeds.find((feed) => feed.name === name),
    refresh,
    async take(feed, signed, batch, data) {
      const use = useOf(feed);
      if (use.inHand >= BATCHES_MAX)
        return { code: 'too-many-requests', detail: `${BATCHES_MAX} batches are in hand` };
      if (use.records + batch.records.length > RECORDS_PER_MINUTE_MAX)
        return { code: 'too-many-requests', detail: `${RECORDS_PER_MINUTE_MAX} records a minute` };
      if (around.isFull()) return { code: 'busy', detail: 'the database is behind' };
      use.inHand++;
      use.records += batch.records.length;
      try {
        const digest = digestOf(data);
        if (digest === undefined) return { code: 'bad-batch', detail: 'text that is no Unicode' };
        const taken = await takeOnce(parts, { feed, signed, batch, digest });
        if ('outcomes' in taken && !taken.repeated) count(records, taken.outcomes);
        return taken;
      } finally {
        use.inHand--;
      }
    },
    refuse(feed, { code, detail }, peer) {
      refusals.inc({ code });
      if (feed === undefined) return;
      const use = useOf(feed);
      if (use.notes >= NOTES_PER_MINUTE_MAX) return;
      use.notes++;
      const at = around.now();
      const refusal = { id: newId(at), feed, at, code, detail, peer };
      quietly(
        database.asNode((tx) => noteRefusal(tx, refusal)),
        'a refusal could not be noted',
      );
    },
  };
}

function digestOf(data: Json): string | undefined {
  try {
    return digestOfBatch(data);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function metricsOf(registry: Registry) {
  const registers = [registry];
  return {
    refusals: new Counter({
      name: 'lakiri_feed_refused_total',
      help: 'Batches refused at the door, by code',
      labelNames: ['code'],
      registers,
    }),
    records: new Counter({
      name: 'lakiri_feed_records_total',
      help: 'Records of feeds, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

function count(
  records: ReturnType<typeof metricsOf>['records'],
  outcomes: readonly RecordOutcome[],
): void {
  for (const one of outcomes)
    records.inc({ outcome: one.outcome === 'refused' ? one.code : one.outcome });
}

/** What the work gives; nothing when it is time to stop before it does. */
async function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  const give = (): void => resolve(undefined);
  stop.addEventListener('abort', give);
  if (stop.aborted) give();
  work.then(resolve, reject);
  try {
    return await promise;
  } finally {
    stop.removeEventListener('abort', give);
  }
}

type Once = {
  readonly feed: Feed;
  readonly signed: boolean;
  readonly batch: Batch;
  readonly digest: string;
};

/** Answers a batch as it was answered before, or brings its records to their end and keeps the answer. */
async function takeOnce(
  { database, around, stop }: DoorParts,
  { feed, signed, batch, digest }: Once,
): Promise<Taken | Refused> {
  const answered = async (): Promise<Taken | Refused | undefined> => {
    const before = await database.asNode((tx) => findAnswer(tx, feed.id, batch.id));
    if (before === undefined) return undefined;
    if (before.digest === digest) return { outcomes: before.outcomes, repeated: true };
    return { code: 'batch-reused', detail: batch.id };
  };
  const before = await answered();
  if (before !== undefined) return before;
  const delivered = await unlessStopped(
    deliver({ feed, signed, around, database }, batch.records),
    stop,
  );
  if (delivered === undefined) return { code: 'stopping', detail: 'tell this batch again' };
  const { outcomes, lagsS } = delivered;
  const told = { at: around.now() as Instant, ...countOutcomes(outcomes), lagsS };
  const kept = { feed, batch: batch.id, digest, outcomes, told };
  if (await database.asNode((tx) => keepAnswer(tx, kept))) return { outcomes, repeated: false };
  return (await answered()) ?? { code: 'stopping', detail: 'tell this batch again' };
}
