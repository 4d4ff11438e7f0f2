import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Speeds } from '../core/index.ts';
import { sqlTime } from './times.ts';

type Row = {
  readonly road_kmh: number;
  readonly crow_kmh: number;
  readonly crow_factor: number;
  readonly near_road_m: number;
  readonly place_age_min: number;
};

/** How fast units get about, as it holds at an instant. Throws where nothing holds, which the migrations forbid. */
export async function speedsAt(tx: Sql, at: Instant): Promise<Speeds> {
  const { rows } = await tx.query<Row>(
    `SELECT road_kmh, crow_kmh, crow_factor, near_road_m, place_age_min FROM response.speed
     WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1`,
    [sqlTime(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no speeds of units hold');
  return {
    ...{ roadKmh: row.road_kmh, crowKmh: row.crow_kmh, crowFactor: row.crow_factor },
    ...{ nearRoadM: row.near_road_m, placeAgeMin: row.place_age_min },
  };
}
