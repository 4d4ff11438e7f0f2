import { canonical, type Instant } from '@lakiri/kit';
import { CopyRows, type Step } from '@lakiri/platform/copy';
import type { Sql } from '@lakiri/platform/sql';
import { clockCode, fixCode, packBits, type Seal } from '@lakiri/seals';

/** A seal after its readings of one batch; the row must still have `versionBefore`. */
export type FoldedSeal = {
  readonly idBytes: Uint8Array;
  readonly seal: Seal;
  readonly versionBefore: number;
  readonly version: number;
};

/** Run once on each connection of the intake. */
export const CREATE_SEAL_STAGE = `CREATE TEMPORARY TABLE IF NOT EXISTS seal_stage (
  id uuid, version_before int, version int, occurred_at timestamptz, received_at timestamptz,
  lat double precision, lon double precision, place_at timestamptz, speed_kmh real, course_deg real,
  fix smallint, bits int, battery_pct real, odometer_km double precision, clock smallint,
  latches varchar(400) -- so short that the table needs no TOAST table, which would be emptied at each commit too
  ) ON COMMIT DELETE ROWS`;

const COLUMNS = 16;

/**
 * Writes what readings changed, never what acts change (custody, deadline). Fewer rows than given
 * still having the version they were read with means begin again.
 */
export function foldedSteps(folded: readonly FoldedSeal[]): Step[] {
  if (folded.length === 0) return [];
  const rows = new CopyRows();
  for (const row of folded) stageSeal(rows, row);
  return [
    { sql: 'COPY seal_stage FROM STDIN (FORMAT binary)', rows },
    { sql: UPDATE, least: folded.length },
  ];
}

const UPDATE = `UPDATE seals.seal s SET version = f.version, changed = pg_current_xact_id(),
       occurred_at = f.occurred_at, received_at = f.received_at, lat = f.lat, lon = f.lon,
       place_at = f.place_at, speed_kmh = f.speed_kmh, course_deg = f.course_deg, fix = f.fix,
       bits = f.bits, battery_pct = f.battery_pct, odometer_km = f.odometer_km, clock = f.clock,
       latches = f.latches
     FROM seal_stage f WHERE s.id = f.id AND s.version = f.version_before`;

function stageSeal(copy: CopyRows, { idBytes, seal, versionBefore, version }: FoldedSeal): void {
  const { live } = seal;
  copy
    .row(COLUMNS)
    .bytes(idBytes)
    .int4(versionBefore)
    .int4(version)
    .time(live.occurredAt)
    .time(live.receivedAt)
    .float8(live.place?.lat ?? null)
    .float8(live.place?.lon ?? null)
    .time(live.place?.at ?? null)
    .float4(live.place?.speedKmh ?? null)
    .float4(live.place?.courseDeg ?? null)
    .int2(fixCode(live.fix))
    .int4(packBits(live.bits))
    .float4(live.batteryPct)
    .float8(live.odometerKm)
    .int2(clockCode(live.clock))
    .text(latchText(live.latches));
}

const texts = new WeakMap<Seal['live']['latches'], string>();

/** Latches hardly ever change, and the fold keeps the same object while they do not. */
function latchText(latches: Seal['live']['latches']): string {
  let text = texts.get(latches);
  if (text === undefined) {
    text = canonical(latches);
    texts.set(latches, text);
  }
  return text;
}

/** A device that spoke and is not registered. */
export type Stranger = {
  readonly dialect: string;
  readonly wireId: string;
  readonly seenAt: Instant;
  readonly frames: number;
  readonly peer: string;
  readonly lastFrame: Uint8Array;
};

/** More strangers than any fleet on trial has; beyond it the stalest are forgotten, and that is counted. */
export const STRANGERS_MAX = 10_000;

/** Notes strangers, keeping the newest frame of each. */
export async function noteStrangers(tx: Sql, strangers: readonly Stranger[]): Promise<void> {
  await tx.query(
    `INSERT INTO seals.stranger (dialect, wire_id, first_seen_at, last_seen_at, frames, peer, last_frame)
     SELECT dialect, wire_id, to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0), frames, peer, frame
     FROM unnest($1::text[], $2::text[], $3::float8[], $4::bigint[], $5::text[], $6::bytea[])
       AS u (dialect, wire_id, ms, frames, peer, frame)
     ON CONFLICT (dialect, wire_id) DO UPDATE
       SET last_seen_at = greatest(stranger.last_seen_at, excluded.last_seen_at),
           frames = stranger.frames + excluded.frames, peer = excluded.peer,
           last_frame = excluded.last_frame`,
    [
      strangers.map((it) => it.dialect),
      strangers.map((it) => it.wireId),
      strangers.map((it) => it.seenAt),
      strangers.map((it) => it.frames),
      strangers.map((it) => it.peer),
      strangers.map((it) => it.lastFrame),
    ],
  );
  await tx.query(
    `DELETE FROM seals.stranger s USING (
       SELECT dialect, wire_id FROM seals.stranger ORDER BY last_seen_at DESC OFFSET $1) old
     WHERE s.dialect = old.dialect AND s.wire_id = old.wire_id`,
    [STRANGERS_MAX],
  );
}
