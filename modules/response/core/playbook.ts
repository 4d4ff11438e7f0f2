// What the centre wants done about an alarm, in order. A step is one of a closed set, and ticks itself from what is on
// record of the case: nobody ticks it by hand, so that a tick is never more than a fact.
import type { Kind, Severity } from '@lakiri/alarms';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Call, Notification } from './contact.ts';
import { type DispatchState, type Finding, isOut } from './dispatch.ts';

export const PLAIN_STEPS = [
  'acknowledge',
  'tell-police',
  'tell-administration',
  'tell-owner',
  'check-seal',
  'attach-evidence',
  'ask-second',
] as const;

export type PlaybookStep =
  /** Done when the driver answered, or was tried so often in vain. */
  | { readonly step: 'call-driver'; readonly tries: number }
  /** At once where `afterMin` is null; else when the driver has not answered so long after the first try. */
  | { readonly step: 'dispatch'; readonly afterMin: number | null }
  | { readonly step: (typeof PLAIN_STEPS)[number] };

/** In force for a kind; of one severity where one has its own. */
export type Playbook = {
  readonly kind: Kind;
  readonly severity: Severity | null;
  readonly version: number;
  readonly from: Instant;
  readonly source: string;
  readonly steps: readonly PlaybookStep[];
};

/** What is on record of a case. */
export type PlaybookFacts = {
  readonly ackDueAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly calls: readonly Pick<Call, 'at' | 'whom' | 'result'>[];
  readonly dispatches: readonly {
    readonly state: DispatchState;
    readonly sentAt: Instant;
    readonly onSiteAt: Instant | null;
    readonly report: {
      readonly at: Instant;
      readonly finding: Finding;
      readonly photos: number;
    } | null;
  }[];
  readonly notified: readonly Pick<Notification, 'at' | 'whom'>[];
  /** When another seal went on this truck since the case was opened. */
  readonly resealedAt: Instant | null;
  /** When the first of two people asked to close it. */
  readonly secondAskedAt: Instant | null;
  readonly needsSecond: boolean;
  /** Whether it happened where this centre is in charge; null: nobody can say. */
  readonly inOwnTerritory: boolean | null;
};

export type StandingStep = {
  readonly step: PlaybookStep;
  readonly state: 'done' | 'due' | 'waiting' | 'not-needed';
  /** When it was done. */
  readonly at: Instant | null;
  /** By when it is to be done, or when it comes to be due. */
  readonly dueAt: Instant | null;
};

type Standing = Omit<StandingStep, 'step'>;
const done = (at: Instant): Standing => ({ state: 'done', at, dueAt: null });
const due = (dueAt: Instant | null = null): Standing => ({ state: 'due', at: null, dueAt });
const waiting = (dueAt: Instant | null = null): Standing => ({ state: 'waiting', at: null, dueAt });
const NOT_NEEDED: Standing = { state: 'not-needed', at: null, dueAt: null };

/** How each step of a playbook stands, in its order. The first that is `due` is what to do next. */
export function nextSteps(
  steps: readonly PlaybookStep[],
  facts: PlaybookFacts,
  now: Instant,
): readonly StandingStep[] {
  const standing: StandingStep[] = [];
  for (const step of steps) standing.push({ step, ...standingOf(step, facts, now, standing) });
  return standing;
}

function standingOf(
  step: PlaybookStep,
  facts: PlaybookFacts,
  now: Instant,
  before: readonly StandingStep[],
): Standing {
  switch (step.step) {
    case 'acknowledge':
      return facts.acknowledgedAt === null ? due(facts.ackDueAt) : done(facts.acknowledgedAt);
    case 'call-driver':
      return called(facts, step.tries);
    case 'dispatch':
      return dispatched(facts, step.afterMin, now, triesOf(before));
    case 'tell-police':
      return told(facts, 'police');
    case 'tell-administration':
      return facts.inOwnTerritory === true ? NOT_NEEDED : told(facts, 'administration');
    case 'tell-owner':
      return ownerTold(facts);
    case 'check-seal':
      return sealChecked(facts, before);
    case 'attach-evidence':
      return evidenced(facts, before);
    case 'ask-second':
      return secondAsked(facts, before);
  }
}

/** Oldest first, whatever order they are told in. */
const inTime = <At extends { readonly at: Instant }>(items: readonly At[]): readonly At[] =>
  [...items].sort((one, other) => one.at - other.at);

const toDriver = ({ calls }: PlaybookFacts) =>
  inTime(calls.filter(({ whom }) => whom === 'driver'));

const answered = (facts: PlaybookFacts) =>
  toDriver(facts).find(({ result }) => result === 'answered');

