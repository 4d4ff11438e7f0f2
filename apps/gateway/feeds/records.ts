// From the records of batches to items of the intake, and from their ends to each batch's answer.
import {
  type BatchRecord,
  type Feed,
  maySpeakFor,
  type RecordFault,
  type RecordOutcome,
} from '@lakiri/feeds';
import type { Dialect, Instant, Json, Message } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { encodeFrame, feed as feedDialect, readReport } from '@lakiri/protocol-feed';
import { findByAddress } from '@lakiri/seals/store';
import type { Item, Peer, Surroundings } from '../connection.ts';
import { DIALECTS } from '../dialects.ts';

export type Bringing = {
  readonly feed: Feed;
  readonly around: Surroundings;
  readonly database: Database;
};

export type Bundle = {
  readonly records: readonly BatchRecord[];
  /** Whether the vendor signed for this batch. */
  readonly signed: boolean;
};

export type Delivered = {
  readonly outcomes: readonly RecordOutcome[];
  /** Seconds from the device's clock to ours, of live records that were stored. */
  readonly lagsS: readonly number[];
};

type Fault = Extract<RecordOutcome, { outcome: 'refused' }>;
const fault = (code: RecordFault, path?: string): Fault => ({
  outcome: 'refused',
  code,
  ...(path === undefined ? {} : { path }),
});

/** What one record is, before anybody asked whose seal it speaks of. */
type Ready = {
  readonly dialect: Dialect;
  readonly registeredUnder: string;
  readonly wireId: string;
  readonly message: Message;
  readonly frame: Uint8Array;
  readonly occurredAt: Instant | null;
  readonly isStored: boolean;
};

/**
 * Brings every record of these batches to its end: on disk, or refused with the reason. `undefined` when the gateway
 * stopped before all were: nothing was answered for, and the batches must be told again.
 */
export async function deliver(
  bringing: Bringing,
  bundles: readonly Bundle[],
): Promise<readonly Delivered[] | undefined> {
  const ready = bundles.map(({ records }) => records.map(readyOf));
  const known = await sealsOf(bringing, ready.flat());
  const receivedAt = bringing.around.now();
  // All are offered before the first is waited for: they go into one commit where there is room.
  const ends = ready.map((ones, at) => {
    const signed = bundles[at]?.signed === true;
    return ones.map((one) =>
      'outcome' in one
        ? one
        : bring({ ...bringing, signed, one, known: known.get(addressOf(one)), receivedAt }),
    );
  });
  const ended = await Promise.all(ends.map((those) => Promise.all(those)));
  if (ended.flat().includes(undefined)) return undefined;
  return (ended as RecordOutcome[][]).map((outcomes, at) => ({
    outcomes,
    lagsS: lagsOf(outcomes, ready[at] ?? [], receivedAt),
  }));
}

function lagsOf(
  outcomes: readonly RecordOutcome[],
  ready: readonly (Ready | Fault)[],
  receivedAt: Instant,
): readonly number[] {
  return outcomes.flatMap((outcome, at) => {
    const one = ready[at];
    const isLive = one !== undefined && !('outcome' in one) && !one.isStored;
    if (outcome.outcome !== 'stored' || !isLive || one.occurredAt === null) return [];
    return [lagS(receivedAt, one.occurredAt)];
  });
}

const lagS = (receivedAt: Instant, occurredAt: Instant): number =>
  Math.round((receivedAt - occurredAt) / 1_000);

function readyOf(record: BatchRecord): Ready | Fault {
  if (record.is === 'bad') return fault('bad-record', record.path);
  return record.is === 'report' ? readyReport(record.data) : readyFrame(record);
}

function readyReport(data: Json): Ready | Fault {
  const read = readReport(data);
  if ('code' in read) return fault('bad-report', read.path);
  const frame = encodeFrame(data);
  const message = feedDialect.decode(frame);
  if (message.kind === 'malformed') return fault('bad-report');
  const { dialect: registeredUnder, wireId, report } = read;
  const isStored = report.source === 'stored';
  const { occurredAt } = report;
  return { dialect: feedDialect, registeredUnder, wireId, message, frame, occurredAt, isStored };
}

