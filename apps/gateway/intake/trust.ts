// What the intake makes of a doubt: a seal's word is taken, or set apart; people are told; nothing is thrown away.
import { doubted, type Rulebook, raise, rulesAt, type Watch } from '@lakiri/alarms';
import { HOUR_MS, type Instant, type Tier } from '@lakiri/kit';
import { type Folded, fold, type Latch, type Reading, type SealId } from '@lakiri/seals';
import { claimedAt } from '@lakiri/telemetry';
import type { StagedReading } from '@lakiri/telemetry/store';
import {
  CALM,
  type Doubt,
  type DoubtWhy,
  isQuarantined,
  type Lie,
  quarantined,
  type Suspicion,
  type TrustNumbers,
} from '@lakiri/trust';
import type { Context } from './context.ts';
import type { FoldBatch, FoldedBatch, Prepared, PreparedReport } from './fold-batch.ts';
import type { Proven } from './proof.ts';
import { stagedOf } from './staged.ts';
import { toldBy, type Witness, whyOf } from './trust-witness.ts';

/** A seal's stream is set apart from here on. */
export type Quarantine = {
  readonly sealId: string;
  /** Of the seal, made by this. */
  readonly version: number;
  readonly why: readonly DoubtWhy[];
  readonly receivedAt: Instant;
};

type Work = {
  readonly batch: FoldedBatch;
  readonly input: FoldBatch;
  readonly prepared: Prepared;
};

const NUMBERS = new WeakMap<Rulebook, TrustNumbers>();

/** The numbers in force at an instant. */
export function numbersAt({ standing }: FoldBatch, at: Instant): TrustNumbers {
  const book = rulesAt(standing.rules, at);
  const known = NUMBERS.get(book);
  if (known !== undefined) return known;
  const numbers: TrustNumbers = {
    'identity-doubted': book['identity-doubted'].params,
    'position-doubted': book['position-doubted'].params,
    'jamming-suspected': book['jamming-suspected'].params,
    'clock-jumped': book['clock-jumped'].params,
  };
  NUMBERS.set(book, numbers);
  return numbers;
}

/** The seal as it is to be folded, once it is known whose frame this is, by its proof and by who brought it. */
export function looked(
  work: Work & {
    readonly proven: Proven;
    readonly witness: Witness | undefined;
    readonly seen: ReadonlySet<string>;
  },
  context: Context,
): { readonly context: Context; readonly lie: Lie | null } {
  const { witness, prepared, seen, input, proven } = work;
  if (proven.lie !== null)
    return { context: setApart(work, context, [proven.lie.why], null), lie: proven.lie.is };
  if (witness === undefined || isQuarantined(context.suspicion)) return { context, lie: null };
  // By whatever way it comes: two who hold one key are told by the numbers of their records.
  if (proven.proof === 'mac' || proven.proof === 'signature') return { context, lie: null };
  const told = toldBy(prepared, seen);
  const numbers = numbersAt(input, prepared.item.receivedAt);
  const asked = { prepared, context, told, numbers };
  const lie = witness.lieOf(asked);
  if (lie === null) return { context, lie };
  const why = [whyOf(lie, asked)];
  return { context: setApart(work, context, why, null), lie };
}

/** A numbered record is the newest of its seal's log, or fills a gap in it. Only of a frame that is kept. */
export function linked(
  { batch, prepared }: Pick<Work, 'batch' | 'prepared'>,
  context: Context,
  { link }: Proven,
): Context {
  if (link === null || isQuarantined(context.suspicion)) return context;
  const suspicion: Suspicion = { ...(context.suspicion ?? CALM), link };
  batch.suspicions.set(prepared.sealId, suspicion);
  return { ...context, suspicion, version: context.version + 1 };
}

/** While somebody goes on, people are told again so often. */
const FORGED_TOLD_MS = HOUR_MS;

/**
 * Somebody speaks in the seal's name without its key. The seal is told from him by its key, so only his frames are set
 * apart. People are told; of a tamper that he tells as well, since it may be the seal with another key than we were given.
 * The very context where nothing is to be told.
 */
