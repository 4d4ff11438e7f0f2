// Which logs there are, and how far each is.
import type { FactCursor } from '@lakiri/platform/read-facts';
import type { Sql } from '@lakiri/platform/sql';
import { HASH_BYTES, type Range } from '../core/merkle.ts';

export type Log = { readonly name: string; readonly origin: string; readonly vkey: string };

/** How far a log is: what its newest checkpoint says, and what is needed to go on. */
export type Head = {
  readonly log: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly range: Range;
  /** The last fact in the log. */
  readonly after: FactCursor;
  /** The signed note. */
  readonly checkpoint: string;
  /** UTC milliseconds. */
  readonly integratedAt: number;
};

export async function findLog(tx: Sql, name: string): Promise<Log | undefined> {
  const { rows } = await tx.query<Log>(
    'SELECT name, origin, vkey FROM evidence.log WHERE name = $1',
    [name],
  );
  return rows[0];
}

/** Makes a log with its head; false where it is there already, made by another process. */
export async function beginLog(tx: Sql, log: Log, head: Omit<Head, 'log'>): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO evidence.log (name, origin, vkey) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [log.name, log.origin, log.vkey],
  );
  if (rowCount === 0) return false;
  await tx.query(
    `INSERT INTO evidence.head (log, size, root, range, after_xid, after_ordinal, checkpoint, integrated_at)
     VALUES ($1, $2, $3, $4, $5::text::xid8, $6, $7, to_timestamp($8::float8 / 1000))`,
    valuesOf({ ...head, log: log.name }),
  );
  return true;
}

type HeadRow = {
  readonly log: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly range: Uint8Array;
  readonly xid: string;
  readonly ordinal: bigint;
  readonly checkpoint: string;
  readonly integrated_at: number;
};

export async function findHead(tx: Sql, log: string): Promise<Head | undefined> {
  const { rows } = await tx.query<HeadRow>(
    `SELECT log, size, root, range, after_xid::text AS xid, after_ordinal AS ordinal, checkpoint, integrated_at
     FROM evidence.head WHERE log = $1`,
    [log],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    log: row.log,
    size: Number(row.size),
    root: new Uint8Array(row.root),
    range: { size: Number(row.size), hashes: hashesOf(row.range) },
    after: { xid: BigInt(row.xid), ordinal: row.ordinal },
    checkpoint: row.checkpoint,
    integratedAt: row.integrated_at,
  };
}

/** An entry that is added: the fact and its ordinal. */
export type NewEntry = { readonly fact: string; readonly ordinal: bigint };

/**
 * Moves the head and adds the entries that lie between, in this transaction, where the log still is as
 * `from` says. False, and nothing written, where somebody else moved it.
 */
export async function advanceHead(
  tx: Sql,
  advance: { readonly from: Head; readonly to: Head; readonly entries: readonly NewEntry[] },
): Promise<boolean> {
  const { from, to, entries } = advance;
  if (from.size + entries.length !== to.size)
    throw new RangeError(
      `${entries.length} entries do not lie between ${from.size} and ${to.size}`,
    );
  const { rowCount } = await tx.query(
    `UPDATE evidence.head SET size = $2, root = $3, range = $4, after_xid = $5::text::xid8, after_ordinal = $6,
       checkpoint = $7, integrated_at = to_timestamp($8::float8 / 1000)
     WHERE log = $1 AND size = $9 AND root = $10`,
    [...valuesOf(to), from.size, Buffer.from(from.root)],
  );
  if (rowCount === 0) return false;
  await tx.query(
    `INSERT INTO evidence.entry (log, index, fact, ordinal)
     SELECT $1, $2::bigint + at - 1, fact, ordinal
     FROM unnest($3::uuid[], $4::bigint[]) WITH ORDINALITY AS e (fact, ordinal, at)`,
    [
      to.log,
      from.size,
      entries.map(({ fact }) => fact),
      entries.map(({ ordinal }) => String(ordinal)),
    ],
  );
  return true;
}

function valuesOf(head: Head): unknown[] {
  return [
    head.log,
    head.size,
    Buffer.from(head.root),
    Buffer.concat(head.range.hashes),
    String(head.after.xid),
    String(head.after.ordinal),
    head.checkpoint,
    head.integratedAt,
  ];
}

function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from(
    { length: bytes.length / HASH_BYTES },
    (_, at) => new Uint8Array(bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
}
