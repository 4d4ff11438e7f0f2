import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type DeadZone,
  type DeadZoneEvents,
  type DeadZoneId,
  type DeadZoneVersion,
  evolveDeadZone,
} from '../core/index.ts';

type Row = {
  readonly subject: DeadZoneId;
  readonly version: number;
  readonly effective_from: Instant;
  readonly is_ended: boolean;
  readonly content: string;
};
const COLUMNS = 'subject, version, effective_from, is_ended, content';

function versionOfRow(row: Row): DeadZoneVersion {
  const { version, effective_from: effectiveFrom, is_ended: isEnded } = row;
  return { ...(JSON.parse(row.content) as DeadZone), version, effectiveFrom, isEnded };
}

export const deadZoneAggregate: Aggregate<DeadZoneVersion, DeadZoneEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM corridors.dead_zone_version WHERE subject = $1
       ORDER BY version DESC LIMIT 1`,
      [id],
    );
    const [row] = rows;
    return row && { state: versionOfRow(row), version: row.version };
  },
  evolve: evolveDeadZone,
  async save(tx, { id, state }) {
    const { version, effectiveFrom, isEnded, ...content } = state;
    const { rowCount } = await tx.query(
      `INSERT INTO corridors.dead_zone_version (subject, version, effective_from, is_ended, content)
       VALUES ($1, $2, to_timestamp($3 / 1000.0), $4, $5) ON CONFLICT DO NOTHING`,
      [id, version, effectiveFrom, isEnded, canonical(content as unknown as Json)],
    );
    if (rowCount === 0) throw new VersionConflict('dead-zone', id);
  },
};

/** A dead zone with all its versions, oldest first. */
export type DeadZoneHistory = {
  readonly id: DeadZoneId;
  readonly versions: readonly DeadZoneVersion[];
};

/** Every dead zone that there is or was; their number is bounded where they are set. */
export async function loadDeadZones(tx: Sql): Promise<readonly DeadZoneHistory[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM corridors.dead_zone_version ORDER BY subject, version`,
  );
  return [...Map.groupBy(rows, ({ subject }) => subject)].map(([id, versions]) => ({
    id,
    versions: versions.map(versionOfRow),
  }));
}
