import { hash } from 'node:crypto';
import {
  type Alarm,
  type AlarmEvents,
  type Case,
  type CaseEvents,
  evaluate,
  heard,
  type Raised,
  raise,
  type Teller,
  type Watch,
} from '@lakiri/alarms';
import type { Id, Report } from '@lakiri/kit';
import {
  clockCode,
  type Folded,
  fixCode,
  fold,
  hear,
  packBits,
  type Reading,
  type SealId,
} from '@lakiri/seals';
import type { FoldedSeal } from '@lakiri/seals/store';
import { claimedAt } from '@lakiri/telemetry';
import type { ReadingKey, StagedReading, StagedRow } from '@lakiri/telemetry/store';
import type { Item } from '../connection.ts';
import { frameDialect } from '../dialects.ts';
import { aboutFrame } from './about-frame.ts';
import type { Context, Standing } from './context.ts';
import { originText } from './origin.ts';
import { draw } from './ration.ts';
import { hideSecrets } from './secrets.ts';
import { sound } from './sound.ts';

/** A frame of a known seal with the digests of its records, made once however often the batch is folded again. */
export type Prepared = {
  readonly item: Item;
  readonly sealId: string;
  readonly reports: readonly PreparedReport[];
};
type PreparedReport = {
  readonly report: Report;
  /** Hex. */
  readonly digest: string;
  readonly key: string;
};

const DIGEST_CHARS = 32; // 16 bytes: 2^64 records before two are likely to share one, and the key has seal and time besides

/** Only the reports of the part that the item is of, or of the device itself: none moves another's state. */
export function prepare(item: Item, sealId: string): Prepared {
  const reports: PreparedReport[] = [];
  if (item.message.kind === 'reports')
    for (const report of item.message.reports)
      if (report.part === item.part) reports.push(prepareReport(report, sealId));
  return { item, sealId, reports };
}

function prepareReport(said: Report, sealId: string): PreparedReport {
  const report = sound(said);
  const digest = hash('sha256', report.record, 'hex').slice(0, DIGEST_CHARS);
  return { report, digest, key: `${sealId} ${claimedAt(report)} ${digest}` };
}

/**
 * The readings that may be stored already. What is newer than all that a seal has told cannot be, so
 * that an ordinary report costs no look-up; `all` asks for every one (after a surprise).
 */
export function suspects(
  prepared: readonly Prepared[],
  contexts: ReadonlyMap<string, Context>,
  all: boolean,
): { readonly keys: string[]; readonly lookups: ReadingKey[] } {
  const keys: string[] = [];
  const lookups: ReadingKey[] = [];
  for (const { sealId, reports, item } of prepared) {
    const newest = contexts.get(sealId)?.seal.live.occurredAt ?? Number.NEGATIVE_INFINITY;
    for (const { report, digest, key } of reports) {
      const occurredAt = claimedAt(report);
      if (!all && occurredAt > newest && occurredAt <= item.receivedAt) continue;
      keys.push(key);
      lookups.push({ sealId, occurredAt, digest });
    }
  }
  return { keys, lookups };
}

export type LockEvent = {
  readonly sealId: string;
  readonly sealVersion: number;
  readonly folded: Folded;
  readonly prepared: PreparedReport;
  readonly item: Item;
};

/** A batch decided, not yet stored. */
export type FoldedBatch = {
  /** The frames that are kept, by their position. */
  readonly frames: { readonly bytes: Uint8Array; readonly secret: Uint8Array | null }[];
  /** What is said about each of them, in the same order. */
  readonly about: Uint8Array[];
  readonly rows: StagedRow[];
  readonly readings: number;
  readonly doubled: number;
  /** Items all of whose reports were told before. */
  readonly doubledItems: Set<Item>;
  readonly contexts: Map<string, Context>;
  readonly seals: FoldedSeal[];
  /** Watches that changed, by seal. */
  readonly watches: Map<string, Watch>;
  readonly alarms: Alarm[];
  readonly opened: Case[];
  readonly alarmEvents: (AlarmEvents | CaseEvents)[];
  readonly lockEvents: LockEvent[];
};

