// Raw frames as evidence: what a seal sent in a span of our time, and the leaves that prove it.
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { sqlTime } from './queries.ts';
import type { BatchLeaves } from './stage.ts';

/** A raw frame as it was kept; where it held a password, `bytes` has it blanked. */
export type KeptFrame = {
  readonly sealId: string;
  readonly receivedAt: Instant;
  readonly batch: string;
  readonly position: number;
  readonly dialect: string;
  readonly verdict: string;
  readonly bytes: Uint8Array;
  readonly secret: boolean;
};

/** By the clock of receipt; `until` is not included. */
export type ReceivedSpan = {
  readonly sealId: string;
  readonly from: Instant;
  readonly until: Instant;
};

type Row = Omit<KeptFrame, 'sealId' | 'receivedAt'> & {
  readonly seal_id: string;
  readonly received_at: Instant;
};

/** A seal's frames in the order in which they came, at most `limit`. */
export async function framesOf(tx: Sql, span: ReceivedSpan, limit: number): Promise<KeptFrame[]> {
  const { rows } = await tx.query<Row>(
    `SELECT seal_id, received_at, batch, position, dialect, verdict, bytes, secret IS NOT NULL AS secret
     FROM telemetry.frame WHERE seal_id = $1 AND received_at >= $2 AND received_at < $3
     ORDER BY received_at, batch, position LIMIT $4`,
    [span.sealId, sqlTime(span.from), sqlTime(span.until), limit],
  );
  return rows.map(({ seal_id: sealId, received_at: receivedAt, ...rest }) => ({
    ...rest,
    sealId,
    receivedAt,
  }));
}

/** The leaf hashes of these batches, by position; of batches that are not known nothing. */
export async function leavesOf(
  tx: Sql,
  batches: readonly string[],
): Promise<ReadonlyMap<string, BatchLeaves>> {
  const { rows } = await tx.query<{ id: string; leaves: Buffer; about: Buffer }>(
    'SELECT id, leaves, about FROM telemetry.batch WHERE id = ANY($1::uuid[])',
    [batches],
  );
  return new Map(
    rows.map(({ id, leaves, about }) => [id, { leaves: hashesIn(leaves), about: hashesIn(about) }]),
  );
}

const HASH_BYTES = 32; // SHA-256

function hashesIn(leaves: Uint8Array): Uint8Array[] {
  return Array.from({ length: leaves.length / HASH_BYTES }, (_, at) =>
    leaves.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}