function called(facts: PlaybookFacts, tries: number): Standing {
  const reached = answered(facts) ?? toDriver(facts)[tries - 1];
  return reached === undefined ? due() : done(reached.at);
}

function triesOf(before: readonly StandingStep[]): number {
  const call = before.find(({ step }) => step.step === 'call-driver')?.step;
  return call?.step === 'call-driver' ? call.tries : Number.POSITIVE_INFINITY;
}

function dispatched(
  facts: PlaybookFacts,
  afterMin: number | null,
  now: Instant,
  tries: number,
): Standing {
  // One that declined, or was called back before it was there, is as if it was never sent.
  const [sent] = inTime(
    facts.dispatches
      .filter((one) => isOut(one) || one.onSiteAt !== null)
      .map(({ sentAt: at }) => ({ at })),
  );
  if (sent !== undefined) return done(sent.at);
  if (afterMin === null) return due();
  if (answered(facts) !== undefined) return NOT_NEEDED;
  const calls = toDriver(facts);
  const [first] = calls;
  if (first === undefined) return waiting();
  const dueAt = addMs(first.at, afterMin * MINUTE_MS);
  return now >= dueAt || calls.length >= tries ? due(dueAt) : waiting(dueAt);
}

function told({ notified }: PlaybookFacts, whom: Notification['whom']): Standing {
  const [first] = inTime(notified.filter((one) => one.whom === whom));
  return first === undefined ? due() : done(first.at);
}

/** The transporter answers for the seal and the load; who owns it hears of it by either. */
function ownerTold({ calls, notified }: PlaybookFacts): Standing {
  const reached = calls.filter(
    ({ whom, result }) => (whom === 'owner' || whom === 'transporter') && result === 'answered',
  );
  const [first] = inTime([...reached, ...notified.filter(({ whom }) => whom === 'transporter')]);
  return first === undefined ? due() : done(first.at);
}

/** Who found one of these had the seal before their eyes. */
const SEAL_SEEN: ReadonlySet<Finding> = new Set(['all-in-order', 'seal-tampered', 'cargo-missing']);

const isSettled = ({ state }: StandingStep): boolean => state === 'done' || state === 'not-needed';

function sealChecked(facts: PlaybookFacts, before: readonly StandingStep[]): Standing {
  if (facts.resealedAt !== null) return done(facts.resealedAt);
  const reports = inTime(facts.dispatches.flatMap(({ report }) => report ?? []));
  const seen = reports.find(({ finding }) => SEAL_SEEN.has(finding));
  if (seen !== undefined) return done(seen.at);
  return isSomebodyOnTheWay(facts) || !before.every(isSettledOrNoDispatch) ? waiting() : due();
}

const isSomebodyOnTheWay = ({ dispatches }: PlaybookFacts): boolean =>
  dispatches.some((one) => isOut(one) && one.report === null);

const isSettledOrNoDispatch = (one: StandingStep): boolean =>
  one.step.step !== 'dispatch' || isSettled(one);

/** Photographs are taken by who goes there; where nobody needs to go, there are none to be had. */
function evidenced(facts: PlaybookFacts, before: readonly StandingStep[]): Standing {
  const reports = inTime(facts.dispatches.flatMap(({ report }) => report ?? []));
  const [first] = reports.filter(({ photos }) => photos > 0);
  if (first !== undefined) return done(first.at);
  const dispatch = before.find(({ step }) => step.step === 'dispatch');
  if (dispatch?.state === 'not-needed' && facts.dispatches.length === 0) return NOT_NEEDED;
  return reports.length === 0 ? waiting() : due();
}

function secondAsked(facts: PlaybookFacts, before: readonly StandingStep[]): Standing {
  if (facts.secondAskedAt !== null) return done(facts.secondAskedAt);
  if (!facts.needsSecond) return NOT_NEEDED;
  return before.every(isSettled) ? due() : waiting();
}

/** A longer list is no help to somebody with a minute. */
const STEPS_MAX = 12;

/** Steps as configuration writes them; undefined where it makes no sense. */
export function parseSteps(value: unknown): readonly PlaybookStep[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > STEPS_MAX) return undefined;
  const steps = value.map(parseStep);
  const known = steps.filter((step) => step !== undefined);
  const names = new Set(known.map(({ step }) => step));
  return names.size === value.length ? known : undefined;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0;

function parseStep(value: unknown): PlaybookStep | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { step, tries, afterMin = null } = value as Readonly<Record<string, unknown>>;
  if (step === 'call-driver') return isCount(tries) ? { step, tries } : undefined;
  if (step === 'dispatch')
    return afterMin === null || isCount(afterMin) ? { step, afterMin } : undefined;
  const plain = PLAIN_STEPS.find((one) => one === step);
  return plain && { step: plain };
}
