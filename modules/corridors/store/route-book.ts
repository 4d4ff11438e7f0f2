import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import {
  indexRoute,
  type Place,
  placeContent,
  type RouteIndex,
  type RouteVersion,
} from '../core/index.ts';
import { keptPlaces, keptRoutes } from './aggregates.ts';
import { columnsOf, stateOfRow, type VersionRow } from './versioned.ts';

/** Versions kept in memory; ten gazettes of the size of ours. The oldest read goes first. */
const VERSIONS_KEPT_MAX = 500;

/** Routes made ready for questions. A version never changes, so what was read once stays true. */
export type RouteBook = {
  /** Every route as in force at an instant, by id. */
  current(tx: Sql, at: Instant): Promise<readonly RouteIndex<RouteVersion>[]>;
  find(tx: Sql, id: string, version: number): Promise<RouteIndex<RouteVersion> | undefined>;
};

export function routeBook(): RouteBook {
  const kept = new Map<string, RouteIndex<RouteVersion>>();
  const keyOf = (id: string, version: number): string => `${id}@${version}`;
  const keep = (row: VersionRow): RouteIndex<RouteVersion> => {
    const index = indexRoute(stateOfRow(keptRoutes, row));
    kept.set(keyOf(index.route.id, index.route.version), index);
    for (const oldest of kept.keys()) {
      if (kept.size <= VERSIONS_KEPT_MAX) break;
      kept.delete(oldest);
    }
    return index;
  };
  return {
    async current(tx, at) {
      const { rows } = await tx.query<{ id: string; version: number }>(
        `SELECT id, version FROM (
           SELECT DISTINCT ON (id) id, version, is_withdrawn FROM corridors.route_version
           WHERE effective_from <= to_timestamp($1 / 1000.0) ORDER BY id, version DESC) last
         WHERE NOT is_withdrawn ORDER BY id`,
        [at],
      );
      const missing = rows.filter(({ id, version }) => !kept.has(keyOf(id, version)));
      const read = new Map(
        (await readVersions(tx, missing)).map((row) => {
          const index = keep(row);
          return [index.route.id as string, index];
        }),
      );
      return rows.flatMap(({ id, version }) => kept.get(keyOf(id, version)) ?? read.get(id) ?? []);
    },
    async find(tx, id, version) {
      const known = kept.get(keyOf(id, version));
      if (known !== undefined) return known;
      const [row] = await readVersions(tx, [{ id, version }]);
      return row && keep(row);
    },
  };
}

async function readVersions(
  tx: Sql,
  wanted: readonly { readonly id: string; readonly version: number }[],
): Promise<VersionRow[]> {
  if (wanted.length === 0) return [];
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${columnsOf(keptRoutes)} FROM corridors.route_version
     JOIN unnest($1::text[], $2::int[]) AS wanted (id, version) USING (id, version)`,
    [wanted.map(({ id }) => id), wanted.map(({ version }) => version)],
  );
  return rows;
}

/** Every place as in force at an instant, by id. */
export async function currentPlaces(tx: Sql, at: Instant): Promise<readonly Place[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT DISTINCT ON (id) ${columnsOf(keptPlaces)} FROM corridors.place_version
     WHERE effective_from <= to_timestamp($1 / 1000.0) ORDER BY id, version DESC`,
    [at],
  );
  const last = rows.map((row) => stateOfRow(keptPlaces, row));
  return last.flatMap(({ place, isWithdrawn }) => (isWithdrawn ? [] : [placeContent(place)]));
}
