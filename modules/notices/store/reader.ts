import type { FactCursor } from '@lakiri/platform/read-facts';
import type { Scope, Sql } from '@lakiri/platform/sql';

const NAME = 'facts';

/** With whose eyes notices are made and sent; nobody's before the node is set up. */
export async function overseerScope(tx: Sql): Promise<Scope | undefined> {
  const { rows } = await tx.query<{ party: string | null }>('SELECT notices.overseer() AS party');
  const party = rows[0]?.party ?? null;
  return party === null ? undefined : { party };
}

/** The eyes of the rest of this transaction: those of another party. */
export async function lookAs(tx: Sql, { party }: Scope): Promise<void> {
  await tx.query(`SELECT set_config('lakiri.party', $1, true)`, [party]);
}

export type Reading =
  | { readonly held: 'here'; readonly after: FactCursor }
  /** Another server makes notices at the moment. */
  | { readonly held: 'elsewhere' }
  | { readonly held: 'nowhere' };

/** Up to where facts were told, kept from other servers until the transaction ends. */
export async function holdReader(tx: Sql): Promise<Reading> {
  const { rows } = await tx.query<{ xid: string; ordinal: bigint }>(
    'SELECT xid::text, ordinal FROM notices.reader WHERE name = $1 FOR UPDATE SKIP LOCKED',
    [NAME],
  );
  const [row] = rows;
  if (row !== undefined)
    return { held: 'here', after: { xid: BigInt(row.xid), ordinal: row.ordinal } };
  const { rowCount } = await tx.query('SELECT FROM notices.reader WHERE name = $1', [NAME]);
  return { held: rowCount > 0 ? 'elsewhere' : 'nowhere' };
}

/** Where a node begins to tell: what was before is nobody's news. */
export async function beginReader(tx: Sql, { xid, ordinal }: FactCursor): Promise<void> {
  await tx.query(
    `INSERT INTO notices.reader (name, xid, ordinal) VALUES ($1, $2::text::xid8, $3) ON CONFLICT DO NOTHING`,
    [NAME, String(xid), String(ordinal)],
  );
}

export async function moveReader(tx: Sql, { xid, ordinal }: FactCursor): Promise<void> {
  await tx.query('UPDATE notices.reader SET xid = $2::text::xid8, ordinal = $3 WHERE name = $1', [
    NAME,
    String(xid),
    String(ordinal),
  ]);
}
