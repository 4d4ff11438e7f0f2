import { hash } from 'node:crypto';
import {
  type Alarm,
  type AlarmEvents,
  type Case,
  type CaseEvents,
  evaluate,
  heard,
  type Teller,
  type Watch,
} from '@lakiri/alarms';
import type { Id, Report, Tier } from '@lakiri/kit';
import { type Folded, fold, hear, type Reading } from '@lakiri/seals';
import type { FoldedSeal } from '@lakiri/seals/store';
import { claimedAt } from '@lakiri/telemetry';
import type { ReadingKey, StagedReading, StagedRow } from '@lakiri/telemetry/store';
import {
  verdictOf as apartVerdict,
  type DoubtWhy,
  isQuarantined,
  judge,
  type Lie,
  type Suspicion,
} from '@lakiri/trust';
import type { Item } from '../connection.ts';
import { frameDialect } from '../dialects.ts';
import { aboutFrame } from './about-frame.ts';
import type { Context, Standing } from './context.ts';
import { originText } from './origin.ts';
import { type Proven, type Proving, provenBy } from './proof.ts';
import { raiseAll } from './raise-all.ts';
import { draw } from './ration.ts';
import { hideSecrets } from './secrets.ts';
import { sound } from './sound.ts';
import { stagedOf } from './staged.ts';
import { tierOfItem } from './tier.ts';
import {
  apart,
  forged,
  linked,
  looked,
  numbersAt,
  type Quarantine,
  setApart,
  tell,
} from './trust.ts';
import type { Witness } from './trust-witness.ts';

