import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { unpackBits } from '@lakiri/seals';
import {
  emptyColumns,
  TRACK_FLAGS,
  TRACK_ROWS_MAX,
  type TrackColumns,
  UNKNOWN_I16,
  UNKNOWN_I32,
} from '../core/index.ts';
import { type Followed, sqlTime } from './queries.ts';

type Row = {
  readonly at: string | null;
  readonly received_at: string;
  readonly lat: string;
  readonly lon: string;
  readonly speed: string;
  readonly course: string;
  readonly battery: string;
  readonly bits: string;
  readonly late: string;
  readonly event: string;
  readonly versions: Readonly<Record<string, number>> | null;
};

export type ColumnsAsked = {
  readonly spans: Followed;
  /** Versions of these seals that have been read already, in their order; 0 for none. */
  readonly after: readonly number[];
  readonly knownAt: Instant | undefined;
};

/** In tenths, as text; what a column cannot hold is as good as unknown. */
const tenths = (column: string): string =>
  `coalesce(CASE WHEN ${column} BETWEEN -3276 AND 3276 THEN round(${column} * 10)::int END, ${UNKNOWN_I16})::text`;

/**
 * The readings of a journey's seals whose clock was right, in device time, a column for each channel. The database makes a
 * text of each column: a row for each reading would cost the server ten times as long to read. Readings came with those
 * of all other seals, so that each lies on a page of its own: by a bitmap the pages are read ahead, where an index scan
 * waits for one after the other (a week of 5,040 that nobody had looked at: 140 ms for 310).
 */
export async function trackColumns(tx: Sql, asked: ColumnsAsked): Promise<TrackColumns> {
  const { spans, after, knownAt } = asked;
  await tx.query('SET LOCAL enable_indexscan = off');
  const { rows } = await tx.query<Row>(
    `WITH r AS MATERIALIZED (
       SELECT r.seal_id, r.seal_version, r.occurred_at, r.received_at, r.lat_e7, r.lon_e7, r.speed_kmh, r.course_deg,
         r.battery_pct, r.bits, r.late, r.event
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) AS f (seal, fitted, until, after)
       JOIN telemetry.reading r ON r.seal_id = f.seal AND r.occurred_at >= f.fitted AND r.occurred_at < f.until
         AND r.seal_version > f.after AND r.received_at <= $5 AND r.clock = 1
       ORDER BY r.occurred_at, r.digest LIMIT $6)
     SELECT string_agg((date_part('epoch', occurred_at) * 1000)::bigint::text, ',') AS at,
       string_agg((date_part('epoch', received_at) * 1000)::bigint::text, ',') AS received_at,
       string_agg(coalesce(lat_e7, ${UNKNOWN_I32})::text, ',') AS lat,
       string_agg(coalesce(lon_e7, ${UNKNOWN_I32})::text, ',') AS lon,
       string_agg(${tenths('speed_kmh')}, ',') AS speed,
       string_agg(${tenths('course_deg')}, ',') AS course,
       string_agg(${tenths('battery_pct')}, ',') AS battery,
       string_agg(bits::text, ',') AS bits,
       string_agg(late::int::text, ',') AS late,
       string_agg(coalesce(event::json ->> 'type', ''), ',') AS event,
       (SELECT json_object_agg(seal_id, version) FROM
         (SELECT seal_id, max(seal_version) AS version FROM r GROUP BY seal_id) v) AS versions
     FROM r`,
    [
      spans.map(({ sealId }) => sealId),
      spans.map(({ from }) => sqlTime(from)),
      spans.map(({ until }) => sqlTime(until)),
      spans.map((_, index) => after[index] ?? 0),
      knownAt === undefined ? 'infinity' : sqlTime(knownAt),
      TRACK_ROWS_MAX,
    ],
  );
  await tx.query('SET LOCAL enable_indexscan = on');
  const [row] = rows;
  const next = spans.map(({ sealId }, index) => row?.versions?.[sealId] ?? after[index] ?? 0);
  return filled(row, next.join('.'));
}

const numbers = (text: string): readonly number[] => JSON.parse(`[${text}]`) as number[];

function filled(row: Row | undefined, after: string): TrackColumns {
  if (row === undefined || row.at === null)
    return emptyColumns(0, { events: [], after, later: null });
  const at = numbers(row.at);
  const said = row.event.split(',');
  const events = [...new Set(said)].filter((type) => type !== '').slice(0, EVENTS_MAX);
  const columns = emptyColumns(at.length, { events, after, later: null });
  columns.at.set(at);
  columns.receivedAt.set(numbers(row.received_at));
  columns.latE7.set(numbers(row.lat));
  columns.lonE7.set(numbers(row.lon));
  columns.speed.set(numbers(row.speed));
  columns.course.set(numbers(row.course));
  columns.battery.set(numbers(row.battery));
  const late = numbers(row.late);
  columns.flags.set(numbers(row.bits).map((bits, index) => flagsOf(bits) | (late[index] ?? 0)));
  columns.event.set(said.map((type) => events.indexOf(type) + 1));
  return columns;
}

/** Fits a byte, with 0 for none. */
const EVENTS_MAX = 255;

const flagsKept = new Map<number, number>();

function flagsOf(packed: number): number {
  const known = flagsKept.get(packed);
  if (known !== undefined) return known;
  const bits = unpackBits(packed);
  let flags = 0;
  for (const [name, shift] of Object.entries(TRACK_FLAGS)) {
    const bit = bits[name as keyof typeof TRACK_FLAGS];
    flags |= (bit === null ? 0 : bit ? 2 : 1) << shift;
  }
  if (flagsKept.size < FLAGS_KEPT_MAX) flagsKept.set(packed, flags);
  return flags;
}

/** A seal tells the same few again and again; more than these is noise. */
const FLAGS_KEPT_MAX = 1_000;
