// Raw frames as evidence: what a seal sent in a span of our time, and the leaves that prove it.
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { READING_COLUMNS, type ReadingRow, type ReadingView, sqlTime, viewOf } from './queries.ts';
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
  /** Leaf hash (RFC 6962) of the sealed original; null where nothing is blanked. */
  readonly sealed: Uint8Array | null;
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

const sealedOf = (column: string): string => `sha256('\\x00'::bytea || ${column}) AS sealed`;

/** A seal's frames in the order in which they came, at most `limit`. */
export async function framesOf(tx: Sql, span: ReceivedSpan, limit: number): Promise<KeptFrame[]> {
  const { rows } = await tx.query<Row>(
    `SELECT seal_id, received_at, batch, position, dialect, verdict, bytes, ${sealedOf('secret')}
     FROM telemetry.frame WHERE seal_id = $1 AND received_at >= $2 AND received_at < $3
     ORDER BY received_at, batch, position LIMIT $4`,
    [span.sealId, sqlTime(span.from), sqlTime(span.until), limit],
  );
  return rows.map(frameOfRow);
}

/** Where a frame stands among a seal's. */
export type FramePlace = Pick<KeptFrame, 'receivedAt' | 'batch' | 'position'>;

/** A page of a seal's frames, the newest first; the next one begins after the last one's place. */
export async function newestFramesOf(
  tx: Sql,
  { sealId, after }: { readonly sealId: string; readonly after: FramePlace | undefined },
  limit: number,
): Promise<KeptFrame[]> {
  const { rows } = await tx.query<Row>(
    `SELECT seal_id, received_at, batch, position, dialect, verdict, bytes, ${sealedOf('secret')}
     FROM telemetry.frame
     WHERE seal_id = $1 AND ($2::timestamptz IS NULL OR (received_at, batch, position) < ($2, $3::uuid, $4::integer))
     ORDER BY received_at DESC, batch DESC, position DESC LIMIT $5`,
    [
      sealId,
      after === undefined ? null : sqlTime(after.receivedAt),
      after?.batch ?? null,
      after?.position ?? null,
      limit,
    ],
  );
  return rows.map(frameOfRow);
}

/** One of a seal's frames. */
export async function findFrame(
  tx: Sql,
  { sealId, receivedAt, batch, position }: FramePlace & { readonly sealId: string },
): Promise<KeptFrame | undefined> {
  const { rows } = await tx.query<Row>(
    `SELECT seal_id, received_at, batch, position, dialect, verdict, bytes, ${sealedOf('secret')}
     FROM telemetry.frame WHERE seal_id = $1 AND received_at = $2 AND batch = $3 AND position = $4`,
    [sealId, sqlTime(receivedAt), batch, position],
  );
  return rows.map(frameOfRow)[0];
}

function frameOfRow({ seal_id: sealId, received_at: receivedAt, ...rest }: Row): KeptFrame {
  return { ...rest, sealId, receivedAt };
}

/**
 * Frames that came after the span, with readings which the seal made within it: what it kept while it
 * could not send. In the order in which they came.
 */
export async function lateFramesOf(
  tx: Sql,
  span: ReceivedSpan,
  limit: number,
): Promise<KeptFrame[]> {
  const { rows } = await tx.query<Row>(
    `SELECT DISTINCT f.seal_id, f.received_at, f.batch, f.position, f.dialect, f.verdict, f.bytes,
       ${sealedOf('f.secret')}
     FROM telemetry.reading r JOIN telemetry.frame f
       ON f.seal_id = r.seal_id AND f.received_at = r.received_at AND f.batch = r.batch AND f.position = r.position
     WHERE r.seal_id = $1 AND r.occurred_at >= $2 AND r.occurred_at < $3 AND r.received_at >= $3
     ORDER BY f.received_at, f.batch, f.position LIMIT $4`,
    [span.sealId, sqlTime(span.from), sqlTime(span.until), limit],
  );
  return rows.map(frameOfRow);
}

/** A reading with the place of the frame that it was decoded from. */
export type PlacedReading = ReadingView & { readonly batch: string; readonly position: number };

/** A seal may have been out of coverage this long, and its clock may be ahead by the other. */
const CLAIM_BEFORE = '40 days';
const CLAIM_AFTER = '1 day';

/**
 * The readings that a seal made in the span by its own time, or that came in it: a page of them by the seal's
 * time. The next page begins after the last one's key.
 */
export async function placedReadingsOf(
  tx: Sql,
  span: ReceivedSpan & {
    readonly after?: { readonly occurredAt: Instant; readonly digest: string };
  },
  limit: number,
): Promise<PlacedReading[]> {
  const { after } = span;
  const { rows } = await tx.query<ReadingRow & { batch: string; position: number }>(
    `SELECT ${READING_COLUMNS}, batch, position FROM telemetry.reading
     WHERE seal_id = $1 AND occurred_at >= $2::timestamptz - interval '${CLAIM_BEFORE}'
       AND occurred_at < $3::timestamptz + interval '${CLAIM_AFTER}'
       AND (occurred_at >= $2 AND occurred_at < $3 OR received_at >= $2 AND received_at < $3)
       AND ($4::timestamptz IS NULL OR (occurred_at, digest) > ($4::timestamptz, $5::bytea))
     ORDER BY occurred_at, digest LIMIT $6`,
    [
      span.sealId,
      sqlTime(span.from),
      sqlTime(span.until),
      after === undefined ? null : sqlTime(after.occurredAt),
      after === undefined ? null : Buffer.from(after.digest, 'hex'),
      limit,
    ],
  );
  return rows.map((row) => ({ ...viewOf(row), batch: row.batch, position: row.position }));
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
