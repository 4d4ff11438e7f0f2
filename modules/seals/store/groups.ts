import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

export type MakerHeard = {
  readonly maker: string;
  /** Armed seals of the maker. */
  readonly seals: number;
  /** Of them, those overdue by their own intervals. */
  readonly late: number;
  readonly lastAt: Instant;
};

export type HowLate = {
  readonly now: Instant;
  /** What could not be heard before is nobody's silence. */
  readonly listeningSince: Instant;
  readonly intervals: number;
  readonly graceS: number;
};

/** When a seal was last heard, or armed, or could be heard; and its interval: a truck that stands may sleep. */
const HEARD = `greatest(s.received_at, s.phase_at, to_timestamp($2::float8 / 1000.0))`;
const INTERVAL_S = `CASE WHEN s.speed_kmh < 3 THEN greatest(m.report_interval_s, m.parked_interval_s, m.asleep_interval_s)
  ELSE m.report_interval_s END`;
/** With `how` as the first four values: now, listening since, intervals, grace. */
export const IS_LATE = `${HEARD} + make_interval(secs => $3::float8 * (${INTERVAL_S}) + $4::float8) < to_timestamp($1::float8 / 1000.0)`;

/** How the armed seals of each maker are heard. */
export async function heardByMaker(tx: Sql, how: HowLate): Promise<MakerHeard[]> {
  const { rows } = await tx.query<MakerHeard>(
    `SELECT m.maker, count(*)::int AS seals, (count(*) FILTER (WHERE ${IS_LATE}))::int AS late,
       max(${HEARD}) AS "lastAt"
     FROM seals.seal s JOIN seals.model_now m USING (model) WHERE s.phase = 'armed' GROUP BY m.maker`,
    [how.now, how.listeningSince, how.intervals, how.graceS],
  );
  return rows;
}

/** Every armed seal. */
export async function armedSeals(tx: Sql): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM seals.seal WHERE phase = 'armed'`,
  );
  return rows.map(({ id }) => id);
}

export type Near = { readonly seals: number; readonly late: number };

/** About 5 km: a jammer on a truck or a mast that failed reaches no further. */
const NEAR_DEG = 0.045;

export type Asking = { readonly id: string; readonly lat: number; readonly lon: number };

/**
 * How the other armed seals that were last where each of these was are heard; a seal alone is not among the keys.
 * One look through the seals for all that ask: they are matched by squares of the size of the nearness.
 */
export async function heardNear(
  tx: Sql,
  seals: readonly Asking[],
  how: HowLate,
): Promise<ReadonlyMap<string, Near>> {
  if (seals.length === 0) return new Map();
  const { rows } = await tx.query<Near & { readonly id: string }>(
    `SELECT a.id, count(*)::int AS seals, (count(*) FILTER (WHERE ${IS_LATE}))::int AS late
     FROM unnest($5::uuid[], $6::float8[], $7::float8[]) AS a (id, lat, lon)
     CROSS JOIN (VALUES (-1), (0), (1)) AS north (by) CROSS JOIN (VALUES (-1), (0), (1)) AS east (by)
     JOIN seals.seal s ON floor(s.lat / ${NEAR_DEG}) = floor(a.lat / ${NEAR_DEG}) + north.by
       AND floor(s.lon / ${NEAR_DEG}) = floor(a.lon / ${NEAR_DEG}) + east.by
     JOIN seals.model_now m USING (model)
     WHERE s.phase = 'armed' AND s.id <> a.id AND abs(s.lat - a.lat) <= ${NEAR_DEG} AND abs(s.lon - a.lon) <= ${NEAR_DEG}
     GROUP BY a.id`,
    [
      how.now,
      how.listeningSince,
      how.intervals,
      how.graceS,
      seals.map(({ id }) => id),
      seals.map(({ lat }) => lat),
      seals.map(({ lon }) => lon),
    ],
  );
  return new Map(rows.map(({ id, seals: others, late }) => [id, { seals: others, late }]));
}
