import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** An authority's word that a checkpoint existed at a time: it covers every entry below the size. */
export type TimeStamp = {
  readonly id: string;
  readonly log: string;
  readonly size: number;
  /** The stamped bytes: the note. */
  readonly checkpoint: string;
  /** The whole RFC 3161 reply. */
  readonly reply: Uint8Array;
  readonly stampedAt: Instant;
  readonly authority: string;
  readonly trustedPem: string | null;
};

type Row = Omit<TimeStamp, 'size' | 'stampedAt' | 'trustedPem'> & {
  readonly size: bigint;
  readonly stamped_at: Instant;
  readonly trusted_pem: string | null;
};

const COLUMNS = 'id, log, size, checkpoint, reply, stamped_at, authority, trusted_pem';

const stampOf = ({
  size,
  stamped_at: stampedAt,
  trusted_pem: trustedPem,
  ...row
}: Row): TimeStamp => ({
  ...row,
  size: Number(size),
  stampedAt,
  trustedPem,
});

export async function keepTimeStamp(tx: Sql, stamp: TimeStamp): Promise<void> {
  await tx.query(
    `INSERT INTO evidence.time_stamp (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      stamp.id,
      stamp.log,
      stamp.size,
      stamp.checkpoint,
      Buffer.from(stamp.reply),
      new Date(stamp.stampedAt).toISOString(),
      stamp.authority,
      stamp.trustedPem,
    ],
  );
}

/** The stamp over the largest tree of at most `size` entries. */
export async function newestTimeStamp(
  tx: Sql,
  log: string,
  size: number,
): Promise<TimeStamp | undefined> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM evidence.time_stamp WHERE log = $1 AND size <= $2
     ORDER BY size DESC, id DESC LIMIT 1`,
    [log, size],
  );
  return rows[0] && stampOf(rows[0]);
}

/** Stamps by id, the smallest tree first. */
export async function findTimeStamps(tx: Sql, ids: readonly string[]): Promise<TimeStamp[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM evidence.time_stamp WHERE id = ANY($1::uuid[]) ORDER BY size, id`,
    [ids],
  );
  return rows.map(stampOf);
}