export type FoldBatch = {
  readonly prepared: readonly Prepared[];
  readonly contexts: ReadonlyMap<string, Context>;
  /** Keys of readings known to be stored. */
  readonly stored: ReadonlySet<string>;
  readonly standing: Standing;
  readonly secretKey: Uint8Array;
  /** Ids are made at the edge. */
  readonly newId: () => Id;
};

/** Folds a batch in the order it came. Nothing outside is changed: a batch that fails is folded again. */
export function foldBatch(input: FoldBatch): FoldedBatch {
  const seen = new Set(input.stored);
  const batch: FoldedBatch & { readings: number; doubled: number } = {
    frames: [],
    about: [],
    rows: [],
    readings: 0,
    doubled: 0,
    doubledItems: new Set(),
    contexts: new Map(),
    seals: [],
    watches: new Map(),
    alarms: [],
    opened: [],
    alarmEvents: [],
    lockEvents: [],
  };
  for (const prepared of input.prepared) {
    const context = batch.contexts.get(prepared.sealId) ?? input.contexts.get(prepared.sealId);
    if (context === undefined) throw new Error(`no context of seal ${prepared.sealId}`);
    foldFrame({ batch, seen, input, prepared, context: asOf(context, prepared.item, input) });
  }
  for (const [sealId, { idBytes, seal, version }] of batch.contexts) {
    const versionBefore = input.contexts.get(sealId)?.version ?? 0;
    if (version > versionBefore) batch.seals.push({ idBytes, seal, version, versionBefore });
  }
  // Rows are locked in this order, everywhere by id: two writers wait for each other, but never in a ring.
  batch.seals.sort((a, b) => (a.seal.id < b.seal.id ? -1 : 1));
  return batch;
}

/** The seal by the version of its model that held when the frame was received. */
function asOf(context: Context, { receivedAt }: Item, { standing }: FoldBatch): Context {
  const { seal } = context;
  const model = standing.models.at(seal.model.model, receivedAt)?.profile;
  return model === undefined || model === seal.model
    ? context
    : { ...context, seal: { ...seal, model } };
}

type FrameWork = {
  readonly batch: FoldedBatch & { readings: number; doubled: number };
  readonly seen: Set<string>;
  readonly input: FoldBatch;
  readonly prepared: Prepared;
  readonly context: Context;
};

function foldFrame(work: FrameWork): void {
  const { batch, seen, prepared } = work;
  const { item } = prepared;
  let context = work.context;
  const readings: StagedReading[] = [];
  for (const report of prepared.reports) {
    if (seen.has(report.key)) {
      batch.doubled++;
      continue;
    }
    seen.add(report.key);
    const next = foldReading(work, context, report);
    context = next.context;
    readings.push(next.staged);
    batch.readings++;
  }
  if (readings.length === 0) {
    if (prepared.reports.length > 0 && item.part === undefined) batch.doubledItems.add(item);
    const drawn = draw(context.ration, item.message, item.receivedAt);
    context = { ...context, ration: drawn.ration };
    // A frame that is not kept changes nothing: the seal's state is a function of what is kept.
    if (drawn.isKept) context = hearIn({ batch, prepared, context });
    if (drawn.isKept) keepFrame(work, context, readings);
  } else keepFrame(work, context, readings);
  batch.contexts.set(prepared.sealId, context);
}

/** A frame with no new reading is a sign of life all the same. */
function hearIn({
  batch,
  prepared: { sealId, item },
  context,
}: Pick<FrameWork, 'batch' | 'prepared' | 'context'>): Context {
  const seal = hear(context.seal, item.receivedAt);
  if (seal === context.seal) return context;
  const watch = context.watch === null ? null : heard(context.watch);
  if (watch !== null && watch !== context.watch) batch.watches.set(sealId, watch);
  return { ...context, seal, version: context.version + 1, watch };
}

