import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** A stretch of a route where the network is known not to reach. */
export type DeadZone = {
  readonly name: string;
  readonly fromKm: number;
  readonly toKm: number;
  /** How long a truck may need to come out of it. */
  readonly excusedMin: number;
};

/** The dead zones of a route that are known at an instant. */
export async function deadZonesOf(tx: Sql, route: string, at: Instant): Promise<DeadZone[]> {
  const { rows } = await tx.query<DeadZone>(
    `SELECT name, from_km AS "fromKm", to_km AS "toKm", excused_min AS "excusedMin"
     FROM corridors.dead_zone WHERE route = $1
       AND to_timestamp($2 / 1000.0) >= effective_from AND to_timestamp($2 / 1000.0) < effective_until
     ORDER BY from_km`,
    [route, at],
  );
  return rows;
}