export function forged(
  work: Work & { readonly seen: ReadonlySet<string> },
  context: Context,
  why: DoubtWhy,
): Context {
  const { batch, prepared, seen } = work;
  const { item, sealId, reports } = prepared;
  const { receivedAt } = item;
  const before = context.suspicion ?? CALM;
  const isAnew = receivedAt - (before.forgedAt ?? Number.NEGATIVE_INFINITY) >= FORGED_TOLD_MS;
  const known = isAnew ? { ...before, forgedAt: receivedAt, tampers: [] } : before;
  const tampers = reports
    .filter(({ key }) => !seen.has(key))
    .flatMap(({ report, digest }) => fold(context.seal, { report, digest, receivedAt }).latched)
    .filter((latch, at, all) => !known.tampers.includes(latch) && all.indexOf(latch) === at);
  if (!isAnew && tampers.length === 0) return context;
  const suspicion: Suspicion = { ...known, tampers: [...known.tampers, ...tampers] };
  batch.suspicions.set(sealId, suspicion);
  const told = tampers.map((latch) => tamperTold(latch, receivedAt));
  const doubt: Doubt = { kind: 'identity-doubted', why: isAnew ? [why, ...told] : told };
  const watch = tell(work, context, [doubt], null);
  return { ...context, suspicion, version: context.version + 1, watch };
}

type ToldBy = {
  readonly folded: Folded;
  readonly reading: Reading;
  readonly report: PreparedReport;
};

/** From here on the seal's frames move nothing: a fact, and where somebody watches, an alarm. */
export function setApart(
  work: Work,
  context: Context,
  why: readonly DoubtWhy[],
  told: ToldBy | null,
): Context {
  const { batch, prepared } = work;
  const { sealId, item } = prepared;
  const { receivedAt } = item;
  const version = context.version + 1;
  const suspicion = quarantined(context.suspicion, told?.folded.at ?? receivedAt, why);
  batch.suspicions.set(sealId, suspicion);
  batch.quarantines.push({ sealId, version, why, receivedAt });
  const watch = tell(work, context, [{ kind: 'identity-doubted', why }], told);
  return { ...context, suspicion, version, watch };
}

/** Raises an alarm for each doubt. */
export function tell(
  { batch, input, prepared }: Work,
  context: Context,
  doubts: readonly Doubt[],
  told: ToldBy | null,
): Watch | null {
  const { journey, watch, seal, route } = context;
  const { sealId, item } = prepared;
  const { receivedAt } = item;
  const { rules } = input.standing;
  const judged = doubted({ doubts, before: seal, journey, watch, route, rules, receivedAt, told });
  if (judged.watch === null || judged.raised.length === 0) return watch;
  const done = raise({
    raised: judged.raised,
    watch: judged.watch,
    seal: sealId as SealId,
    receivedAt,
    cause: told === null ? null : causeOf(told.report),
    newId: input.newId,
  });
  batch.alarms.push(...done.alarms);
  batch.opened.push(...done.opened);
  batch.alarmEvents.push(...done.events);
  batch.watches.set(sealId, done.watch);
  return done.watch;
}

function causeOf({ report, digest }: PreparedReport) {
  return { occurredAt: report.occurredAt === null ? null : claimedAt(report), digest };
}

/** A reading that is kept and moves nothing. A tamper that it tells is told to people, each once. */
export function apart(
  work: Work,
  context: Context,
  report: PreparedReport,
  tier: Tier,
): { readonly context: Context; readonly staged: StagedReading } {
  const { batch, prepared } = work;
  const { receivedAt } = prepared.item;
  const reading: Reading = { report: report.report, receivedAt, digest: report.digest, tier };
  const folded = fold(context.seal, reading);
  const version = context.version + 1;
  const staged = stagedOf({ ...report, folded, sealVersion: version, tier });
  const known = context.suspicion;
  const news = folded.latched.filter((latch) => known?.tampers.includes(latch) === false);
  if (known === null || news.length === 0) return { context: { ...context, version }, staged };
  const suspicion: Suspicion = { ...known, tampers: [...known.tampers, ...news] };
  batch.suspicions.set(prepared.sealId, suspicion);
  const why = news.map((latch) => tamperTold(latch, folded.at));
  const doubt: Doubt = { kind: 'identity-doubted', why };
  const watch = tell(work, context, [doubt], { folded, reading, report });
  return { context: { ...context, suspicion, version, watch }, staged };
}

function tamperTold(latch: Latch, at: Instant): DoubtWhy {
  return { code: 'tamper-in-quarantine', params: { latch, at: new Date(at).toISOString() } };
}
