// What both ways in share: which feeds there are, the limits of each, and what is told and counted of a batch.
import {
  admit,
  type Batch,
  countOutcomes,
  type DoorCode,
  type Feed,
  noted,
  type RecordOutcome,
  settled,
  UNUSED,
  type Use,
} from '@lakiri/feeds';
import {
  type Answered,
  allFeeds,
  digestOfBatch,
  findAnswers,
  forgetOld,
  keepAnswers,
  noteRefusal,
} from '@lakiri/feeds/store';
import { type Instant, type Json, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import { Counter, type Registry } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import type { Surroundings } from '../connection.ts';
import { deliver } from './records.ts';

const FORGET_EVERY_MS = 10 * MINUTE_MS;

export type DoorParts = {
  readonly database: Database;
  readonly around: Surroundings;
  readonly registry: Registry;
  readonly log: Log;
  /** When it is aborted, what the intake has not ended is left to be told again. */
  readonly stop: AbortSignal;
};

export type Taken = {
  readonly outcomes: readonly RecordOutcome[];
  /** This batch was told before: its records were not looked at again. */
  readonly repeated: boolean;
};
export type Refused = {
  readonly code: DoorCode;
  readonly detail: string;
  /** Seconds until it is worth trying again. */
  readonly waitS?: number;
};

/** A batch as it was told, with the JSON that it was read from. */
export type Told = { readonly batch: Batch; readonly data: Json; readonly signed: boolean };

export type Door = {
  /** Feeds as last read; a name or an id finds one. */
  readonly feeds: () => readonly Feed[];
  find(name: string): Feed | undefined;
  /** Reads the feeds again now. */
  refresh(): Promise<void>;
  /** Brings batches to their end together, each with its own answer, in their order. */
  take(feed: Feed, told: readonly Told[]): Promise<readonly (Taken | Refused)[]>;
  refuse(feed: Feed | undefined, refused: Refused, peer: string): void;
};

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
  const useOf = ({ id }: Feed): Use => uses.get(id) ?? UNUSED;
  return {
    feeds: () => feeds,
    find: (name) => feeds.find((feed) => feed.name === name),
    refresh,
    async take(feed, told) {
      const asked = told.reduce((sum, { batch }) => sum + batch.records.length, 0);
      const asking = { records: asked, now: around.now(), isFull: around.isFull() };
      const use = admit(useOf(feed), asking);
      if ('code' in use) return told.map(() => use);
      uses.set(feed.id, use);
      try {
        const all = await takeAll(parts, feed, told);
        for (const one of all) if ('outcomes' in one && !one.repeated) count(records, one.outcomes);
        return all;
      } finally {
        uses.set(feed.id, settled(useOf(feed)));
      }
    },
    refuse(feed, { code, detail }, peer) {
      refusals.inc({ code });
      if (feed === undefined) return;
      const at = around.now();
      const use = noted(useOf(feed), at);
      if (use === undefined) return;
      uses.set(feed.id, use);
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

type Digested = Told & { readonly digest: string };

const BAD_TEXT: Refused = { code: 'bad-batch', detail: 'text that is no Unicode' };
const STOPPING: Refused = { code: 'stopping', detail: 'tell this batch again' };

/** Answers each batch as it was answered before, or brings its records to their end and keeps the answer. */
async function takeAll(
  parts: DoorParts,
  feed: Feed,
  told: readonly Told[],
): Promise<readonly (Taken | Refused)[]> {
  const digested = told.map((one) => {
    const digest = digestOf(one.data);
    return digest === undefined ? undefined : { ...one, digest };
  });
  const { answers, fresh } = await answersOf(
    parts,
    feed,
    digested.filter((one) => one !== undefined),
  );
  return digested.map((one) => {
    if (one === undefined) return BAD_TEXT;
    const answer = answers.get(one.batch.id);
    if (answer === undefined) return STOPPING;
    if (answer.digest !== one.digest) return { code: 'batch-reused', detail: one.batch.id };
    return { outcomes: answer.outcomes, repeated: !fresh.has(one) };
  });
}

type Answers = {
  /** By the batch's id; those missing are not at their end. */
  readonly answers: ReadonlyMap<string, Answered>;
  /** What was answered just now, and not before. */
  readonly fresh: ReadonlySet<Digested>;
};

async function answersOf(
  { database, around, stop }: DoorParts,
  feed: Feed,
  told: readonly Digested[],
): Promise<Answers> {
  const find = (ids: readonly string[]) =>
    ids.length === 0
      ? new Map<string, Answered>()
      : database.asNode((tx) => findAnswers(tx, feed.id, ids));
  const before = await find(told.map(({ batch }) => batch.id));
  const first = new Map<string, Digested>();
  for (const one of told)
    if (!before.has(one.batch.id) && !first.has(one.batch.id)) first.set(one.batch.id, one);
  const news = [...first.values()];
  if (news.length === 0) return { answers: before, fresh: new Set() };
  const bundles = news.map(({ batch, signed }) => ({ records: batch.records, signed }));
  const delivered = await unlessStopped(deliver({ feed, around, database }, bundles), stop);
  if (delivered === undefined) return { answers: before, fresh: new Set() };
  const at: Instant = around.now();
  const answers = delivered.map(({ outcomes, lagsS }, index) => {
    const { batch, digest } = news[index] as Digested;
    const counted = { at, ...countOutcomes(outcomes), lagsS };
    return { batch: batch.id, digest, outcomes, told: counted };
  });
  const kept = await database.asNode((tx) => keepAnswers(tx, feed, answers));
  const others = await find([...first.keys()].filter((id) => !kept.has(id)));
  const ours = answers.filter(({ batch }) => kept.has(batch));
  return {
    answers: new Map([...before, ...others, ...ours.map((one) => [one.batch, one] as const)]),
    fresh: new Set(news.filter(({ batch }) => kept.has(batch.id))),
  };
}
