// The frames of one seal in the order of the log, each decoded and folded again, with the readings, the lock
// events and the alarms that it must have left.
import type { Rules } from '@lakiri/alarms';
import type { Diversions } from '@lakiri/corridors';
import {
  type Context,
  decoderOf,
  type FoldedBatch,
  FULL_RATION,
  factsOf,
  foldBatch,
  givenWitness,
  type Models,
  type Prepared,
  parseOrigin,
  prepare,
  reread,
  revealSecrets,
  spokenAs,
} from '@lakiri/gateway/refolding';
import type { Id, Message } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Cells, lieOf } from '@lakiri/trust';
import type { Report } from './finding.ts';
import { instantOfPg } from './instants.ts';
import { type LockEvents, lockEvents } from './lock-events.ts';
import { ahead, type FramePlace, type Place } from './places.ts';
import type { RaisedAlarms } from './raised-alarms.ts';
import { madeUp, withIds } from './refold-ids.ts';
import { streamed } from './rows.ts';
import { type StoredReadings, storedReadings } from './stored-readings.ts';

export type RefoldFrames = {
  readonly real: Sql;
  readonly rules: Rules;
  readonly diversions: Diversions;
  readonly models: Models;
  readonly cells: Cells;
  readonly frameKey: Uint8Array | undefined;
  readonly sealingKey: Uint8Array | undefined;
  readonly report: Report;
  readonly sealId: Id<'Seal'>;
  readonly alarms: RaisedAlarms;
};

type FrameRow = {
  readonly batch: string;
  readonly position: number;
  readonly received_at: string;
  readonly dialect: string;
  readonly verdict: string;
  readonly bytes: Buffer;
  readonly secret: Buffer | null;
  readonly origin: string | null;
  readonly xid: string;
  readonly ordinal: string;
};

export type RefoldedFrames = {
  /** Where the next frame stands; undefined when there is none. */
  peek(): Promise<Place | undefined>;
  /** The seal after the next frame; as it was where that one cannot be folded. */
  fold(context: Context | undefined): Promise<Context | undefined>;
  /** Reports what no frame has left. */
  finish(): Promise<void>;
};

/** A vendor's own words about a seal, which is registered under what it speaks itself. */
const FEED = 'feed';
/** Nothing in a refold is hidden: the sealed original made here is thrown away. */
const NO_KEY = new Uint8Array(32);

export function refoldFrames(parts: RefoldFrames): RefoldedFrames {
  const frames = ahead(
    streamed<FrameRow>(
      parts.real,
      `SELECT f.batch::text, f.position, f.received_at::text, f.dialect, f.verdict, f.bytes, f.secret, f.origin,
         b.xid::text, b.ordinal::text
       FROM telemetry.frame f JOIN fact.fact b ON b.subject = f.batch AND b.subject_version = 1
       WHERE f.seal_id = $1 ORDER BY b.xid, b.ordinal, f.position`,
      [parts.sealId],
    ),
  );
  const readings = storedReadings(parts);
  const locks = lockEvents(parts);
  return {
    peek: async () => {
      const row = await frames.peek();
      return row && placeOf(row);
    },
    async fold(context) {
      const row = await frames.take();
      if (row === undefined) throw new Error('there is no further frame');
      return await foldOne({ ...parts, readings, locks, row }, context);
    },
    async finish() {
      await readings.finish();
      await locks.finish();
    },
  };
}

function placeOf({ xid, ordinal, batch, position }: FrameRow): FramePlace {
  return { xid: BigInt(xid), ordinal: BigInt(ordinal), batch, position };
}

type FoldOne = RefoldFrames & {
  readonly readings: StoredReadings;
  readonly locks: LockEvents;
  readonly row: FrameRow;
};

async function foldOne(parts: FoldOne, context: Context | undefined): Promise<Context | undefined> {
  const { row, sealId } = parts;
  const ofFrame = await parts.readings.of(placeOf(row));
  const prepared = await preparedOf(parts, context);
  if (prepared === undefined || context === undefined) return context;
  const folded = foldBatch({
    prepared: [prepared],
    contexts: new Map([[sealId, { ...context, ration: FULL_RATION }]]),
    stored: await ofFrame.toldBefore(prepared),
    witness: givenWitness(row.verdict),
    proving: {
      sealingKey: parts.sealingKey,
      unopened: lieOf(row.verdict) === 'proof-failed' ? 'failed' : 'mac',
    },
    standing: {
      rules: parts.rules,
      models: parts.models,
      cells: parts.cells,
      diversions: parts.diversions,
    },
    secretKey: NO_KEY,
    newId: madeUp,
  });
  compareFrame(parts, folded);
  const expected = folded.rows.flatMap(({ reading }) => reading ?? []);
  ofFrame.compare(expected, prepared.item.receivedAt);
  const { others } = factsOf(
    { id: row.batch as Id<'Batch'>, prepared: [prepared], folded },
    { origin: '', actor: '', newId: madeUp },
  );
  for (const fact of others) if (fact.subjectKind === 'seal') await parts.locks.compare(fact);
  const ids = await parts.alarms.settle(folded.alarmEvents);
  const after = folded.contexts.get(sealId) ?? context;
  return { ...after, watch: after.watch && withIds(after.watch, ids) };
}

