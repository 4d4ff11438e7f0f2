import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Phase } from '@lakiri/seals';
import { type SealAt, sealAtOfRow } from './aggregate.ts';
import { SEAL_COLUMNS, type SealRow } from './row.ts';

export type SealsAsked = {
  /** Any part of the number or the wire id. */
  readonly q?: string | undefined;
  readonly phase?: Phase | undefined;
  /** The number of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Seals that the party may see, by number, a page of them. */
export async function listSeals(tx: Sql, asked: SealsAsked): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE ($1::text IS NULL OR s.number ILIKE $1 OR s.wire_id ILIKE $1)
       AND ($2::text IS NULL OR s.phase = $2) AND ($3::text IS NULL OR s.number > $3)
     ORDER BY s.number LIMIT $4`,
    [like(asked.q), asked.phase ?? null, asked.after ?? null, asked.limit],
  );
  return rows.map(sealAtOfRow);
}

function like(q: string | undefined): string | null {
  return q === undefined || q === '' ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * Seals that changed in transactions from `since` on, for the live feed; all on journeys when there is no
 * cursor. What a transaction younger than the next cursor wrote may come twice, and never not at all.
 */
export async function changedSeals(tx: Sql, since: bigint | null): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE $1::text IS NULL AND s.journey IS NOT NULL OR s.changed >= $1::text::xid8`,
    [since?.toString() ?? null],
  );
  return rows.map(sealAtOfRow);
}

/** Seals on journeys that the party may see, and when the newest of them was heard. */
export async function countLive(
  tx: Sql,
): Promise<{ readonly live: number; readonly newest: Instant | null }> {
  const { rows } = await tx.query<{ live: number; newest: number | null }>(
    'SELECT count(*)::int AS live, max(received_at) AS newest FROM seals.seal WHERE journey IS NOT NULL',
  );
  const [row] = rows;
  return { live: row?.live ?? 0, newest: (row?.newest ?? null) as Instant | null };
}

/** The seals on journeys that the party may see now. */
export async function fittedSeals(tx: Sql): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM seals.seal WHERE journey IS NOT NULL',
  );
  return rows.map(({ id }) => id);
}

export type StrangerView = {
  readonly dialect: string;
  readonly wireId: string;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly frames: number;
  readonly peer: string;
  readonly lastFrame: Uint8Array;
};

type StrangerRow = {
  dialect: string;
  wire_id: string;
  first_seen_at: number;
  last_seen_at: number;
  frames: bigint;
  peer: string;
  last_frame: Buffer;
};

/** Where a page of strangers ended; many are seen in one millisecond. */
export type StrangerPlace = Pick<StrangerView, 'lastSeenAt' | 'dialect' | 'wireId'>;

/** Devices that spoke and are not registered, the newest first. */
export async function listStrangers(
  tx: Sql,
  asked: { readonly after?: StrangerPlace | undefined; readonly limit: number },
): Promise<StrangerView[]> {
  const { after, limit } = asked;
  const { rows } = await tx.query<StrangerRow>(
    `SELECT dialect, wire_id, first_seen_at, last_seen_at, frames, peer, last_frame
     FROM seals.stranger WHERE ($1::timestamptz IS NULL OR last_seen_at < $1
       OR last_seen_at = $1 AND (dialect, wire_id) > ($2, $3))
     ORDER BY last_seen_at DESC, dialect, wire_id LIMIT $4`,
    [
      after === undefined ? null : isoOf(after.lastSeenAt),
      after?.dialect ?? null,
      after?.wireId ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({
    dialect: row.dialect,
    wireId: row.wire_id,
    firstSeenAt: row.first_seen_at as Instant,
    lastSeenAt: row.last_seen_at as Instant,
    frames: Number(row.frames),
    peer: row.peer,
    lastFrame: row.last_frame,
  }));
}
