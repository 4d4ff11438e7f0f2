import { distanceM, placeAt, type RouteIndex } from '@lakiri/corridors';
import { addMs, DAY_MS, HOUR_MS, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { type Allowed, countedFrom } from '../allowance.ts';
import type { Severity } from '../kind.ts';
import { type Here, minutesBetween } from '../look.ts';
import { allowedAt, closingStopAt } from '../opening.ts';
import type { RuleParams } from '../params.ts';
import type { RuleVersion } from '../rule.ts';
import type { Step } from '../step.ts';
import type { Stop } from '../watch.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'long-stop'>;
type Params = RuleParams['long-stop'];
export type StopAfter = {
  readonly stop: Stop | null;
  readonly why: readonly Why[] | null;
  /** When the stop became too long; the alarm's time, whichever reading or clock found it out. */
  readonly at: Instant | null;
  /** Absent: the rule's own. */
  readonly severity?: Severity;
};

/**
 * A truck under way that stands outside the allowed stops of its route for longer than the hour
 * allows. A stop begins with a slow fix and ends with a fix beyond the radius, or in an allowed stop; a
 * spike of speed or a fix that wanders within the radius does not end it. An allowed stop with opening hours is one while
 * it is open: a stop there counts from when it closes.
 */
export function longStop(step: Step, known: Stop | null, rule: Rule): StopAfter {
  if (!step.underway) return { stop: null, why: null, at: null };
  const stop = step.here === null ? known : stopAt(step, step.here, known, rule.params);
  return overstayed(stop, step.at, rule, allowedAt(step.route, stop, step.allowed));
}

/** The same judgement when only time has passed. A stop that has grown at once is told once. */
export function overstayed(
  stop: Stop | null,
  now: Instant,
  rule: Rule,
  allowed: Allowed = [],
): StopAfter {
  const due = overstayedAt(stop, rule.params, allowed);
  if (stop === null || due === null || now < due) return { stop, why: null, at: null };
  const since = countedFrom(stop.since, allowed, (from) => tooLongAt(from, rule.params));
  const growsAt = grownAt({ ...stop, since }, rule.params);
  const grows = growsAt !== null && now >= growsAt;
  const at = stop.raised && growsAt !== null ? growsAt : due;
  const night = isNight(due, rule.params);
  const limitMin = night ? rule.params.nightMin : rule.params.dayMin;
  const why: Why[] = [
    {
      code: 'stopped',
      params: { minutes: minutesBetween(stop.since, now), since: isoOf(stop.since) },
    },
    { code: 'outside-allowed-stops', params: { limitMin, night } },
  ];
  if (!grows) return { stop: { ...stop, raised: true }, why, at };
  why.push({ code: 'stopped-longer', params: { growMin: rule.params.growMin ?? 0 } });
  const severity = (rule.params.growSeverity ?? rule.severity) as Severity;
  return { stop: { ...stop, raised: true, grown: true }, why, at, severity };
}

/** When the next thing is to be said of a stop: that it is too long, then that it has grown; null when all is said. */
export function overstayedAt(
  stop: Stop | null,
  params: Params,
  allowed: Allowed = [],
): Instant | null {
  if (stop === null) return null;
  const dueOf = (since: Instant): Instant | null =>
    stop.raised ? grownAt({ ...stop, since }, params) : tooLongAt(since, params);
  return dueOf(countedFrom(stop.since, allowed, dueOf));
}

function grownAt({ since, grown }: Stop, { growMin }: Params): Instant | null {
  return growMin === undefined || grown === true ? null : addMs(since, growMin * MINUTE_MS);
}

function stopAt(
  step: Step,
  here: Here,
  known: Stop | null,
  { anchorRadiusM, slowKmh }: Params,
): Stop | null {
  const stays = known !== null && distanceM(known, here) <= anchorRadiusM;
  if (!stays && !isSlow(step, here, slowKmh, anchorRadiusM)) return null;
  const closing = closingStopAt(step.route, here);
  if (closing === undefined && isAllowed(step.route, here)) return null;
  // What stood beside an allowed stop, and now stands in it, has come to another place.
  const isSame = stays && (closing === undefined || closing === closingStopAt(step.route, known));
  return isSame ? known : { since: step.at, lat: here.lat, lon: here.lon, raised: false };
}

/** A seal that does not say its speed stands when its last two fixes are one place. */
function isSlow(step: Step, here: Here, slowKmh: number, anchorRadiusM: number): boolean {
  const { speedKmh, before } = step;
  if (speedKmh !== null) return speedKmh < slowKmh;
  return before !== null && distanceM(before, here) <= anchorRadiusM;
}

function isAllowed(route: RouteIndex | null, here: Here): boolean {
  return route !== null && placeAt(route, here) !== undefined;
}

/**
 * The first instant at which a stop is longer than the limit of that instant's hour: a stop that
 * lasts into the night has the night's limit from nightfall on.
 */
export function tooLongAt(since: Instant, params: Params): Instant {
  const byDay = addMs(since, params.dayMin * MINUTE_MS);
  const byNight = addMs(since, params.nightMin * MINUTE_MS);
  const dayAt = isNight(byDay, params) ? nextHourAt(byDay, params.nightUntilH, params) : byDay;
  const nightAt = isNight(byNight, params)
    ? byNight
    : nextHourAt(byNight, params.nightFromH, params);
  return Math.min(dayAt, nightAt) as Instant;
}

/** Night by the local clock; `nightFromH` is later in the day than `nightUntilH`. */
export function isNight(at: Instant, params: Params): boolean {
  const hour = localMsOfDay(at, params) / HOUR_MS;
  return hour >= params.nightFromH || hour < params.nightUntilH;
}

function nextHourAt(at: Instant, hour: number, params: Params): Instant {
  const waitMs = (hour * HOUR_MS - localMsOfDay(at, params) + DAY_MS) % DAY_MS;
  return addMs(at, waitMs);
}

function localMsOfDay(at: Instant, { utcOffsetMin }: Params): number {
  return (((at + utcOffsetMin * MINUTE_MS) % DAY_MS) + DAY_MS) % DAY_MS;
}
