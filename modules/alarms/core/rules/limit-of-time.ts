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
  /** What is long, in hours of a trip and days of a period, and when it is over. */
  readonly long: number;
  readonly limitAt: Instant;
};

/** What a limit tells. Put into words only when it is told: the limits are looked at far more often. */
export function whyOf({ name, long, limitAt: at }: Limit): Why {
  const limitAt = isoOf(at);
  switch (name) {
    case 'trip-warned':
      return { code: 'trip-time-near', params: { limitH: long, limitAt } };
    case 'trip-over':
      return { code: 'trip-time-over', params: { limitH: long, limitAt } };
    case 'period-warned':
      return { code: 'period-near', params: { limitDays: long, limitAt } };
    case 'period-over':
      return { code: 'period-over', params: { limitDays: long, limitAt } };
  }
}

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
  const { timeLimitH: long } = route.route;
  const limitAt = addMs(armedAt, long * HOUR_MS);
  const warnAt = addMs(limitAt, -rule.params.warnH * HOUR_MS);
  const severity = rule.params.limitSeverity as Severity;
  const over: Limit = { rule, name: 'trip-over', at: limitAt, severity, long, limitAt };
  // A trip that is shorter than the warning is warned of at no time: it would be from its beginning.
  if (warnAt <= armedAt) return [over];
  return [{ rule, name: 'trip-warned', at: warnAt, long, limitAt }, over];
}

function periodLimits(armedAt: Instant, rule: RuleVersion<'transit-period'>): readonly Limit[] {
  const { warnDays, limitDays: long, limitSeverity } = rule.params;
  const limitAt = addMs(armedAt, long * DAY_MS);
  const warnAt = addMs(armedAt, warnDays * DAY_MS);
  const severity = limitSeverity as Severity;
  return [
    { rule, name: 'period-warned', at: warnAt, long, limitAt },
    { rule, name: 'period-over', at: limitAt, severity, long, limitAt },
  ];
}

/** Of each kind the last limit that is reached and was not told; and what is told then. */
export function reached(
  limits: readonly Limit[],
  told: readonly ToldOnce[],
  now: Instant,
): { readonly limits: readonly Limit[]; readonly told: readonly ToldOnce[] } {
  const fresh = limits.filter(({ at, name }) => at <= now && !told.includes(name));
  if (fresh.length === 0) return { limits: fresh, told };
  const last = fresh.filter(
    (one, n) => !fresh.slice(n + 1).some(({ rule }) => rule.kind === one.rule.kind),
  );
  return { limits: last, told: [...told, ...fresh.map(({ name }) => name)] };
}
