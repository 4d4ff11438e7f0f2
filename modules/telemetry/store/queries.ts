import type { Fix, Instant, SealBits, Tier } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { clockOf, fixOf, unpackBits } from '@lakiri/seals';

/** A stored reading as a screen needs it. */
export type ReadingView = {
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly recordedAt: Instant;
  readonly sealVersion: number;
  readonly clock: 'right' | 'ahead' | 'behind' | 'none';
  readonly late: boolean;
  readonly source: 'live' | 'stored';
  readonly fix: Fix;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly odometerKm: number | null;
  readonly bits: SealBits;
  readonly event: string | null;
  readonly tier: Tier;
  readonly digest: string;
};

export type ReadingRow = {
  occurred_at: number;
  received_at: number;
  recorded_at: number;
  seal_version: number;
  clock: number;
  late: boolean;
  stored: boolean;
  fix: number;
  lat_e7: number | null;
  lon_e7: number | null;
  speed_kmh: number | null;
  course_deg: number | null;
  battery_pct: number | null;
  odometer_km: number | null;
  bits: number;
  event: string | null;
  tier: Tier;
  digest: Buffer;
};

export const READING_COLUMNS = `occurred_at, received_at, recorded_at, seal_version, clock, late, stored, fix,
  lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, odometer_km, bits, event, tier, digest`;

export function viewOf(row: ReadingRow): ReadingView {
  return {
    occurredAt: row.occurred_at as Instant,
    receivedAt: row.received_at as Instant,
    recordedAt: row.recorded_at as Instant,
    sealVersion: row.seal_version,
    clock: clockOf(row.clock),
    late: row.late,
    source: row.stored ? 'stored' : 'live',
    fix: fixOf(row.fix),
    lat: row.lat_e7 === null ? null : row.lat_e7 / 1e7,
    lon: row.lon_e7 === null ? null : row.lon_e7 / 1e7,
    speedKmh: row.speed_kmh,
    courseDeg: row.course_deg,
    batteryPct: row.battery_pct,
    odometerKm: row.odometer_km,
    bits: bitsOf(row.bits),
    event: row.event,
    tier: row.tier,
    digest: row.digest.toString('hex'),
  };
}

const unpacked = new Map<number, SealBits>();
/** A seal tells the same few again and again; more than these is noise, and is unpacked each time. */
const UNPACKED_MAX = 1_000;

function bitsOf(packed: number): SealBits {
  const known = unpacked.get(packed);
  if (known !== undefined) return known;
  const bits = unpackBits(packed);
  if (unpacked.size < UNPACKED_MAX) unpacked.set(packed, bits);
  return bits;
}

export type Span = {
  readonly sealId: string;
  readonly from: Instant;
  /** Not included. */
  readonly until: Instant;
};

/** What a journey is followed by: one seal, then the one that replaced it. */
export type Followed = readonly Span[];

/**
 * The readings of a journey's seals while each was on it, in device time, a page of them; with `knownAt` those that
 * the gateway had received by then. The next page begins after the last key.
 */
export async function followedReadings(
  tx: Sql,
  {
    spans,
    after,
    knownAt,
  }: {
    readonly spans: Followed;
    readonly after: { readonly occurredAt: Instant; readonly digest: string } | undefined;
    readonly knownAt: Instant | undefined;
  },
  limit: number,
): Promise<ReadingView[]> {
  const { rows } = await tx.query<ReadingRow>(
    `SELECT r.* FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS f (seal, fitted, until),
       LATERAL (SELECT ${READING_COLUMNS} FROM telemetry.reading
         WHERE seal_id = f.seal AND occurred_at >= f.fitted AND occurred_at < f.until
           AND (occurred_at, digest) > ($4::timestamptz, $5::bytea) AND received_at <= $6
         ORDER BY occurred_at, digest LIMIT $7) r
     ORDER BY occurred_at, digest LIMIT $7`,
    [
      spans.map(({ sealId }) => sealId),
      spans.map(({ from }) => sqlTime(from)),
      spans.map(({ until }) => sqlTime(until)),
      after === undefined ? '-infinity' : sqlTime(after.occurredAt),
      Buffer.from(after?.digest ?? '', 'hex'),
      knownAt === undefined ? 'infinity' : sqlTime(knownAt),
      limit,
    ],
  );
  return rows.map(viewOf);
}

/** How many readings of before an instant the gateway received only after it: what nobody could know then. */
export async function cameLater(
  tx: Sql,
  { spans, knownAt }: { readonly spans: Followed; readonly knownAt: Instant },
): Promise<number> {
  const { rows } = await tx.query<{ later: number }>(
    `SELECT count(*)::int AS later FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS f (seal, fitted, until)
     JOIN telemetry.reading ON seal_id = f.seal AND occurred_at >= f.fitted AND occurred_at < f.until
       AND occurred_at <= $4 AND received_at > $4 AND clock = 1`,
    [
      spans.map(({ sealId }) => sealId),
      spans.map(({ from }) => sqlTime(from)),
      spans.map(({ until }) => sqlTime(until)),
      sqlTime(knownAt),
    ],
  );
  return rows[0]?.later ?? 0;
}

