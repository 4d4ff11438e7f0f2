import { type Id, type Instant, isoOf, type Tier } from '@lakiri/kit';
import { CopyRows, type Step } from '@lakiri/platform/copy';
import type { Sql } from '@lakiri/platform/sql';

/** One row of a batch: a raw frame, a reading, or (most often) a frame with its one reading. */
export type StagedRow = {
  readonly sealId: Uint8Array;
  readonly receivedAt: Instant;
  /** The frame's place in the batch, and so under the batch's Merkle root. */
  readonly position: number;
  readonly frame: StagedFrame | null;
  readonly reading: StagedReading | null;
};

type StagedFrame = {
  readonly dialect: string;
  readonly verdict: string;
  readonly bytes: Uint8Array;
  /** The sealed original where `bytes` had to be blanked. */
  readonly secret: Uint8Array | null;
  /** Who stood between the device and us; absent or null: nobody. */
  readonly origin?: string | null;
};

export type StagedReading = {
  readonly occurredAt: Instant;
  /** Hex of its 16 bytes. */
  readonly digest: string;
  readonly sealVersion: number;
  readonly clock: number;
  readonly late: boolean;
  readonly stored: boolean;
  readonly fix: number;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly odometerKm: number | null;
  readonly bits: number;
  readonly event: string | null;
  readonly tier: Tier;
};

/** Run once on each connection of the intake. Postgres refuses COPY into a table under row-level security. */
export const CREATE_STAGE = `CREATE TEMPORARY TABLE IF NOT EXISTS reading_stage (
  seal_id uuid, received_at timestamptz, position int, dialect text, verdict text, bytes bytea, secret bytea,
  origin text, occurred_at timestamptz, digest bytea, seal_version int, clock smallint, late boolean, stored boolean,
  fix smallint, lat_e7 int, lon_e7 int, speed_kmh real, course_deg real, battery_pct real, odometer_km real,
  bits int, event text, tier smallint) ON COMMIT DELETE ROWS`;

const COLUMNS = 24;

/** Rows by key, so that each index page is visited once. */
function stage(rows: readonly StagedRow[]): CopyRows {
  const copy = new CopyRows();
  for (const row of rows) {
    copy.row(COLUMNS).bytes(row.sealId).time(row.receivedAt).int4(row.position);
    stageFrame(copy, row.frame);
    stageReading(copy, row.reading);
  }
  return copy;
}

function stageFrame(copy: CopyRows, frame: StagedFrame | null): void {
  if (frame === null) {
    copy.missing().missing().missing().missing().missing();
    return;
  }
  copy.text(frame.dialect).text(frame.verdict).bytes(frame.bytes).bytes(frame.secret);
  copy.text(frame.origin ?? null);
}

function stageReading(copy: CopyRows, reading: StagedReading | null): void {
  if (reading === null) {
    for (let column = 8; column < COLUMNS; column++) copy.missing();
    return;
  }
  copy
    .time(reading.occurredAt)
    .hex(reading.digest)
    .int4(reading.sealVersion)
    .int2(reading.clock)
    .bool(reading.late)
    .bool(reading.stored)
    .int2(reading.fix)
    .int4(degreesE7(reading.lat))
    .int4(degreesE7(reading.lon))
    .float4(reading.speedKmh)
    .float4(reading.courseDeg)
    .float4(reading.batteryPct)
    .float4(reading.odometerKm)
    .int4(reading.bits)
    .text(reading.event)
    .int2(reading.tier);
}

/** 1e-7 degree is 1 cm; what is out of the integer's range (a broken device) is no coordinate. */
export function degreesE7(degrees: number | null): number | null {
  return degrees !== null && Math.abs(degrees) <= 214 ? Math.round(degrees * 1e7) : null;
}

/** The leaf hashes of a batch by position: of its frames as they came, and of what is said about each. */
export type BatchLeaves = {
  readonly leaves: readonly Uint8Array[];
  readonly about: readonly Uint8Array[];
};

/**
 * Stores a batch, with the leaves that prove its frames. Fewer readings being new than given means
 * that another gateway stored one of them since it was looked up, and the caller begins again.
 */
export function batchSteps(batch: Id, rows: readonly StagedRow[], hashes: BatchLeaves): Step[] {
  if (rows.length === 0) return [];
  const readings = rows.reduce((sum, { reading }) => sum + (reading === null ? 0 : 1), 0);
  return [
    ...leavesStep(batch, hashes),
    { sql: 'COPY reading_stage FROM STDIN (FORMAT binary)', rows: stage(rows) },
    {
      sql: `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes, secret, origin)
       SELECT seal_id, received_at, '${batch}', position, dialect, verdict, bytes, secret, origin
       FROM reading_stage WHERE dialect IS NOT NULL`,
    },
    {
      sql: `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position,
         clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, odometer_km, bits, event, tier)
       SELECT seal_id, occurred_at, digest, received_at, seal_version, '${batch}', position,
         clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, odometer_km, bits, event, tier
       FROM reading_stage WHERE occurred_at IS NOT NULL
       ON CONFLICT DO NOTHING`,
      least: readings,
    },
  ];
}

/** In the statement itself, so that it needs no round trip of its own. */
function leavesStep(batch: Id, { leaves, about }: BatchLeaves): Step[] {
  if (leaves.length === 0) return [];
  const hex = (hashes: readonly Uint8Array[]): string => Buffer.concat(hashes).toString('hex');
  return [
    {
      sql: `INSERT INTO telemetry.batch (id, leaves, about)
       VALUES ('${batch}', '\\x${hex(leaves)}', '\\x${hex(about)}')`,
      least: 1,
    },
  ];
}

export type ReadingKey = {
  readonly sealId: string;
  readonly occurredAt: Instant;
  /** Hex. */
  readonly digest: string;
};

/** Which of these readings are stored already: `true` at the same index. */
export async function findStored(tx: Sql, keys: readonly ReadingKey[]): Promise<boolean[]> {
  const stored = new Array<boolean>(keys.length).fill(false);
  if (keys.length === 0) return stored;
  const { rows } = await tx.query<{ at: number }>(
    // As text: to_timestamp of a float loses milliseconds of years far ahead, and then never finds its row.
    `SELECT k.at::int AS at
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) WITH ORDINALITY AS k (seal_id, occurred_at, digest, at)
     JOIN telemetry.reading r ON r.seal_id = k.seal_id
       AND r.occurred_at = k.occurred_at AND r.digest = decode(k.digest, 'hex')`,
    [
      keys.map((key) => key.sealId),
      keys.map((key) => isoOf(key.occurredAt)),
      keys.map((key) => key.digest),
    ],
  );
  for (const { at } of rows) stored[at - 1] = true;
  return stored;
}
