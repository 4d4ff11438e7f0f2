// Facts in the one order that everybody agrees on: by transaction, then by ordinal, and only below every
// transaction that could still add one. Neither ids nor ordinals commit in order.
import { FACT_COLUMNS, type FactRow, factOfRow, type RecordedFact } from './fact-entry.ts';
import type { Sql } from './sql.ts';

/** The place of the last fact that was read. */
export type FactCursor = { readonly xid: bigint; readonly ordinal: bigint };

/** Before every fact. */
export const NO_FACT: FactCursor = { xid: 0n, ordinal: 0n };

/**
 * The oldest transaction that may still append a fact here. All of the cluster count, since the snapshot
 * has them all, but for those that are proven to run in another database: in pg_locks the same virtual
 * transaction that holds the xid holds a lock on a relation of that database. The number of a virtual
 * transaction is never given twice, so the two rows speak of one transaction, whenever each was read; and
 * a transaction stays in its database. What cannot be proven holds the bound back.
 */
const BOUND = `
  running AS MATERIALIZED (SELECT xid FROM pg_snapshot_xip(pg_current_snapshot()) AS xid),
  locks AS MATERIALIZED (
    SELECT locktype, database, virtualtransaction, transactionid, mode, granted FROM pg_locks
    WHERE locktype IN ('transactionid', 'relation') AND EXISTS (SELECT FROM running)),
  elsewhere AS MATERIALIZED (
    SELECT own.transactionid AS xid FROM locks own
    WHERE own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock' AND own.granted
      AND EXISTS (SELECT FROM locks other, pg_database here
        WHERE here.datname = current_database() AND other.locktype = 'relation' AND other.granted
          AND other.virtualtransaction = own.virtualtransaction
          AND other.database NOT IN (0, here.oid))),
  bound AS MATERIALIZED (
    SELECT coalesce(min(xid), pg_snapshot_xmax(pg_current_snapshot())) AS xid FROM running
    WHERE running.xid::xid NOT IN (SELECT xid FROM elsewhere))`;

export type FactBatch = {
  readonly facts: readonly RecordedFact[];
  /** More may be there already. */
  readonly more: boolean;
};

/**
 * The next facts after `after`, all of them final: no fact will ever come before or between them.
 * At most `limit`, and so many that their bodies stay below `bytesMax` (one at least).
 */
export async function readFacts(
  tx: Sql,
  span: { readonly after: FactCursor; readonly limit: number; readonly bytesMax: number },
): Promise<FactBatch> {
  const { after, limit, bytesMax } = span;
  const { rows } = await tx.query<FactRow & { readonly found: number }>(
    `WITH ${BOUND},
     next AS (
       SELECT f.*, coalesce(sum(octet_length(f.body)) OVER so_far, 0) AS bytes_before, count(*) OVER () AS found
       FROM (SELECT * FROM fact.fact
         WHERE (xid, ordinal) > ($1::text::xid8, $2::bigint) AND xid < (SELECT xid FROM bound)
         ORDER BY xid, ordinal LIMIT $3) f
       WINDOW so_far AS (ORDER BY f.xid, f.ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
     SELECT ${FACT_COLUMNS}, f.found::int FROM next f WHERE f.bytes_before < $4 ORDER BY f.xid, f.ordinal`,
    [String(after.xid), String(after.ordinal), limit, bytesMax],
  );
  const found = rows[0]?.found ?? 0;
  return { facts: rows.map(factOfRow), more: found === limit || rows.length < found };
}

export type KindsBatch = FactBatch & {
  /** Where to go on: after the last of the facts, or after all that are final. */
  readonly readTo: FactCursor;
};

/**
 * The next facts of these types after `after`, all of them final: as readFacts, but what is of no such type is
 * passed over for good, so that a reader of few kinds does not look at every batch of frames again and again.
 */
export async function readFactsOf(
  tx: Sql,
  span: { readonly after: FactCursor; readonly types: readonly string[]; readonly limit: number },
): Promise<KindsBatch> {
  const { after, types, limit } = span;
  const below = await settledBelow(tx);
  const { rows } = await tx.query<FactRow>(
    `SELECT ${FACT_COLUMNS} FROM fact.fact f
     WHERE (f.xid, f.ordinal) > ($1::text::xid8, $2::bigint) AND f.xid < $3::text::xid8
       AND f.type = ANY($4::text[])
     ORDER BY f.xid, f.ordinal LIMIT $5`,
    [String(after.xid), String(after.ordinal), String(below), types, limit],
  );
  const facts = rows.map(factOfRow);
  const more = facts.length === limit;
  const last = facts.at(-1);
  if (more && last !== undefined) return { facts, more, readTo: last };
  // The bound itself may go back, where another database's transaction is no longer proven to be one.
  return {
    facts,
    more,
    readTo: below > after.xid ? { xid: below - 1n, ordinal: ORDINAL_MAX } : after,
  };
}

const ORDINAL_MAX = 2n ** 63n - 1n; // bigint of Postgres

/** The present end of what is final: whoever begins here hears of what comes from now on. */
export async function settledFacts(tx: Sql): Promise<FactCursor> {
  return { xid: (await settledBelow(tx)) - 1n, ordinal: ORDINAL_MAX };
}

async function settledBelow(tx: Sql): Promise<bigint> {
  const { rows } = await tx.query<{ xid: string }>(`WITH ${BOUND} SELECT xid::text FROM bound`);
  const [bound] = rows;
  if (bound === undefined) throw new Error('no snapshot');
  return BigInt(bound.xid);
}

/** Facts by id, in no order. Those that are not there, or not to be seen, are not among them. */
export async function findFacts(tx: Sql, ids: readonly string[]): Promise<RecordedFact[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<FactRow>(
    `SELECT ${FACT_COLUMNS} FROM fact.fact f WHERE f.id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.map(factOfRow);
}

export type Pending = {
  /** Facts after the cursor, counted up to `countMax`. */
  readonly facts: number;
  /** When the oldest of them was recorded, UTC milliseconds. */
  readonly oldestAt: number | null;
};

/** What has been recorded after `after`, final or not: how far a reader is behind. */
export async function pendingFacts(
  tx: Sql,
  { after, countMax }: { readonly after: FactCursor; readonly countMax: number },
): Promise<Pending> {
  const { rows } = await tx.query<{ facts: number; oldest: number | null }>(
    `SELECT count(*)::int AS facts, extract(epoch FROM min(recorded_at)) * 1000 AS oldest
     FROM (SELECT recorded_at FROM fact.fact WHERE (xid, ordinal) > ($1::text::xid8, $2::bigint)
       ORDER BY xid, ordinal LIMIT $3) f`,
    [String(after.xid), String(after.ordinal), countMax],
  );
  const { facts = 0, oldest = null } = rows[0] ?? {};
  return { facts, oldestAt: oldest === null ? null : Number(oldest) };
}

/**
 * The newest transaction number that a fact has here, and the next one that this cluster will give. A fact
 * at or beyond the next came with a dump from another cluster: every new fact would sort before it.
 */
export async function transactionNumbers(
  tx: Sql,
): Promise<{ readonly newestFact: bigint; readonly next: bigint }> {
  const { rows } = await tx.query<{ newest: string | null; next: string }>(
    `SELECT (SELECT xid::text FROM fact.fact ORDER BY xid DESC, ordinal DESC LIMIT 1) AS newest,
       pg_snapshot_xmax(pg_current_snapshot())::text AS next`,
  );
  return { newestFact: BigInt(rows[0]?.newest ?? 0), next: BigInt(rows[0]?.next ?? 0) };
}
