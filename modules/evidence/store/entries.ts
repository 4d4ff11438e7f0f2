import type { Sql } from '@lakiri/platform/sql';

/** Where a fact stands. */
export type Place = { readonly log: string; readonly index: number };

/** The places of those of these facts that are in a log, and that this transaction may see. */
export async function entriesOfFacts(
  tx: Sql,
  facts: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  if (facts.length === 0) return new Map();
  const { rows } = await tx.query<{ fact: string; log: string; index: bigint }>(
    'SELECT fact::text, log, index FROM evidence.entry WHERE fact = ANY($1::uuid[])',
    [facts],
  );
  return new Map(rows.map(({ fact, log, index }) => [fact, { log, index: Number(index) }]));
}

/** The facts at these indexes, in their order: `from` included, `until` not. */
export async function factsOfEntries(
  tx: Sql,
  { log, from, until }: { readonly log: string; readonly from: number; readonly until: number },
): Promise<string[]> {
  const { rows } = await tx.query<{ fact: string }>(
    `SELECT fact::text FROM evidence.entry WHERE log = $1 AND index >= $2 AND index < $3 ORDER BY index`,
    [log, from, until],
  );
  return rows.map(({ fact }) => fact);
}
