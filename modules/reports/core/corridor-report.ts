// How long trucks took from departure to arrival, against what was promised for the route.
import type { Kind } from '@lakiri/alarms';
import { HOUR_MS, type Instant } from '@lakiri/kit';
import { pctOf, percentile } from './share.ts';

/** A journey that arrived within the period, or is under way at its end. */
export type TripRow = {
  readonly journey: string;
  readonly ref: string;
  readonly route: string;
  readonly departedAt: Instant;
  readonly arrivedAt: Instant | null;
};

/** A stop that a rule fired about, on one of these journeys. */
export type StopRow = { readonly journey: string; readonly kind: Kind };

/** What is promised for a route from a day on. */
export type CorridorTarget = {
  readonly route: string;
  readonly hours: number;
  readonly effectiveFrom: Instant;
  readonly source: string;
};

export type CorridorTimes = {
  readonly route: string;
  readonly name: string;
  readonly arrived: number;
  readonly meanH: number | null;
  readonly medianH: number | null;
  readonly p90H: number | null;
  readonly fastestH: number | null;
  readonly slowestH: number | null;
  /** The newest in force at the period's end; null where nothing was promised. */
  readonly target: { readonly hours: number; readonly source: string } | null;
  /** Of those that arrived, each against the target of the day it departed. */
  readonly withinPct: number | null;
  /** Under way for longer than was promised at their departure. */
  readonly overdue: number;
  readonly underWay: number;
  /** Stops that a rule fired about, of all these journeys. */
  readonly stops: number;
};

export type CorridorReport = { readonly routes: readonly CorridorTimes[] };

export type CorridorsAsked = {
  /** The period's end, or now where that is earlier. */
  readonly end: Instant;
  readonly trips: readonly TripRow[];
  readonly stops: readonly StopRow[];
  readonly targets: readonly CorridorTarget[];
  /** What a route is called; its id where nobody says. */
  readonly names: ReadonlyMap<string, string>;
};

export function corridorReport(asked: CorridorsAsked): CorridorReport {
  const stopsOf = Map.groupBy(asked.stops, ({ journey }) => journey);
  const routes = [...Map.groupBy(asked.trips, ({ route }) => route)].map(([route, trips]) => ({
    ...timesOf(asked, { route, trips }),
    stops: trips.reduce((sum, { journey }) => sum + (stopsOf.get(journey)?.length ?? 0), 0),
  }));
  return {
    routes: routes.sort((a, b) => b.arrived - a.arrived || (a.route < b.route ? -1 : 1)),
  };
}

function timesOf(
  { end, targets, names }: CorridorsAsked,
  { route, trips }: { readonly route: string; readonly trips: readonly TripRow[] },
): Omit<CorridorTimes, 'stops'> {
  const own = targets.filter((target) => target.route === route);
  const done = trips.flatMap(({ departedAt, arrivedAt }) =>
    arrivedAt !== null && arrivedAt < end ? [{ departedAt, tookMs: arrivedAt - departedAt }] : [],
  );
  const judged = done.flatMap(({ departedAt, tookMs }) => {
    const target = targetAt(own, departedAt);
    return target === undefined ? [] : [tookMs <= target.hours * HOUR_MS];
  });
  const underWay = trips.filter(({ arrivedAt }) => arrivedAt === null || arrivedAt >= end);
  const tookH = done.map(({ tookMs }) => tookMs / HOUR_MS);
  const target = targetAt(own, end);
  return {
    route,
    name: names.get(route) ?? route,
    arrived: done.length,
    meanH: tenths(
      tookH.length === 0 ? null : tookH.reduce((sum, took) => sum + took, 0) / tookH.length,
    ),
    medianH: tenths(percentile(tookH, 50)),
    p90H: tenths(percentile(tookH, 90)),
    fastestH: tenths(percentile(tookH, 0)),
    slowestH: tenths(percentile(tookH, 100)),
    target: target === undefined ? null : { hours: target.hours, source: target.source },
    withinPct: pctOf(judged.filter(Boolean).length, judged.length),
    overdue: underWay.filter(({ departedAt }) => {
      const promised = targetAt(own, departedAt);
      return promised !== undefined && end - departedAt > promised.hours * HOUR_MS;
    }).length,
    underWay: underWay.length,
  };
}

/** The one in force then: of those that began, the newest. */
function targetAt(targets: readonly CorridorTarget[], at: Instant): CorridorTarget | undefined {
  return targets
    .filter(({ effectiveFrom }) => effectiveFrom <= at)
    .reduce<CorridorTarget | undefined>(
      (newest, one) =>
        newest === undefined || one.effectiveFrom > newest.effectiveFrom ? one : newest,
      undefined,
    );
}

const tenths = (hours: number | null): number | null =>
  hours === null ? null : Math.round(hours * 10) / 10;
