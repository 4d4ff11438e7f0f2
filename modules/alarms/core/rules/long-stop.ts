import { distanceM, placeAt, type RouteIndex } from '@lakiri/corridors';
import { addMs, DAY_MS, HOUR_MS, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { type Here, type Look, minutesBetween } from '../look.ts';
import type { RuleParams, RuleVersion } from '../rule.ts';
import type { Stop } from '../watch.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'long-stop'>;
type Params = RuleParams['long-stop'];
export type StopAfter = {
  readonly stop: Stop | null;
  readonly why: readonly Why[] | null;
  /** When the stop became too long; the alarm's time, whichever reading or clock found it out. */
  readonly at: Instant | null;
};

/**
 * A truck under way that stands outside the allowed stops of its route for longer than the hour
 * allows. A stop begins with a slow fix and ends with a fix beyond the radius, or in an allowed stop; a
 * spike of speed or a fix that wanders within the radius does not end it.
 */
export function longStop(look: Look, known: Stop | null, rule: Rule): StopAfter {
  if (!look.watched.underway) return { stop: null, why: null, at: null };
  const stop = look.here === null ? known : stopAt(look, look.here, known, rule.params);
  return overstayed(stop, look.at, rule);
}

/** The same judgement when only time has passed. */
export function overstayed(stop: Stop | null, now: Instant, rule: Rule): StopAfter {
  if (stop === null || stop.raised) return { stop, why: null, at: null };
  const due = tooLongAt(stop.since, rule.params);
  if (now < due) return { stop, why: null, at: null };
  const night = isNight(due, rule.params);
  const why: readonly Why[] = [
    {
      code: 'stopped',
      params: { minutes: minutesBetween(stop.since, now), since: isoOf(stop.since) },
    },
    {
      code: 'outside-allowed-stops',
      params: { limitMin: night ? rule.params.nightMin : rule.params.dayMin, night },
    },
  ];
  return { stop: { ...stop, raised: true }, why, at: due };
}

function stopAt(
  look: Look,
  here: Here,
  known: Stop | null,
  { anchorRadiusM, slowKmh }: Params,
): Stop | null {
  const stays = known !== null && distanceM(known, here) <= anchorRadiusM;
  if (!stays && !isSlow(look, here, slowKmh, anchorRadiusM)) return null;
  if (isAllowed(look.route, here)) return null;
  return stays ? known : { since: look.at, lat: here.lat, lon: here.lon, raised: false };
}

/** A seal that does not say its speed stands when its last two fixes are one place. */
function isSlow(look: Look, here: Here, slowKmh: number, anchorRadiusM: number): boolean {
  const { speedKmh } = look.reading.report;
  if (speedKmh !== null) return speedKmh < slowKmh;
  const before = look.before.live.place;
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
