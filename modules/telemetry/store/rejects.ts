import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** Bytes that could not be given to a seal, with what was wrong and where. */
export type Rejected = {
  readonly receivedAt: Instant;
  readonly dialect: string;
  readonly peer: string;
  readonly code: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
};

/** The table's own wall: a sample is for reading, not for keeping an attacker's megabytes. */
export const REJECT_BYTES_MAX = 4096;

export async function storeRejects(tx: Sql, rejects: readonly Rejected[]): Promise<void> {
  await tx.query(
    `INSERT INTO telemetry.reject (received_at, dialect, peer, code, at_offset, bytes)
     SELECT to_timestamp(ms / 1000.0), dialect, peer, code, at, bytes
     FROM unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::int[], $6::bytea[])
       AS u (ms, dialect, peer, code, at, bytes)`,
    [
      rejects.map((it) => it.receivedAt),
      rejects.map((it) => it.dialect),
      rejects.map((it) => it.peer),
      rejects.map((it) => it.code),
      rejects.map((it) => it.offset),
      rejects.map((it) => it.bytes.subarray(0, REJECT_BYTES_MAX)),
    ],
  );
}
