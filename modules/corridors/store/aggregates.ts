import { canonical, type Id, type Instant } from '@lakiri/kit';
import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolvePlace,
  evolveRoute,
  type Place,
  type PlacePublished,
  type PlaceVersion,
  type Route,
  type RoutePublished,
  type RouteVersion,
} from '../core/index.ts';

/** A row of place_version or route_version; `content` is the text of what was published. */
export type VersionRow = {
  readonly subject: Id;
  readonly version: number;
  readonly effective_from: Instant;
  readonly content: string;
};

export const VERSION_COLUMNS = 'subject, version, effective_from, content';

export const routeAggregate: Aggregate<RouteVersion, RoutePublished> = {
  async find(tx, id) {
    const row = await findLast(tx, 'route_version', id);
    return row && { state: routeOfRow(row), version: row.version };
  },
  evolve: evolveRoute,
  save: (tx, write) => {
    const { version, effectiveFrom, ...content } = write.state;
    return insert(tx, 'route_version', { ...write, effectiveFrom, slug: content.id, content });
  },
};

export const placeAggregate: Aggregate<PlaceVersion, PlacePublished> = {
  async find(tx, id) {
    const row = await findLast(tx, 'place_version', id);
    return row && { state: placeOfRow(row), version: row.version };
  },
  evolve: evolvePlace,
  save: (tx, write) => {
    const { place, effectiveFrom } = write.state;
    return insert(tx, 'place_version', { ...write, effectiveFrom, slug: place.id, content: place });
  },
};

export function routeOfRow({ content, version, effective_from }: VersionRow): RouteVersion {
  return { ...(JSON.parse(content) as Route), version, effectiveFrom: effective_from };
}

export function placeOfRow({ content, version, effective_from }: VersionRow): PlaceVersion {
  return { place: JSON.parse(content) as Place, version, effectiveFrom: effective_from };
}

type Table = 'place_version' | 'route_version';

async function findLast(tx: Sql, table: Table, subject: Id): Promise<VersionRow | undefined> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${VERSION_COLUMNS} FROM corridors.${table} WHERE subject = $1
     ORDER BY version DESC LIMIT 1`,
    [subject],
  );
  return rows[0];
}

type Insert = Pick<StateWrite<never>, 'id' | 'version'> & {
  readonly slug: string;
  readonly effectiveFrom: Instant;
  readonly content: Place | Route;
};

/** Two publishers at once make the same version; the second begins again and finds the first. */
async function insert(tx: Sql, table: Table, row: Insert): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO corridors.${table} (subject, version, id, effective_from, content)
     VALUES ($1, $2, $3, to_timestamp($4 / 1000.0), $5) ON CONFLICT DO NOTHING`,
    [row.id, row.version, row.slug, row.effectiveFrom, canonical(row.content)],
  );
  if (rowCount === 0) throw new VersionConflict(table, row.slug);
}
