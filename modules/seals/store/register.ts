import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';

/** Who has this number and who has this address, as far as this party may know. */
export async function findTaken(
  tx: Sql,
  asked: { readonly number: string; readonly dialect: string; readonly wireId: string },
): Promise<{ readonly withNumber?: SealId; readonly withAddress?: SealId }> {
  const { rows } = await tx.query<{ id: Id<'Seal'>; same_number: boolean; same_address: boolean }>(
    `SELECT id, number = $1 AS same_number, (dialect, wire_id) = ($2, $3) AS same_address
     FROM seals.seal WHERE number = $1 OR (dialect, wire_id) = ($2, $3)`,
    [asked.number, asked.dialect, asked.wireId],
  );
  const number = rows.find((row) => row.same_number)?.id;
  const address = rows.find((row) => row.same_address)?.id;
  return {
    ...(number === undefined ? {} : { withNumber: number }),
    ...(address === undefined ? {} : { withAddress: address }),
  };
}

/** A registered device is no stranger any more. */
export async function forgetStranger(tx: Sql, dialect: string, wireId: string): Promise<void> {
  await tx.query('DELETE FROM seals.stranger WHERE dialect = $1 AND wire_id = $2', [
    dialect,
    wireId,
  ]);
}
