import { addMs, DAY_MS, HOUR_MS, type Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import {
  COURSE_STEP_DEG,
  emptyHour,
  HOUR_FIXES_MAX,
  type HourColumns,
  type HourTruck,
  thinnedTo,
  UNKNOWN_U8,
} from '../core/index.ts';
import { sqlTime } from './queries.ts';

/** A truck as long as its seal was on it. */
export type TruckThen = HourTruck & {
  readonly fittedAt: Instant;
  readonly untilAt: Instant | null;
};

export type HourAsked = {
  readonly from: Instant;
  readonly trucks: readonly TruckThen[];
  /** There were more trucks than are asked for. */
  readonly isCut: boolean;
  /** More than these are thinned; a test's hour is a short one. */
  readonly fixesMax?: number;
};

type Row = {
  readonly total: string;
  readonly n: string | null;
  readonly at: string;
  readonly lat: string;
  readonly lon: string;
  readonly speed: string;
  readonly course: string;
};

/** Read of an hour at most: ten thousand trucks at one fix in 18 s. A fleet that says more is told to be cut. */
const READ_MAX = 2_000_000;

/**
 * Every fix of an hour by the seals' own clocks, truck after truck, and of each truck its last one of the day before, so
 * that the hour begins with all of them in place. What is too much for an answer is thinned to one fix of each truck in so
 * many seconds. By a bitmap, as a journey's track is read; the database makes a text of each column.
 */
export async function hourColumns(tx: Sql, asked: HourAsked): Promise<HourColumns> {
  const { from, trucks, fixesMax = HOUR_FIXES_MAX - trucks.length } = asked;
  const everyS = thinnedTo(trucks.length);
  await tx.query('SET LOCAL enable_indexscan = off');
  const { rows } = await tx.query<Row>(HOUR, [
    trucks.map(({ seal }) => seal),
    trucks.map(({ fittedAt }) => sqlTime(fittedAt)),
    trucks.map(({ untilAt }) => (untilAt === null ? 'infinity' : sqlTime(untilAt))),
    sqlTime(from),
    sqlTime(addMs(from, HOUR_MS)),
    everyS,
    fixesMax,
    READ_MAX,
  ]);
  await tx.query('SET LOCAL enable_indexscan = on');
  const before = await tx.query<Row>(BEFORE, [
    trucks.map(({ seal }) => seal),
    trucks.map(({ fittedAt }) => sqlTime(fittedAt)),
    sqlTime(from),
    sqlTime(addMs(from, -DAY_MS)),
  ]);
  return filled(asked, { hour: rows[0], before: before.rows[0], everyS, fixesMax });
}

const COLUMNS = `string_agg(n::text, ',' ORDER BY n, occurred_at) AS n,
  string_agg((date_part('epoch', occurred_at - $FROM) * 1000)::int::text, ',' ORDER BY n, occurred_at) AS at,
  string_agg(lat_e7::text, ',' ORDER BY n, occurred_at) AS lat,
  string_agg(lon_e7::text, ',' ORDER BY n, occurred_at) AS lon,
  string_agg(coalesce(CASE WHEN speed_kmh BETWEEN 0 AND 254 THEN round(speed_kmh)::int END, ${UNKNOWN_U8})::text, ',' ORDER BY n, occurred_at) AS speed,
  string_agg(coalesce(CASE WHEN course_deg BETWEEN 0 AND 360 THEN floor(course_deg / ${COURSE_STEP_DEG})::int END, ${UNKNOWN_U8})::text, ',' ORDER BY n, occurred_at) AS course`;

const HOUR = `
  WITH r AS MATERIALIZED (
    SELECT f.n, r.occurred_at, r.lat_e7, r.lon_e7, r.speed_kmh, r.course_deg
    FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS f (seal, fitted, until, n)
    JOIN telemetry.reading r ON r.seal_id = f.seal AND r.occurred_at >= f.fitted AND r.occurred_at < f.until
      AND r.occurred_at >= $4::timestamptz AND r.occurred_at < $5::timestamptz
      AND r.clock = 1 AND r.lat_e7 IS NOT NULL AND r.lon_e7 IS NOT NULL
    LIMIT $8),
  total AS (SELECT count(*) AS fixes FROM r),
  stepped AS (
    SELECT r.*, floor(date_part('epoch', occurred_at - $4::timestamptz) / $6) AS step,
      lag(floor(date_part('epoch', occurred_at - $4::timestamptz) / $6)) OVER (PARTITION BY n ORDER BY occurred_at) AS before
    FROM r)
  SELECT (SELECT fixes FROM total)::text AS total, ${COLUMNS.replaceAll('$FROM', '$4::timestamptz')}
  FROM stepped
  WHERE (SELECT fixes FROM total) <= $7 OR step IS DISTINCT FROM before`;

const BEFORE = `
  SELECT '0' AS total, ${COLUMNS.replaceAll('$FROM', '$3::timestamptz')}
  FROM (
    SELECT f.n, b.*
    FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS f (seal, fitted, n)
    CROSS JOIN LATERAL (
      SELECT r.occurred_at, r.lat_e7, r.lon_e7, r.speed_kmh, r.course_deg FROM telemetry.reading r
      WHERE r.seal_id = f.seal AND r.occurred_at >= f.fitted
        AND r.occurred_at >= $4::timestamptz AND r.occurred_at < $3::timestamptz
        AND r.clock = 1 AND r.lat_e7 IS NOT NULL AND r.lon_e7 IS NOT NULL
      ORDER BY r.occurred_at DESC LIMIT 1) b) before`;

type Found = {
  readonly hour: Row | undefined;
  readonly before: Row | undefined;
  readonly everyS: number;
  readonly fixesMax: number;
};

function filled(
  { from, trucks, isCut }: HourAsked,
  { hour, before, everyS, fixesMax }: Found,
): HourColumns {
  const parts = [before, hour].map(listed);
  const total = Number(hour?.total ?? 0);
  const told = {
    trucks: trucks.map(({ seal, number, journey, ref, plate }) => ({
      seal,
      number,
      journey,
      ref,
      plate,
    })),
    everyS: total > fixesMax ? everyS : null,
    fixes: total,
    isCut: isCut || total >= READ_MAX,
  };
  const fixes = parts.reduce((sum, { n }) => sum + n.length, 0);
  const columns = emptyHour({ from, fixes, told });
  const next = parts.map(() => 0);
  let row = 0;
  for (let truck = 0; truck < trucks.length; truck++) {
    columns.first[truck] = row;
    for (const [which, part] of parts.entries()) {
      let at = next[which] ?? 0;
      for (; part.n[at] === truck + 1; at++, row++)
        for (const name of CHANNELS) columns[name][row] = part[name][at] ?? 0;
      next[which] = at;
    }
  }
  return columns;
}

const CHANNELS = ['at', 'latE7', 'lonE7', 'speed', 'course'] as const;

type Listed = Readonly<Record<(typeof CHANNELS)[number] | 'n', readonly number[]>>;

function listed(row: Row | undefined): Listed {
  if (row === undefined || row.n === null)
    return { n: [], at: [], latE7: [], lonE7: [], speed: [], course: [] };
  return {
    n: numbers(row.n),
    at: numbers(row.at),
    latE7: numbers(row.lat),
    lonE7: numbers(row.lon),
    speed: numbers(row.speed),
    course: numbers(row.course),
  };
}

const numbers = (text: string): readonly number[] => JSON.parse(`[${text}]`) as number[];
