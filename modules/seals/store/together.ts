// Armed seals seen beside each other: the few that a question is about, never all of them.
import type { Instant, Position } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { fixCode } from '../core/index.ts';
import { type HowLate, IS_LATE } from './groups.ts';

/** A jam of a district; the newest are taken, and what is beyond is missed until these are over. */
const LOST_MAX = 500;
/** Points where many are, and those of each that are looked at. */
const CROWDS_MAX = 20;
const CROWD_MAX = 40;
/** What was lost longer ago says nothing of now. */
const LOST_MIN = 60;
/** A report without a fix is no loss until it has lasted so long. */
const BLIND_S = 60;
const GNSS = fixCode('gnss');
/** Clocks of several processes differ by less. */
const IS_PAST = `s.received_at <= to_timestamp($1::float8 / 1000.0) + interval '5 min'`;

export type LostRow = Position & { readonly journey: string; readonly lostAt: Instant };

/**
 * Armed seals that had a satellite fix within the hour, and now report without one; with `silent` also those that had one
 * and are overdue.
 */
export async function lostSeals(tx: Sql, how: HowLate, silent: boolean): Promise<LostRow[]> {
  const { rows } = await tx.query<LostRow>(
    `SELECT s.journey, s.lat, s.lon,
       CASE WHEN s.fix = ${GNSS} THEN s.received_at ELSE s.place_at END AS "lostAt"
     FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE s.phase = 'armed' AND s.lat IS NOT NULL
       AND s.place_at > to_timestamp($1::float8 / 1000.0) - interval '${LOST_MIN} min' AND ${IS_PAST}
       AND CASE WHEN s.fix = ${GNSS} THEN $5::boolean AND ${IS_LATE}
         ELSE s.occurred_at >= s.place_at + interval '${BLIND_S} s' END
     ORDER BY s.place_at DESC LIMIT ${LOST_MAX}`,
    [how.now, how.listeningSince, how.intervals, how.graceS, silent],
  );
  return rows;
}

/** How many trucks around each of these places are heard by satellites as ever, in the order asked. */
export async function soundAround(
  tx: Sql,
  places: readonly Position[],
  { nearKm, ...how }: HowLate & { readonly nearKm: number },
): Promise<number[]> {
  if (places.length === 0) return [];
  const { rows } = await tx.query<{ at: number; trucks: number }>(
    `SELECT a.at::int AS at, count(DISTINCT s.journey)::int AS trucks
     FROM unnest($5::float8[], $6::float8[]) WITH ORDINALITY AS a (lat, lon, at)
     JOIN seals.seal s ON abs(s.lat - a.lat) <= $7::float8 AND abs(s.lon - a.lon) <= $7::float8
     JOIN seals.model_now m USING (model)
     WHERE s.phase = 'armed' AND s.fix = ${GNSS} AND NOT ${IS_LATE} GROUP BY a.at`,
    [
      how.now,
      how.listeningSince,
      how.intervals,
      how.graceS,
      places.map(({ lat }) => lat),
      places.map(({ lon }) => lon),
      nearKm / KM_PER_DEG,
    ],
  );
  return places.map((_, at) => rows.find((row) => row.at === at + 1)?.trucks ?? 0);
}

const KM_PER_DEG = 111.195; // near the equator, where our corridors are

export type StanderRow = Position & {
  readonly journey: string;
  readonly at: Instant;
  readonly speedKmh: number | null;
};

/** How long a place that was told stands for where it is. */
const NEWS_MIN = 10;
/** Squares of eleven metres, laid four times half a square apart, so that no five metres are cut by all. */
const SQUARES_PER_DEG = 10_000;

/** Armed seals of so many trucks or more that tell nearly one point. */
export async function crowds(
  tx: Sql,
  { now, trucksMin }: { readonly now: Instant; readonly trucksMin: number },
): Promise<StanderRow[][]> {
  const { rows } = await tx.query<{ members: string }>(
    `SELECT (json_agg(json_build_object('journey', s.journey, 'lat', s.lat, 'lon', s.lon, 'speedKmh', s.speed_kmh,
         'at', floor(extract(epoch FROM s.place_at) * 1000)) ORDER BY s.place_at DESC))::text AS members
     FROM seals.seal s CROSS JOIN (VALUES (0), (0.5)) AS north (by) CROSS JOIN (VALUES (0), (0.5)) AS east (by)
     WHERE s.phase = 'armed' AND s.fix = ${GNSS}
       AND s.place_at > to_timestamp($1::float8 / 1000.0) - interval '${NEWS_MIN} min' AND ${IS_PAST}
     GROUP BY floor(s.lat * ${SQUARES_PER_DEG} + north.by), floor(s.lon * ${SQUARES_PER_DEG} + east.by), north.by, east.by
     HAVING count(DISTINCT s.journey) >= $2 ORDER BY count(DISTINCT s.journey) DESC LIMIT ${CROWDS_MAX}`,
    [now, trucksMin],
  );
  return rows.map(({ members }) => (JSON.parse(members) as StanderRow[]).slice(0, CROWD_MAX));
}
