import type { Id, Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict, type Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveUnit,
  type PlaceSource,
  type Unit,
  type UnitEvent,
  type UnitId,
} from '../core/index.ts';
import { sqlTime } from './times.ts';

type Row = {
  readonly id: UnitId;
  readonly version: number;
  readonly name: string;
  readonly base_name: string;
  readonly base_lat: number;
  readonly base_lon: number;
  readonly area_km: number;
  readonly languages: readonly string[];
  readonly person: Id<'Person'> | null;
  readonly phone_sha256: string | null;
  readonly place_lat: number | null;
  readonly place_lon: number | null;
  readonly place_at: Instant | null;
  readonly place_source: PlaceSource | null;
  readonly retired_at: Instant | null;
};

const COLUMNS = `id, version, name, base_name, base_lat, base_lon, area_km, languages, person, phone_sha256,
  place_lat, place_lon, place_at, place_source, retired_at`;

function unitOfRow(row: Row): Unit {
  const { place_lat: lat, place_lon: lon, place_at: at, place_source: source } = row;
  const isPlaced = lat !== null && lon !== null && at !== null && source !== null;
  return {
    id: row.id,
    name: row.name,
    base: { name: row.base_name, lat: row.base_lat, lon: row.base_lon },
    areaKm: row.area_km,
    languages: row.languages,
    person: row.person,
    phoneSha256: row.phone_sha256,
    place: isPlaced ? { lat, lon, at, source } : null,
    retiredAt: row.retired_at,
  };
}

/** How acts read and write a unit. */
export const unitAggregate: Aggregate<Unit, UnitEvent> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM response.unit WHERE id = $1`, [
      id,
    ]);
    return rows[0] && { state: unitOfRow(rows[0]), version: rows[0].version };
  },
  evolve: evolveUnit,
  async save(tx, { id, state, version, versionBefore }) {
    const values = [
      ...[id, version, state.name, state.base.name, state.base.lat, state.base.lon, state.areaKm],
      ...[state.languages, state.person, state.phoneSha256],
      ...[state.place?.lat ?? null, state.place?.lon ?? null, sqlTime(state.place?.at ?? null)],
      ...[state.place?.source ?? null, sqlTime(state.retiredAt)],
    ];
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO response.unit (${COLUMNS})
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
            values,
          )
        : await tx.query(
            `UPDATE response.unit SET version = $2, name = $3, base_name = $4, base_lat = $5, base_lon = $6,
               area_km = $7, languages = $8, person = $9, phone_sha256 = $10, place_lat = $11, place_lon = $12,
               place_at = $13, place_source = $14, retired_at = $15 WHERE id = $1 AND version = $16`,
            [...values, versionBefore],
          );
    if (rowCount === 0) throw new VersionConflict('unit', id);
  },
};

/** An administration has a few dozen; a page of them is all of them. */
const UNITS_MAX = 500;

/** Units, by name; the retired ones too where asked for. */
export async function listUnits(
  tx: Sql,
  { retired }: { readonly retired: boolean },
): Promise<readonly Versioned<Unit>[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM response.unit WHERE $1 OR retired_at IS NULL ORDER BY lower(name), id LIMIT $2`,
    [retired, UNITS_MAX],
  );
  return rows.map((row) => ({ state: unitOfRow(row), version: row.version }));
}

/** Another unit that is called so. */
export async function isNameTaken(tx: Sql, name: string, by: UnitId): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM response.unit WHERE lower(name) = lower($1) AND retired_at IS NULL AND id <> $2',
    [name, by],
  );
  return rowCount > 0;
}

/** The units that a person answers for, without the retired ones. */
export async function unitsOfPerson(tx: Sql, person: Id): Promise<readonly Unit[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM response.unit WHERE person = $1 AND retired_at IS NULL
     ORDER BY lower(name), id LIMIT $2`,
    [person, UNITS_MAX],
  );
  return rows.map(unitOfRow);
}