function keepFrame(
  { batch, prepared, input }: FrameWork,
  { idBytes }: Context,
  readings: readonly StagedReading[],
): void {
  const { item } = prepared;
  const { bytes, secret } = hideSecrets(item.frame, item.message.secrets, input.secretKey);
  const verdict = verdictOf(prepared, readings.length);
  const at = { sealId: idBytes, receivedAt: item.receivedAt, position: batch.frames.length };
  const dialect = frameDialect(item.connection);
  const origin = item.origin === undefined ? null : originText(item.origin);
  const frame = { dialect, verdict, bytes, secret, origin };
  const { receivedAt } = item;
  batch.frames.push({ bytes, secret });
  batch.about.push(aboutFrame({ sealId: prepared.sealId, dialect, verdict, receivedAt, origin }));
  batch.rows.push({ ...at, frame, reading: readings[0] ?? null });
  for (let n = 1; n < readings.length; n++)
    batch.rows.push({ ...at, frame: null, reading: readings[n] as StagedReading });
}

function foldReading(
  { batch, prepared, input }: FrameWork,
  context: Context,
  report: PreparedReport,
): { readonly context: Context; readonly staged: StagedReading } {
  const reading: Reading = {
    report: report.report,
    receivedAt: prepared.item.receivedAt,
    digest: report.digest,
  };
  const folded = fold(context.seal, reading);
  const version = context.version + 1;
  const { journey, route } = context;
  const judged = evaluate({
    before: context.seal,
    folded,
    reading,
    journey,
    route,
    watch: context.watch,
    rules: input.standing.rules,
    teller: tellerOf(context),
  });
  const { sealId } = prepared;
  const watch = raiseAll({ batch, input, prepared, report }, judged);
  if (watch !== null && watch !== context.watch) batch.watches.set(sealId, watch);
  if (report.report.event !== null)
    batch.lockEvents.push({
      sealId,
      sealVersion: version,
      folded,
      prepared: report,
      item: prepared.item,
    });
  return {
    context: { ...context, seal: folded.seal, version, watch },
    staged: stagedOf(report, folded, version),
  };
}

/** A model without a named maker is named by its dialect. */
function tellerOf({ seal, owner }: Context): Teller {
  return { maker: seal.model.maker ?? seal.model.dialect, owner };
}

type Judged = { readonly watch: Watch | null; readonly raised: readonly Raised[] };

function raiseAll(
  work: Pick<FrameWork, 'batch' | 'input' | 'prepared'> & { readonly report: PreparedReport },
  judged: Judged,
): Watch | null {
  if (judged.raised.length === 0 || judged.watch === null) return judged.watch;
  const { batch, input, prepared, report } = work;
  const done = raise({
    raised: judged.raised,
    watch: judged.watch,
    seal: prepared.sealId as SealId,
    receivedAt: prepared.item.receivedAt,
    // By its key: a claim that no calendar has room for stands under none.
    cause: {
      occurredAt: report.report.occurredAt === null ? null : claimedAt(report.report),
      digest: report.digest,
    },
    newId: input.newId,
  });
  batch.alarms.push(...done.alarms);
  batch.opened.push(...done.opened);
  batch.alarmEvents.push(...done.events);
  return done.watch;
}

function stagedOf(prepared: PreparedReport, folded: Folded, sealVersion: number): StagedReading {
  const { report, digest } = prepared;
  return {
    occurredAt: claimedAt(report),
    digest,
    sealVersion,
    clock: clockCode(folded.clock),
    late: folded.late,
    stored: report.source === 'stored',
    fix: fixCode(report.fix),
    lat: report.lat,
    lon: report.lon,
    speedKmh: report.speedKmh,
    courseDeg: report.courseDeg,
    batteryPct: report.batteryPct,
    odometerKm: report.odometerKm,
    bits: packBits(report.bits),
    event: report.event === null ? null : JSON.stringify(report.event),
    tier: 0,
  };
}

function verdictOf({ item: { message }, reports }: Prepared, fresh: number): string {
  if (message.kind === 'malformed') return message.malformed.code;
  if (message.kind !== 'reports' || message.reports.length === 0 || fresh > 0) return message.kind;
  return reports.length === 0 ? 'parts' : 'doubled';
}
