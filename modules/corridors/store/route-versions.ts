import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { RouteVersion } from '../core/index.ts';
import { routeOfRow, VERSION_COLUMNS, type VersionRow } from './aggregates.ts';

export type RouteVersionRow = { readonly subject: Id<'Route'>; readonly state: RouteVersion };

/** All versions of a route, oldest first; none where there is no such route. They are few: each took two officers. */
export async function routeVersions(tx: Sql, slug: string): Promise<readonly RouteVersionRow[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${VERSION_COLUMNS} FROM corridors.route_version WHERE id = $1 ORDER BY version`,
    [slug],
  );
  return rows.map((row) => ({ subject: row.subject as Id<'Route'>, state: routeOfRow(row) }));
}
