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
  /** Numbers of Postgres's own binary form, big-endian, one after the other; null where there is no reading. */
  readonly [column in Numeric]: Buffer | null;
} & {
  /** Events by comma, empty for none; null where there is no event at all. */
  readonly event: string | null;
  readonly versions: Readonly<Record<string, number>> | null;
};
type Numeric =
  | 'at'
  | 'received_at'
  | 'lat'
  | 'lon'
  | 'speed'
  | 'course'
  | 'battery'
  | 'bits'
  | 'late';

export type ColumnsAsked = {
  readonly spans: Followed;
  /** Versions of these seals that have been read already, in their order; 0 for none. */
  readonly after: readonly number[];
  readonly knownAt: Instant | undefined;
};

/** In tenths; what a column cannot hold is as good as unknown. */
const tenths = (column: string): string =>
  `coalesce(CASE WHEN ${column} BETWEEN -3276 AND 3276 THEN round(${column} * 10)::int2 END, '${UNKNOWN_I16}'::int2)`;

const ms = (column: string): string => `round(date_part('epoch', ${column}) * 1000)`;

/** All of a column in one value, in the form that typed arrays have but for the order of its bytes. */
const packed = (value: string, type: 'float8' | 'int4' | 'int2'): string =>
  `string_agg(${type}send(${value}), '')`;

/**
 * The readings of a journey's seals whose clock was right, in device time, a column for each channel. The database packs
 * each column into one value: a row for each reading would cost the server fifty times as long to read. Readings came with those
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
     SELECT ${packed(ms('occurred_at'), 'float8')} AS at,
       ${packed(ms('received_at'), 'float8')} AS received_at,
       ${packed(`coalesce(lat_e7, '${UNKNOWN_I32}')`, 'int4')} AS lat,
       ${packed(`coalesce(lon_e7, '${UNKNOWN_I32}')`, 'int4')} AS lon,
       ${packed(tenths('speed_kmh'), 'int2')} AS speed,
       ${packed(tenths('course_deg'), 'int2')} AS course,
       ${packed(tenths('battery_pct'), 'int2')} AS battery,
       ${packed('bits', 'int4')} AS bits,
       string_agg(boolsend(late), '') AS late,
       CASE WHEN bool_or(event IS NOT NULL) THEN string_agg(coalesce(event::json ->> 'type', ''), ',') END AS event,
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

function filled(row: Row | undefined, after: string): TrackColumns {
  if (!row?.at) return emptyColumns(0, { events: [], after, later: null });
  const rows = row.at.byteLength / Float64Array.BYTES_PER_ELEMENT;
  const said = row.event?.split(',') ?? [];
  const events = [...new Set(said)].filter((type) => type !== '').slice(0, EVENTS_MAX);
  const columns = emptyColumns(rows, { events, after, later: null });
  columns.at.set(doubles(row.at));
  columns.receivedAt.set(doubles(row.received_at));
  columns.latE7.set(integers(row.lat));
  columns.lonE7.set(integers(row.lon));
  columns.speed.set(shorts(row.speed));
  columns.course.set(shorts(row.course));
  columns.battery.set(shorts(row.battery));
  const bits = integers(row.bits);
  const late = row.late ?? Buffer.alloc(0);
  for (let index = 0; index < rows; index++)
    columns.flags[index] = flagsOf(bits[index] ?? 0) | (late[index] ?? 0);
  columns.event.set(said.map((type) => events.indexOf(type) + 1));
  return columns;
}

/** A copy's bytes in the machine's order. A buffer may begin anywhere in another one; an array of numbers may not. */
const copied = (bytes: Buffer | null): Buffer => Buffer.from(new Uint8Array(bytes ?? []).buffer);

const doubles = (bytes: Buffer | null): Float64Array =>
  new Float64Array(copied(bytes).swap64().buffer);
const integers = (bytes: Buffer | null): Int32Array =>
  new Int32Array(copied(bytes).swap32().buffer);
const shorts = (bytes: Buffer | null): Int16Array => new Int16Array(copied(bytes).swap16().buffer);

/** Fits a byte, with 0 for none. */
const EVENTS_MAX = 255;

const flagsKept = new Map<number, number>();

function flagsOf(packedBits: number): number {
  const known = flagsKept.get(packedBits);
  if (known !== undefined) return known;
  const bits = unpackBits(packedBits);
  let flags = 0;
  for (const [name, shift] of Object.entries(TRACK_FLAGS)) {
    const bit = bits[name as keyof typeof TRACK_FLAGS];
    flags |= (bit === null ? 0 : bit ? 2 : 1) << shift;
  }
  if (flagsKept.size < FLAGS_KEPT_MAX) flagsKept.set(packedBits, flags);
  return flags;
}

/** A seal tells the same few again and again; more than these is noise. */
const FLAGS_KEPT_MAX = 1_000;