function readyFrame(record: Extract<BatchRecord, { is: 'frame' }>): Ready | Fault {
  const dialect = (DIALECTS as Readonly<Record<string, Dialect>>)[record.dialect];
  if (dialect === undefined) return fault('unknown-dialect');
  const bytes = new Uint8Array(Buffer.from(record.base64, 'base64'));
  const framer = dialect.framer();
  const [framed, ...more] = [...framer.push(bytes), ...framer.end()];
  if (framed?.kind !== 'frame' || more.length > 0) return fault('malformed');
  const message = dialect.decode(framed.bytes);
  const wireId = message.wireId ?? record.wireId;
  if (wireId === null) return fault('no-identity');
  if (record.wireId !== null && record.wireId !== wireId) return fault('bad-record', 'seal');
  const reports = message.kind === 'reports' ? message.reports : [];
  return {
    dialect,
    registeredUnder: dialect.name,
    wireId,
    message,
    frame: framed.bytes,
    occurredAt: reports[0]?.occurredAt ?? record.at,
    isStored: reports[0]?.source === 'stored',
  };
}

type Known = { readonly owner: string; readonly maker: string };
const addressOf = ({ registeredUnder, wireId }: Ready): string => `${registeredUnder} ${wireId}`;

/** Whose the seals are that a batch speaks of; those missing are not registered. */
async function sealsOf(
  { database }: Bringing,
  ready: readonly (Ready | Fault)[],
): Promise<ReadonlyMap<string, Known>> {
  const asked = ready.filter((one): one is Ready => !('outcome' in one));
  const byDialect = Map.groupBy(asked, ({ registeredUnder }) => registeredUnder);
  const known = new Map<string, Known>();
  if (byDialect.size === 0) return known;
  await database.asNode(async (tx) => {
    for (const [dialect, ones] of byDialect) {
      const wireIds = [...new Set(ones.map(({ wireId }) => wireId))];
      for (const { seal } of await findByAddress(tx, dialect, wireIds)) {
        const { owner, model, wireId } = seal;
        known.set(`${dialect} ${wireId}`, { owner, maker: model.maker ?? model.dialect });
      }
    }
  });
  return known;
}

type Bring = Bringing & {
  readonly signed: boolean;
  readonly one: Ready;
  readonly known: Known | undefined;
  readonly receivedAt: Instant;
};

/** Offers one record to the intake, and waits for its end. */
function bring(parts: Bring): Promise<RecordOutcome | undefined> | RecordOutcome {
  const { feed, signed, around, one, known, receivedAt } = parts;
  if (known !== undefined && !maySpeakFor(feed, known)) return fault('not-yours');
  const { promise, resolve } = Promise.withResolvers<RecordOutcome | undefined>();
  const { wireId, message, frame, registeredUnder, occurredAt } = one;
  const late = occurredAt !== null && lagS(receivedAt, occurredAt) > feed.lateAfterS;
  const item: Item = {
    connection: recordPeer({ dialect: one.dialect, peer: `feed:${feed.name}`, late, end: resolve }),
    ...{ wireId, message, frame, receivedAt, registeredUnder },
    origin: { by: 'feed', feed: feed.id, vendor: feed.party, signed },
  };
  around.metrics.framed(one.dialect.name, message);
  if (known === undefined) {
    around.noteStranger(item);
    return fault('unknown-seal');
  }
  around.offer(item);
  return promise;
}

type RecordPeer = {
  readonly dialect: Dialect;
  readonly peer: string;
  readonly late: boolean;
  end(outcome: RecordOutcome | undefined): void;
};

/** Waits for one record. Settled without an answer, the gateway is stopping: nothing is said of it. */
function recordPeer({ dialect, peer, late, end }: RecordPeer): Peer {
  let outcome: RecordOutcome | undefined;
  let isDoubled = false;
  return {
    dialect,
    peer,
    answer(message, said) {
      if (said !== 'refused') outcome = { outcome: isDoubled ? 'doubled' : said, late };
      else outcome = fault(message.kind === 'malformed' ? 'malformed' : 'unknown-seal');
    },
    learn(about) {
      if (about === 'doubled') isDoubled = true;
      else outcome = fault('unstorable');
    },
    flush: () => undefined,
    resume: () => undefined,
    settled: () => end(outcome),
  };
}
