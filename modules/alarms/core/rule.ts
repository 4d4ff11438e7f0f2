import { type Instant, instant } from '@lakiri/kit';
import { DEFAULT_NUMBERS, type TrustNumbers } from '@lakiri/trust';
import { KINDS, type Kind, type Severity } from './kind.ts';

/** What an officer may set of each rule. */
export type RuleParams = TrustNumbers & {
  'seal-cut': Record<string, never>;
  'opened-no-order': Record<string, never>;
  'cover-opened': Record<string, never>;
  'unlock-refused': { readonly attemptsMin: number; readonly windowMin: number };
  'off-route': {
    /** Either completes it: so many fixes outside, or so long without a fix inside. */
    readonly fixesMin: number;
    readonly outsideS: number;
    /** Back is well inside, for so many fixes: a truck along the edge must not fire again and again. */
    readonly backWithinPct: number;
    readonly backFixes: number;
    /** Late fixes outside belong to one leaving when no further apart than this. */
    readonly lateWindowMin: number;
  };
  'long-stop': {
    readonly dayMin: number;
    readonly nightMin: number;
    /** Hours of the local day. */
    readonly nightFromH: number;
    readonly nightUntilH: number;
    readonly utcOffsetMin: number;
    readonly anchorRadiusM: number;
    readonly slowKmh: number;
  };
  silent: { readonly intervals: number; readonly graceMin: number };
  'battery-short': {
    readonly paceKmh: number;
    readonly reservePct: number;
    /** Short no more only when so much above what is needed. */
    readonly recoverPct: number;
  };
  'opening-uncertain': Record<string, never>;
};

/** One dated version of a rule; alarms name the version that fired them. */
export type RuleVersion<K extends Kind = Kind> = {
  readonly kind: K;
  readonly version: number;
  readonly severity: Severity;
  /** How soon somebody must take the case. */
  readonly ackDueS: number;
  readonly params: RuleParams[K];
  readonly effectiveFrom: Instant;
  /** `configuration`: our default, to be set by the administration. */
  readonly basis: 'configuration' | 'regulation';
  readonly source: string;
};

export type AnyRuleVersion = { readonly [K in Kind]: RuleVersion<K> }[Kind];
/** The version of each rule in force at one time. */
export type Rulebook = { readonly [K in Kind]: RuleVersion<K> };
/** Rulebooks by the instant each takes force, newest first. */
export type Rules = readonly { readonly from: Instant; readonly book: Rulebook }[];

const BEGINNING = instant(0) as Instant;

/** The rulebooks that dated versions make. Throws RangeError when some kind has no version at all. */
export function rulesOf(versions: readonly AnyRuleVersion[]): Rules {
  const starts = [...new Set(versions.map((rule) => rule.effectiveFrom))].sort((a, b) => b - a);
  const books = starts.map((from) => ({ from, book: bookAt(versions, from) }));
  const whole = books.filter((one): one is { from: Instant; book: Rulebook } => one.book !== null);
  const first = whole.at(-1);
  if (first === undefined) throw new RangeError('a rulebook needs a version of every rule');
  // What happened before the first whole rulebook is judged by it.
  return [...whole.slice(0, -1), { from: BEGINNING, book: first.book }];
}

function bookAt(versions: readonly AnyRuleVersion[], at: Instant): Rulebook | null {
  const latest = KINDS.map((kind) =>
    versions
      .filter((rule) => rule.kind === kind && rule.effectiveFrom <= at)
      .reduce<AnyRuleVersion | null>(
        (best, rule) => (best === null || rule.effectiveFrom > best.effectiveFrom ? rule : best),
        null,
      ),
  );
  if (latest.includes(null)) return null;
  return Object.fromEntries(latest.map((rule) => [rule?.kind, rule])) as unknown as Rulebook;
}

/** The rulebook in force at an instant. */
export function rulesAt(rules: Rules, at: Instant): Rulebook {
  for (const one of rules) if (one.from <= at) return one.book;
  const last = rules.at(-1);
  if (last === undefined) throw new RangeError('no rules');
  return last.book;
}

const CATALOGUE = 'default of the alarm catalogue';
const MADE_UP = 'log-odds in tenths: defaults, tried on made-up tracks';
const base = { version: 1, effectiveFrom: BEGINNING, basis: 'configuration' } as const;
/** Times to acknowledge, by severity: a critical case is answered before the truck is gone. */
const ACK_DUE_S: Readonly<Record<Severity, number>> = { 1: 60, 2: 300, 3: 1_800, 4: 86_400 };

function rule<K extends Kind>(
  kind: K,
  severity: Severity,
  params: RuleParams[K],
  source: string = CATALOGUE,
): RuleVersion<K> {
  return { ...base, kind, severity, ackDueS: ACK_DUE_S[severity], params, source };
}

/** What holds until an administration sets its own; the same rows are seeded in the database. */
export const DEFAULT_RULES = [
  rule('seal-cut', 1, {}),
  rule('opened-no-order', 1, {}),
  rule('cover-opened', 1, {}),
  rule(
    'unlock-refused',
    2,
    { attemptsMin: 3, windowMin: 30 },
    'Jointech P45 wrong-password count; number is a default',
  ),
  rule('off-route', 2, {
    fixesMin: 2,
    outsideS: 120,
    backWithinPct: 80,
    backFixes: 2,
    lateWindowMin: 10,
  }),
  rule('long-stop', 3, {
    dayMin: 30,
    nightMin: 15,
    nightFromH: 19,
    nightUntilH: 6,
    utcOffsetMin: 180,
    anchorRadiusM: 200,
    slowKmh: 5,
  }),
  rule('silent', 3, { intervals: 2, graceMin: 10 }),
  rule('opening-uncertain', 2, {}),
  rule('battery-short', 4, { paceKmh: 25, reservePct: 10, recoverPct: 5 }),
  rule(
    'identity-doubted',
    2,
    DEFAULT_NUMBERS['identity-doubted'],
    'two devices under one id: numbers are defaults, tried on made-up tracks',
  ),
  rule('position-doubted', 2, DEFAULT_NUMBERS['position-doubted'], MADE_UP),
  rule('jamming-suspected', 2, DEFAULT_NUMBERS['jamming-suspected'], MADE_UP),
  rule('clock-jumped', 3, DEFAULT_NUMBERS['clock-jumped']),
] as const satisfies readonly AnyRuleVersion[];
