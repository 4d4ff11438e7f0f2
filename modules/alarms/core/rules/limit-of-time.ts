// What time alone makes true of a journey: its route's limit, and the period that the law gives a transit.
import type { RouteIndex } from '@lakiri/corridors';
import { addMs, DAY_MS, HOUR_MS, type Instant, isoOf } from '@lakiri/kit';
import type { Severity } from '../kind.ts';
import type { ToldOnce } from '../memory.ts';
import type { Rulebook, RuleVersion } from '../rule.ts';
import type { Why } from '../why.ts';

type Kind = 'trip-time' | 'transit-period';

/** An instant at which something is to be told once. */
export type Limit = {
  readonly rule: RuleVersion<Kind>;
  readonly name: ToldOnce;
  readonly at: Instant;
  /** Absent: the rule's own. */
  readonly severity?: Severity;
  readonly why: Why;
};

/**
 * The limits of a journey in the order of their kinds, the warning before the limit. Both are counted from arming: a
 * journey's limit is handed over then, and the day of entry is not told to us (assumed to be that day).
 */
export function limitsOf(
  armedAt: Instant,
  route: RouteIndex | null,
  book: Rulebook,
): readonly Limit[] {
  return [
    ...tripLimits(armedAt, route, book['trip-time']),
    ...periodLimits(armedAt, book['transit-period']),
  ];
}

function tripLimits(
  armedAt: Instant,
  route: RouteIndex | null,
  rule: RuleVersion<'trip-time'>,
): readonly Limit[] {
  if (route === null) return [];
  const { timeLimitH } = route.route;
  const limitAt = addMs(armedAt, timeLimitH * HOUR_MS);
  const warnAt = addMs(limitAt, -rule.params.warnH * HOUR_MS);
  const params = { limitH: timeLimitH, limitAt: isoOf(limitAt) };
  const over: Limit = {
    rule,
    name: 'trip-over',
    at: limitAt,
    severity: rule.params.limitSeverity as Severity,
    why: { code: 'trip-time-over', params },
  };
  // A trip that is shorter than the warning is warned of at no time: it would be from its beginning.
  if (warnAt <= armedAt) return [over];
  return [{ rule, name: 'trip-warned', at: warnAt, why: { code: 'trip-time-near', params } }, over];
}

function periodLimits(armedAt: Instant, rule: RuleVersion<'transit-period'>): readonly Limit[] {
  const { warnDays, limitDays, limitSeverity } = rule.params;
  const limitAt = addMs(armedAt, limitDays * DAY_MS);
  const params = { limitDays, limitAt: isoOf(limitAt) };
  const warnAt = addMs(armedAt, warnDays * DAY_MS);
  return [
    { rule, name: 'period-warned', at: warnAt, why: { code: 'period-near', params } },
    {
      rule,
      name: 'period-over',
      at: limitAt,
      severity: limitSeverity as Severity,
      why: { code: 'period-over', params },
    },
  ];
}

/** Of each kind the last limit that is reached and was not told; and what is told then. */
export function reached(
  limits: readonly Limit[],
  told: readonly ToldOnce[],
  now: Instant,
): { readonly limits: readonly Limit[]; readonly told: readonly ToldOnce[] } {
  const fresh = limits.filter(({ at, name }) => at <= now && !told.includes(name));
  if (fresh.length === 0) return { limits: [], told };
  const last = fresh.filter(
    (one, n) => !fresh.slice(n + 1).some(({ rule }) => rule.kind === one.rule.kind),
  );
  return { limits: last, told: [...told, ...fresh.map(({ name }) => name)] };
}