const named = ({ sealId, row }: FoldOne) => ({
  table: 'telemetry.frame',
  key: {
    seal_id: sealId,
    received_at: row.received_at,
    batch: row.batch,
    position: String(row.position),
  },
});

/** The frame as it came in; nothing, and the reason told, where it cannot have come from this seal. */
async function preparedOf(
  parts: FoldOne,
  context: Context | undefined,
): Promise<Prepared | undefined> {
  const { row, report, frameKey, sealId } = parts;
  const refuse = (column: string, shouldBe: string | null, say?: string): undefined =>
    report({
      ...named(parts),
      column,
      is: row[column as keyof FrameRow]?.toString() ?? null,
      shouldBe,
      ...(say === undefined ? {} : { say }),
    }) as undefined;
  if (context === undefined)
    return refuse('seal_id', null, 'of a seal that was not registered when it came');
  const { dialect: spoken } = context.seal.model;
  const way = spokenAs(row.dialect);
  const isOwn = way?.dialect.name === spoken || row.dialect === FEED;
  if (way === undefined || !isOwn) return refuse('dialect', spoken);
  const receivedAt = instantOfPg(row.received_at);
  if (receivedAt === undefined) return undefined; // told with its batch
  const frame = originalOf(row, frameKey);
  if (frame === undefined) return undefined; // told with its batch, or counted as unread
  const message = decoderOf(way)(frame);
  const { wireId } = context.seal;
  // Of a connection the fold asks only how it speaks.
  const connection = way as Prepared['item']['connection'];
  const origin = row.origin === null ? undefined : parseOrigin(row.origin);
  const through = origin === undefined ? {} : { origin };
  const feed = row.dialect === FEED ? { registeredUnder: spoken } : {};
  const item = { connection, wireId, message, frame, receivedAt, ...through, ...feed };
  if (message.wireId === null || message.wireId === wireId)
    return prepare(reread(item, parts.models, context.seal.model.model), sealId);
  const master = await modelAt(parts, spoken, message.wireId);
  const told = reread(item, parts.models, master ?? '');
  if (master !== undefined && tellsOf(told.message, wireId))
    return prepare({ ...told, wireId: message.wireId, part: wireId }, sealId);
  return refuse('seal_id', null, `the frame calls itself ${message.wireId}, the seal ${wireId}`);
}

/** A seal keeps its model for good, and its own refold proves which it is. */
async function modelAt({ real }: FoldOne, dialect: string, wireId: string) {
  const { rows } = await real.query<{ model: string }>(
    'SELECT model FROM seals.seal WHERE dialect = $1 AND wire_id = $2',
    [dialect, wireId],
  );
  return rows[0]?.model;
}

function tellsOf(message: Message, part: string): boolean {
  return message.kind === 'reports' && message.reports.some((report) => report.part === part);
}

function originalOf({ bytes, secret }: FrameRow, key: Uint8Array | undefined) {
  if (secret === null) return bytes;
  if (key === undefined) return undefined;
  try {
    return revealSecrets(secret, key);
  } catch {
    return undefined; // told with its batch
  }
}

function compareFrame(parts: FoldOne, { rows }: FoldedBatch): void {
  const { row, report } = parts;
  const frame = rows[0]?.frame;
  if (frame === null || frame === undefined) throw new Error('a refolded frame is always kept');
  if (frame.verdict !== row.verdict)
    report({ ...named(parts), column: 'verdict', is: row.verdict, shouldBe: frame.verdict });
  if (Buffer.compare(frame.bytes, row.bytes) !== 0)
    report({
      ...named(parts),
      column: 'bytes',
      is: row.bytes.toString('hex'),
      shouldBe: Buffer.from(frame.bytes).toString('hex'),
    });
  if ((frame.secret === null) !== (row.secret === null)) {
    const say = 'a frame keeps its sealed original where it held a password, and only there';
    report({ ...named(parts), column: 'secret', is: null, shouldBe: null, say });
  }
}
