import { type Instant, instant } from '@lakiri/kit';
import { KINDS, type Kind, type Severity } from './kind.ts';
import type { RuleParams } from './params.ts';
import type { Beside, Override } from './scope.ts';

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
  /** CEL: raised only where it holds; absent: always. */
  readonly condition?: string;
  /** The name of the override that was laid over it; absent: the version as it stands. */
  readonly override?: string;
};

export type AnyRuleVersion = { readonly [K in Kind]: RuleVersion<K> }[Kind];
/** The version of each rule in force at one time, and for one seal in one place where overrides are laid over it. */
export type Rulebook = { readonly [K in Kind]: RuleVersion<K> };
/** What holds from an instant on: the rulebook, and what is laid over and beside it. */
export type RulesFrom = Beside & { readonly from: Instant; readonly book: Rulebook };
/** By the instant each takes force, newest first. */
export type Rules = readonly RulesFrom[];

export const BEGINNING = instant(0) as Instant;

const NOTHING_BESIDE: Beside = { overrides: [], fences: [], administrations: [] };

/** The rulebooks that dated data make. Throws RangeError when some kind has no version at all. */
export function rulesOf(
  versions: readonly AnyRuleVersion[],
  beside: Beside = NOTHING_BESIDE,
): Rules {
  const whole = startsOf(versions, beside).flatMap((from): RulesFrom[] => {
    const book = bookAt(versions, from);
    return book === null ? [] : [{ from, book, ...besideAt(beside, from) }];
  });
  const first = whole.at(-1);
  if (first === undefined) throw new RangeError('a rulebook needs a version of every rule');
  // What happened before the first whole rulebook is judged by it.
  return [...whole.slice(0, -1), { ...first, from: BEGINNING }];
}

/** Every instant at which something begins or ends, newest first. */
function startsOf(versions: readonly AnyRuleVersion[], beside: Beside): Instant[] {
  const dated = [...beside.overrides, ...beside.fences, ...beside.administrations];
  const all = [...versions, ...dated].flatMap((one) =>
    'until' in one && one.until !== null ? [one.effectiveFrom, one.until] : [one.effectiveFrom],
  );
  return [...new Set(all)].sort((a, b) => b - a);
}

function besideAt(beside: Beside, at: Instant): Beside {
  const holds = ({ effectiveFrom, until }: Pick<Override, 'effectiveFrom' | 'until'>): boolean =>
    effectiveFrom <= at && (until === null || at < until);
  return {
    overrides: beside.overrides.filter(holds),
    fences: beside.fences.filter(holds),
    administrations: beside.administrations.filter(holds),
  };
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

/** What is in force at an instant. */
export function inForce(rules: Rules, at: Instant): RulesFrom {
  for (const one of rules) if (one.from <= at) return one;
  const last = rules.at(-1);
  if (last === undefined) throw new RangeError('no rules');
  return last;
}

/** The rulebook in force at an instant, without overrides. */
export function rulesAt(rules: Rules, at: Instant): Rulebook {
  return inForce(rules, at).book;
}
