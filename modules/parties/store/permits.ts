import type { Sql } from '@lakiri/platform/sql';
import type { PartyId } from '../core/index.ts';

/**
 * The home administration sees all of its node, from its beginning on: a consequence of its
 * registration, and so the same whenever it is written again.
 */
export async function permitOverseer(tx: Sql, party: PartyId): Promise<void> {
  await tx.query(
    `INSERT INTO access.permit (party, subject, valid_from, reason)
     VALUES ($1, NULL, 'epoch', 'the administration of this node')`,
    [party],
  );
}
