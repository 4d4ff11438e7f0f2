import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { sqlTime } from './queries.ts';

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

/** Where rejected bytes stand in the list: the newest first. */
export type RejectPlace = { readonly receivedAt: Instant; readonly id: string };

export async function listRejects(
  tx: Sql,
  after: RejectPlace | undefined,
  limit: number,
): Promise<readonly (Rejected & RejectPlace)[]> {
  const { rows } = await tx.query<{
    id: bigint;
    received_at: Instant;
    dialect: string;
    peer: string;
    code: string;
    at_offset: number;
    bytes: Uint8Array;
  }>(
    `SELECT id, received_at, dialect, peer, code, at_offset, bytes FROM telemetry.reject
     WHERE $1::timestamptz IS NULL OR (received_at, id) < ($1, $2::bigint)
     ORDER BY received_at DESC, id DESC LIMIT $3`,
    [after === undefined ? null : sqlTime(after.receivedAt), after?.id ?? null, limit],
  );
  return rows.map(({ id, received_at: receivedAt, at_offset: offset, ...rest }) => ({
    ...rest,
    id: String(id),
    receivedAt,
    offset,
  }));
}
