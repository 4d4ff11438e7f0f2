import type { Sql } from '@lakiri/platform/sql';
import { NO_DEGREES } from '../core/index.ts';
import { type Span, sqlTime } from './queries.ts';

// In the order of `unpackReadings`, 52 bytes each and the event's text.
const PACKED = `timestamptz_send(occurred_at) || timestamptz_send(received_at) || int4send(seal_version)
  || int2send((clock + 4 * late::int + 8 * stored::int + 16 * fix + 64 * tier)::int2)
  || int4send(coalesce(lat_e7, ${NO_DEGREES})) || int4send(coalesce(lon_e7, ${NO_DEGREES}))
  || float4send(coalesce(speed_kmh, 'NaN')) || float4send(coalesce(course_deg, 'NaN'))
  || float4send(coalesce(battery_pct, 'NaN')) || float4send(coalesce(odometer_km, 'NaN')) || int4send(bits)
  || int2send(coalesce(octet_length(event), 0)::int2) || coalesce(convert_to(event, 'UTF8'), '')`;

/** No claim of a device that can be right is older; older ones lie in the default partition. */
const CLAIMS_SINCE = '2000-01-01';

const SPANS = `
  SELECT s.at::int AS at, (
    SELECT string_agg(packed, ''::bytea ORDER BY seal_version) FROM (
      SELECT seal_version, ${PACKED} AS packed FROM telemetry.reading
      WHERE seal_id = s.seal AND occurred_at >= s.from_at AND occurred_at < s.until_at
      UNION ALL
      SELECT seal_version, ${PACKED} AS packed FROM telemetry.reading
      WHERE seal_id = s.seal AND occurred_at < '${CLAIMS_SINCE}'
        AND received_at >= s.from_at AND received_at < s.until_at
    ) r
  ) AS packed
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY
    AS s (seal, from_at, until_at, at)`;

const NOTHING = new Uint8Array(0);

/**
 * All that seals told within spans of device time, in the order in which it was taken in, and what came then from a
 * clock that had no time; packed for `unpackReadings`, by the spans' own order.
 */
export async function packedReadings(tx: Sql, spans: readonly Span[]): Promise<Uint8Array[]> {
  const { rows } = await tx.query<{ at: number; packed: Buffer | null }>(SPANS, [
    spans.map(({ sealId }) => sealId),
    spans.map(({ from }) => sqlTime(from)),
    spans.map(({ until }) => sqlTime(until)),
  ]);
  const packed = spans.map((): Uint8Array => NOTHING);
  for (const row of rows) packed[row.at - 1] = row.packed ?? NOTHING;
  return packed;
}
