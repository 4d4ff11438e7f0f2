// Where a rule's numbers are other than its version says: on one route, in one place, at some hours, for one model of
// seal. Of all overrides that apply to a rule one wins, whole: the most specific.
import { distanceM, type ForbiddenFence } from '@lakiri/corridors';
import { HOUR_MS, type Instant, MINUTE_MS, type Position } from '@lakiri/kit';
import type { Kind, Severity } from './kind.ts';
import type { LocalHours } from './params.ts';
import type { Rulebook, RulesFrom } from './rule.ts';

/** A circle; a whole copy, so that moving a place's fence does not change what an override meant. */
type Circle = Position & { readonly name: string; readonly radiusM: number };

/** All that it names must hold; what it does not name is anything. */
export type Scope = {
  readonly place?: Circle;
  readonly route?: string;
  readonly hours?: LocalHours;
  readonly model?: string;
};

type Dated = { readonly effectiveFrom: Instant; readonly until: Instant | null };

/** Some numbers of a rule, or its severity, within a scope. */
export type Override = Dated & {
  readonly kind: Kind;
  /** One among those of its kind; alarms name it. */
  readonly name: string;
  readonly scope: Scope;
  readonly params: Readonly<Record<string, number>>;
  readonly severity: Severity | null;
  readonly basis: 'configuration' | 'regulation';
  readonly source: string;
};

/** A place where no truck under control may go. */
export type Fence = ForbiddenFence;

/** Who is in charge of customs in a country. */
export type Administration = Dated & {
  readonly country: string;
  readonly name: string;
  readonly source: string;
};

export type Beside = {
  readonly overrides: readonly Override[];
  readonly fences: readonly Fence[];
  readonly administrations: readonly Administration[];
};

/** What of a seal never changes on a journey. */
export type Fixed = { readonly route: string | null; readonly model: string };

/**
 * The order of specificity, most first: a place, a route, hours, a model; who names a place beats all that do not,
 * and so on down. Alike in that, the one that took force last; then by name.
 */
function bySpecificity(a: Override, b: Override): number {
  const weight = ({ scope }: Override): number =>
    (scope.place === undefined ? 0 : 8) +
    (scope.route === undefined ? 0 : 4) +
    (scope.hours === undefined ? 0 : 2) +
    (scope.model === undefined ? 0 : 1);
  return weight(b) - weight(a) || b.effectiveFrom - a.effectiveFrom || (a.name < b.name ? -1 : 1);
}

/** The overrides that one seal on one route can ever come under, and the books that they made so far. */
type Scoped = {
  readonly candidates: readonly Override[];
  /** Whether place or hour decide at all: otherwise one book is for every reading. */
  readonly varies: boolean;
  readonly books: Map<string, Rulebook>;
};

// Resolved once for a rulebook, route and model; a reading asks only what varies.
const SCOPED = new WeakMap<RulesFrom, Map<string, Scoped>>();

/** The rulebook for a seal at an instant and a place. Where nothing is laid over it, the very book. */
export function scopedBook(
  from: RulesFrom,
  fixed: Fixed,
  at: Instant,
  place: Position | null,
): Rulebook {
  if (from.overrides.length === 0) return from.book;
  const { candidates, varies, books } = scopedOf(from, fixed);
  if (candidates.length === 0) return from.book;
  const holding = varies ? candidates.filter((one) => holds(one.scope, at, place)) : candidates;
  const key = varies ? holding.map(nameOf).join(' ') : '';
  const known = books.get(key);
  if (known !== undefined) return known;
  const made = laidOver(from.book, holding);
  books.set(key, made);
  return made;
}

const nameOf = ({ kind, name }: Override): string => `${kind}/${name}`;

function scopedOf(from: RulesFrom, { route, model }: Fixed): Scoped {
  let all = SCOPED.get(from);
  if (all === undefined) {
    all = new Map();
    SCOPED.set(from, all);
  }
  const key = `${route ?? ''} ${model}`;
  const known = all.get(key);
  if (known !== undefined) return known;
  const candidates = from.overrides
    .filter(({ scope }) => scope.route === undefined || scope.route === route)
    .filter(({ scope }) => scope.model === undefined || scope.model === model)
    .sort(bySpecificity);
  const varies = candidates.some(
    ({ scope }) => scope.place !== undefined || scope.hours !== undefined,
  );
  const made: Scoped = { candidates, varies, books: new Map() };
  all.set(key, made);
  return made;
}

function holds({ place: circle, hours }: Scope, at: Instant, place: Position | null): boolean {
  if (hours !== undefined && !isWithinHours(at, hours)) return false;
  if (circle === undefined) return true;
  return place !== null && distanceM(circle, place) <= circle.radiusM;
}

/** The first override of each kind wins; the others of its kind say nothing. */
function laidOver(book: Rulebook, overrides: readonly Override[]): Rulebook {
  const over: Record<string, unknown> = {};
  for (const one of overrides) {
    if (one.kind in over) continue;
    const rule = book[one.kind];
    over[one.kind] = {
      ...rule,
      severity: one.severity ?? rule.severity,
      params: { ...rule.params, ...one.params },
      override: one.name,
    };
  }
  return { ...book, ...over } as Rulebook;
}

const HOURS_A_DAY = 24;

/** By the local clock. Where `fromH` is later in the day than `untilH`, over midnight. */
export function isWithinHours(at: Instant, { fromH, untilH, utcOffsetMin }: LocalHours): boolean {
  const hour = ((at + utcOffsetMin * MINUTE_MS) / HOUR_MS) % HOURS_A_DAY;
  const local = hour < 0 ? hour + HOURS_A_DAY : hour;
  return fromH <= untilH ? local >= fromH && local < untilH : local >= fromH || local < untilH;
}