/** Where a seal was by the newest of its times that the gateway had received at an instant; null: nowhere yet. */
export async function placeThen(
  tx: Sql,
  {
    sealId,
    from,
    knownAt,
  }: { readonly sealId: string; readonly from: Instant; readonly knownAt: Instant },
): Promise<{ readonly lat: number; readonly lon: number } | null> {
  const { rows } = await tx.query<{ lat_e7: number; lon_e7: number }>(
    `SELECT lat_e7, lon_e7 FROM telemetry.reading
     WHERE seal_id = $1 AND occurred_at >= $2 AND received_at <= $3 AND clock = 1
       AND lat_e7 IS NOT NULL AND lon_e7 IS NOT NULL
     ORDER BY occurred_at DESC, digest DESC LIMIT 1`,
    [sealId, sqlTime(from), sqlTime(knownAt)],
  );
  const [row] = rows;
  return row === undefined ? null : { lat: row.lat_e7 / 1e7, lon: row.lon_e7 / 1e7 };
}

export type Page = { readonly limit: number; readonly newestFirst: boolean };

/** The readings of a seal in a span of device time, a page of them. The next page begins after the last key. */
export async function readingsOf(
  tx: Sql,
  span: Span & { readonly after?: { readonly occurredAt: Instant; readonly digest: string } },
  page: Page,
): Promise<ReadingView[]> {
  const order = page.newestFirst ? 'DESC' : 'ASC';
  const beyond = page.newestFirst ? '<' : '>';
  const values: unknown[] = [span.sealId, sqlTime(span.from), sqlTime(span.until), page.limit];
  let after = '';
  if (span.after !== undefined) {
    values.push(sqlTime(span.after.occurredAt), Buffer.from(span.after.digest, 'hex'));
    after = `AND (occurred_at, digest) ${beyond} ($5::timestamptz, $6::bytea)`;
  }
  const { rows } = await tx.query<ReadingRow>(
    `SELECT ${READING_COLUMNS} FROM telemetry.reading
     WHERE seal_id = $1 AND occurred_at >= $2 AND occurred_at < $3 ${after}
     ORDER BY occurred_at ${order}, digest ${order} LIMIT $4`,
    values,
  );
  return rows.map(viewOf);
}

/**
 * What a seal told after a version of it, in the order in which it was taken in, a page of them. Of device times
 * before `from` nothing is looked for.
 */
export async function readingsSince(
  tx: Sql,
  since: { readonly sealId: string; readonly version: number; readonly from: Instant },
  limit: number,
): Promise<ReadingView[]> {
  const { rows } = await tx.query<ReadingRow>(
    `SELECT ${READING_COLUMNS} FROM telemetry.reading
     WHERE seal_id = $1 AND occurred_at >= $2 AND seal_version > $3
     ORDER BY seal_version LIMIT $4`,
    [since.sealId, sqlTime(since.from), since.version, limit],
  );
  return rows.map(viewOf);
}

export const sqlTime = (at: Instant): string => new Date(at).toISOString();

export type Track = readonly ReadingView[];

/** Readings whose clock was right, in device time: what a map may draw. */
export async function trackOf(tx: Sql, span: Span, limit: number): Promise<Track> {
  const { rows } = await tx.query<ReadingRow>(
    `SELECT ${READING_COLUMNS} FROM telemetry.reading
     WHERE seal_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND clock = 1
     ORDER BY occurred_at, digest LIMIT $4`,
    [span.sealId, sqlTime(span.from), sqlTime(span.until), limit],
  );
  return rows.map(viewOf);
}

/** What a seal said in the time before and just after an instant. */
export function recentOf(
  tx: Sql,
  about: { readonly sealId: string; readonly at: Instant; readonly beforeMs: number },
): Promise<ReadingView[]> {
  const span = {
    sealId: about.sealId,
    from: (about.at - about.beforeMs) as Instant,
    until: (about.at + 1) as Instant,
  };
  return trackOf(tx, span, RECENT_MAX) as Promise<ReadingView[]>;
}

const RECENT_MAX = 500; // a half hour at one reading in four seconds

/** The tier of the newest reading of a seal by its own time, as it stands in the row; undefined when it told none. */
export async function newestTierOf(tx: Sql, sealId: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ tier: number }>(
    `SELECT tier FROM telemetry.reading WHERE seal_id = $1 AND clock = 1
     ORDER BY occurred_at DESC LIMIT 1`,
    [sealId],
  );
  return rows[0]?.tier;
}
