import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** A journey as reports time it. */
export type Trip = {
  readonly journey: string;
  readonly ref: string;
  readonly route: string;
  readonly departedAt: Instant;
  readonly arrivedAt: Instant | null;
};

/**
 * Journeys that arrived from one instant up to another, and those under way at the end, that the transaction may see.
 * One that was disarmed without having arrived took no time to anywhere. At most `max`.
 */
export async function tripsOfPeriod(
  tx: Sql,
  { from, to, max }: { readonly from: Instant; readonly to: Instant; readonly max: number },
): Promise<readonly Trip[]> {
  const { rows } = await tx.query<Trip>(
    `SELECT id AS journey, ref, route_id AS route, departed_at AS "departedAt", arrived_at AS "arrivedAt"
     FROM journeys.journey
     WHERE departed_at < $2 AND (arrived_at >= $1 OR arrived_at IS NULL
       AND (disarmed_at IS NULL OR disarmed_at >= $2))
     ORDER BY id LIMIT $3`,
    [isoOf(from), isoOf(to), max],
  );
  return rows;
}
