import type { Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { MigrationSet } from '@lakiri/platform/migrate';
import type { Sql } from '@lakiri/platform/sql';
import {
  type AreaRule,
  evolveIncident,
  type GroupRule,
  type Incident,
  type IncidentEvents,
  type IncidentId,
  type IncidentKind,
} from '../core/index.ts';

type Row = {
  readonly id: IncidentId;
  readonly version: number;
  readonly kind: IncidentKind;
  readonly key: string;
  readonly name: string;
  readonly seals: number;
  readonly late: number;
  readonly since: Instant;
  readonly opened_at: Instant;
  readonly ended_at: Instant | null;
};
const COLUMNS = 'id, version, kind, key, name, seals, late, since, opened_at, ended_at';

function incidentOfRow({
  version: _,
  opened_at: openedAt,
  ended_at: endedAt,
  ...row
}: Row): Incident {
  return { ...row, openedAt, endedAt };
}

export const incidentAggregate: Aggregate<Incident, IncidentEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM expectations.incident WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    return row && { state: incidentOfRow(row), version: row.version };
  },
  evolve: evolveIncident,
  async save(tx, { id, state, version, versionBefore }) {
    const { kind, key, name, seals, late, since, openedAt, endedAt } = state;
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO expectations.incident (id, version, kind, key, name, seals, late, since, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), to_timestamp($9 / 1000.0))`,
            [id, version, kind, key, name, seals, late, since, openedAt],
          )
        : await tx.query(
            `UPDATE expectations.incident SET version = $3, ended_at = to_timestamp($4 / 1000.0)
             WHERE id = $1 AND version = $2`,
            [id, versionBefore, version, endedAt],
          );
    if (rowCount === 0) throw new VersionConflict('incident', id);
  },
};

/** The rule in force. Throws where no version is: the migrations give one. */
export async function groupRuleAt(tx: Sql, now: Instant): Promise<GroupRule> {
  const { rows } = await tx.query<{ params: string }>(
    `SELECT params FROM expectations.group_rule WHERE effective_from <= to_timestamp($1 / 1000.0)
     ORDER BY effective_from DESC LIMIT 1`,
    [now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no version of the group rule is in force');
  return JSON.parse(row.params) as GroupRule;
}

/** The rule of places in force. Throws where no version is: the migrations give one. */
export async function areaRuleAt(tx: Sql, now: Instant): Promise<AreaRule> {
  const { rows } = await tx.query<{ params: string }>(
    `SELECT params FROM expectations.area_rule WHERE effective_from <= to_timestamp($1 / 1000.0)
     ORDER BY effective_from DESC LIMIT 1`,
    [now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no version of the area rule is in force');
  return JSON.parse(row.params) as AreaRule;
}

/** Incidents that are open or ended after an instant, newest first. */
export async function incidentsSince(
  tx: Sql,
  endedAfter: Instant,
): Promise<readonly (Incident & { readonly version: number })[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM expectations.incident
     WHERE ended_at IS NULL OR ended_at > to_timestamp($1 / 1000.0) ORDER BY opened_at DESC, id DESC`,
    [endedAfter],
  );
  return rows.map((row) => ({ ...incidentOfRow(row), version: row.version }));
}

export type IncidentList = {
  readonly state: 'open' | 'ended' | 'all';
  readonly before: { readonly openedAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
};

/** A page of incidents, newest first. */
export async function listIncidents(
  tx: Sql,
  { state, before, limit }: IncidentList,
): Promise<readonly Incident[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM expectations.incident
     WHERE ($1 = 'all' OR ($1 = 'open') = (ended_at IS NULL))
       AND ($2::float8 IS NULL OR (opened_at, id) < (to_timestamp($2::float8 / 1000.0), $3::uuid))
     ORDER BY opened_at DESC, id DESC LIMIT $4`,
    [state, before?.openedAt ?? null, before?.id ?? null, limit],
  );
  return rows.map(incidentOfRow);
}

export const expectationsMigrations: MigrationSet = {
  module: 'expectations',
  directory: new URL('migrations/', import.meta.url),
};
