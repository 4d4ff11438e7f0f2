import type { Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { type CellEvents, type CellId, type CellVersion, evolveCell } from '../core/index.ts';

type Row = {
  readonly subject: CellId;
  readonly version: number;
  readonly cell: string;
  readonly effective_from: Instant;
  readonly lat: number;
  readonly lon: number;
  readonly radius_m: number;
  readonly source: string;
};
const COLUMNS = 'subject, version, cell, effective_from, lat, lon, radius_m, source';

function versionOfRow({ effective_from, radius_m, subject: _, ...row }: Row): CellVersion {
  return { ...row, effectiveFrom: effective_from, radiusM: radius_m };
}

export const cellAggregate: Aggregate<CellVersion, CellEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM trust.cell_place WHERE subject = $1 ORDER BY version DESC LIMIT 1`,
      [id],
    );
    const [row] = rows;
    return row && { state: versionOfRow(row), version: row.version };
  },
  evolve: evolveCell,
  async save(tx, { id, state }) {
    const { version, cell, effectiveFrom, lat, lon, radiusM, source } = state;
    const { rowCount } = await tx.query(
      `INSERT INTO trust.cell_place (${COLUMNS})
       VALUES ($1, $2, $3, to_timestamp($4 / 1000.0), $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [id, version, cell, effectiveFrom, lat, lon, radiusM, source],
    );
    if (rowCount === 0) throw new VersionConflict('cell', cell);
  },
};

/** Every version of every cell, oldest first; their number is bounded where they are placed. */
export async function loadCells(tx: Sql): Promise<CellVersion[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM trust.cell_place ORDER BY cell, version`,
  );
  return rows.map(versionOfRow);
}

/** The newest version of these cells, and how many there are in all. */
export async function findCells(
  tx: Sql,
  names: readonly string[],
): Promise<{
  readonly known: ReadonlyMap<string, { readonly subject: CellId; readonly last: CellVersion }>;
  readonly count: number;
}> {
  const { rows } = await tx.query<Row>(
    `SELECT DISTINCT ON (cell) ${COLUMNS} FROM trust.cell_place WHERE cell = ANY($1)
     ORDER BY cell, version DESC`,
    [names],
  );
  const { rows: counted } = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM trust.cell_place WHERE version = 1',
  );
  const known = rows.map((row) => [row.cell, { subject: row.subject, last: versionOfRow(row) }]);
  return { known: new Map(known as never), count: counted[0]?.count ?? 0 };
}

/** A page of cells as they were last placed, by their names. */
export async function listCells(
  tx: Sql,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<CellVersion[]> {
  const { rows } = await tx.query<Row>(
    `SELECT DISTINCT ON (cell) ${COLUMNS} FROM trust.cell_place WHERE cell > $1
     ORDER BY cell, version DESC LIMIT $2`,
    [after, limit],
  );
  return rows.map(versionOfRow);
}