/** A frame of a known seal with the digests of its records, made once however often the batch is folded again. */
export type Prepared = {
  readonly item: Item;
  readonly sealId: string;
  readonly reports: readonly PreparedReport[];
};
export type PreparedReport = {
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
    const context = contexts.get(sealId);
    const newest = context?.seal.live.occurredAt ?? Number.NEGATIVE_INFINITY;
    // What is set apart moves no time: there, any may be stored.
    const any = all || isQuarantined(context?.suspicion ?? null);
    for (const { report, digest, key } of reports) {
      const occurredAt = claimedAt(report);
      if (!any && occurredAt > newest && occurredAt <= item.receivedAt) continue;
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
  readonly tier: Tier;
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
  /** Suspicions that changed, by seal. */
  readonly suspicions: Map<string, Suspicion>;
  readonly quarantines: Quarantine[];
  /** Items whose proof does not hold: their sender is told that they are not taken. */
  readonly unproven: Set<Item>;
};

export type FoldBatch = {
  readonly prepared: readonly Prepared[];
  readonly contexts: ReadonlyMap<string, Context>;
  /** Keys of readings known to be stored. */
  readonly stored: ReadonlySet<string>;
  readonly standing: Standing;
  readonly secretKey: Uint8Array;
  /** Who brought the frames; absent: nobody asks. */
  readonly witness?: Witness;
  /** With what proofs are checked; absent: only what needs no secret. */
  readonly proving?: Proving;
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
    suspicions: new Map(),
    quarantines: [],
    unproven: new Set(),
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
type ProvenWork = FrameWork & { readonly tier: Tier };

const NO_PROVING: Proving = {};

function foldFrame(frame: FrameWork): void {
  const { batch, seen, prepared, input } = frame;
  const { item } = prepared;
  const proven = provenBy({ prepared, seen, proving: input.proving ?? NO_PROVING }, frame.context);
  if (proven.lie?.is === 'proof-failed') {
    foldForged(frame, proven.lie.why);
    return;
  }
  const tier = tierOfItem(item, frame.context.seal.model.tierMax, proven);
  const work: ProvenWork = { ...frame, tier };
  const first = looked({ ...work, proven, witness: input.witness }, work.context);
  let context = proven.isNews ? linked(work, first.context, proven) : first.context;
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
  const verdict = apartIn(first.lie, work.context, context, readings.length);
  if (readings.length === 0) context = foldNothingNew(work, context, { proven, verdict });
  else keepFrame(work, context, readings, verdict);
  batch.contexts.set(prepared.sealId, context);
}

/** Whoever said it, the seal did not: it moves nothing, is no reading, and the seal's own stream goes on. */
function foldForged(work: FrameWork, why: DoubtWhy): void {
  const { batch, prepared, context } = work;
  const { item, sealId } = prepared;
  const told = forged(work, context, why);
  const { isKept, ration } = draw(told.ration, item.message, item.receivedAt);
  if (isKept || told !== context) keepFrame(work, told, [], apartVerdict('proof-failed'));
  batch.unproven.add(item);
  batch.contexts.set(sealId, { ...told, ration });
}

/** A frame without a new reading of this seal. One that is not kept changes nothing: the seal's state is a function of what is kept. */
function foldNothingNew(
  work: FrameWork,
  before: Context,
  { proven, verdict }: { readonly proven: Proven; readonly verdict: string | null },
): Context {
  const { batch, prepared } = work;
  const { item } = prepared;
  if (prepared.reports.length > 0 && item.part === undefined) batch.doubledItems.add(item);
  const drawn = draw(before.ration, item.message, item.receivedAt);
  const context = { ...before, ration: drawn.ration };
  if (!drawn.isKept && verdict === null) return context;
  // What is set apart is no sign of life of the seal.
  const told = isQuarantined(context.suspicion)
    ? context
    : hearIn({ batch, prepared, context: linked(work, context, proven) });
  keepFrame(work, told, [], verdict);
  return told;
}

/** The verdict of a frame that is set apart; null where its word is taken. */
function apartIn(lie: Lie | null, before: Context, after: Context, fresh: number): string | null {
  if (!isQuarantined(after.suspicion)) return null;
  if (lie !== null) return apartVerdict(lie);
  if (!isQuarantined(before.suspicion)) return apartVerdict('two-tracks');
  return fresh === 0 ? null : apartVerdict(null);
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
  apartAs: string | null,
): void {
  const { item } = prepared;
  const { bytes, secret } = hideSecrets(item.frame, item.message.secrets, input.secretKey);
  const verdict = apartAs ?? verdictOf(prepared, readings.length);
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

type FoldedReading = { readonly context: Context; readonly staged: StagedReading };

/** By what a reading says about itself; then, where its word is taken, by what it says about the seal. */
function foldReading(work: ProvenWork, before: Context, report: PreparedReport): FoldedReading {
  const { tier } = work;
  if (isQuarantined(before.suspicion)) return apart(work, before, report, tier);
  const { receivedAt } = work.prepared.item;
  const reading: Reading = { report: report.report, receivedAt, digest: report.digest, tier };
  const folded = fold(before.seal, reading);
  const { suspicion, doubts } = judge({
    before: before.seal,
    folded,
    reading,
    suspicion: before.suspicion,
    numbers: numbersAt(work.input, folded.at),
    cells: work.input.standing.cells,
  });
  const told = { folded, reading, report };
  const [doubt] = doubts;
  if (isQuarantined(suspicion) && doubt !== undefined)
    return apart(work, setApart(work, before, doubt.why, told), report, tier);
  if (suspicion !== null && suspicion !== before.suspicion)
    work.batch.suspicions.set(work.prepared.sealId, suspicion);
  const watch = doubts.length === 0 ? before.watch : tell(work, before, doubts, told);
  return foldTaken(work, { ...before, suspicion, watch }, told);
}

type TakenReading = {
  readonly folded: Folded;
  readonly reading: Reading;
  readonly report: PreparedReport;
};

function foldTaken(
  { batch, prepared, input }: FrameWork,
  context: Context,
  { folded, reading, report }: TakenReading,
): FoldedReading {
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
    diversions: input.standing.diversions,
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
      tier: reading.tier ?? 0,
    });
  return {
    context: { ...context, seal: folded.seal, version, watch },
    staged: stagedOf({ ...report, folded, sealVersion: version, tier: reading.tier ?? 0 }),
  };
}

/** A model without a named maker is named by its dialect. */
function tellerOf({ seal, owner }: Context): Teller {
  return { maker: seal.model.maker ?? seal.model.dialect, owner };
}

function verdictOf({ item: { message }, reports }: Prepared, fresh: number): string {
  if (message.kind === 'malformed') return message.malformed.code;
  if (message.kind !== 'reports' || message.reports.length === 0 || fresh > 0) return message.kind;
  return reports.length === 0 ? 'parts' : 'doubled';
}
