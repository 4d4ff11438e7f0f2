import type { Sql } from '@lakiri/platform/sql';

/** Who brought the last frame of each of these seals; those missing spoke themselves, or never. */
export async function lastOrigins(
  tx: Sql,
  sealIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; origin: string }>(
    `SELECT s.id, f.origin FROM unnest($1::uuid[]) AS s (id)
     CROSS JOIN LATERAL (SELECT origin FROM telemetry.frame WHERE seal_id = s.id
       ORDER BY received_at DESC LIMIT 1) AS f
     WHERE f.origin IS NOT NULL`,
    [sealIds],
  );
  return new Map(rows.map(({ id, origin }) => [id, origin]));
}
