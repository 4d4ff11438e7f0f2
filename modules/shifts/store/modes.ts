import type { PersonRef } from '@lakiri/alarms';
import { type Instant, isoOf } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Declaration,
  evolveMode,
  type Mode,
  type ModeEvents,
  type ModeId,
  type ModeReason,
} from '../core/index.ts';

type Row = {
  readonly id: ModeId;
  readonly version: number;
  readonly mode: Mode;
  readonly reason: ModeReason;
  readonly proposed_by: PersonRef;
  readonly proposed_at: Instant;
  readonly confirmed_by: PersonRef | null;
  readonly confirmed_at: Instant | null;
  readonly declined_by: PersonRef | null;
  readonly declined_at: Instant | null;
};
const COLUMNS = `id, version, mode, reason, proposed_by, proposed_at, confirmed_by, confirmed_at,
  declined_by, declined_at`;

function declarationOf(row: Row): Declaration {
  const { id, mode, reason, proposed_by: by, proposed_at: at } = row;
  const common = { id, mode, reason, proposed: { by, at } };
  if (row.confirmed_by !== null && row.confirmed_at !== null)
    return {
      ...common,
      state: 'in-force',
      confirmed: { by: row.confirmed_by, at: row.confirmed_at },
    };
  if (row.declined_by !== null && row.declined_at !== null)
    return { ...common, state: 'declined', declined: { by: row.declined_by, at: row.declined_at } };
  return { ...common, state: 'proposed' };
}

export const modeAggregate: Aggregate<Declaration, ModeEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM shifts.mode WHERE id = $1`, [id]);
    const row = rows[0];
    return row && { state: declarationOf(row), version: row.version };
  },
  evolve: evolveMode,
  async save(tx, { id, state, versionBefore, version }) {
    const { mode, reason, proposed } = state;
    const confirmed = state.state === 'in-force' ? state.confirmed : null;
    const declined = state.state === 'declined' ? state.declined : null;
    const ends = [
      ...[confirmed?.by ?? null, confirmed === null ? null : isoOf(confirmed.at)],
      ...[declined?.by ?? null, declined === null ? null : isoOf(declined.at)],
    ];
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO shifts.mode (id, version, confirmed_by, confirmed_at, declined_by, declined_at,
               mode, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
            [id, version, ...ends, mode, reason, proposed.by, isoOf(proposed.at)],
          )
        : await tx.query(
            `UPDATE shifts.mode SET version = $2, confirmed_by = $3, confirmed_at = $4, declined_by = $5,
               declined_at = $6 WHERE id = $1 AND version = $7`,
            [id, version, ...ends, versionBefore],
          );
    if (rowCount === 0) throw new VersionConflict('mode', id);
  },
};

/** What holds now, if anything was ever declared, and what waits for its second officer. */
export async function modeNow(tx: Sql): Promise<{
  readonly current: (Declaration & { readonly state: 'in-force' }) | undefined;
  readonly pending: Declaration | undefined;
}> {
  const { rows } = await tx.query<Row>(
    `(SELECT ${COLUMNS} FROM shifts.mode WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id DESC LIMIT 1)
     UNION ALL
     (SELECT ${COLUMNS} FROM shifts.mode WHERE confirmed_at IS NULL AND declined_at IS NULL)`,
  );
  const all = rows.map(declarationOf);
  return {
    current: all.find((one) => one.state === 'in-force'),
    pending: all.find((one) => one.state === 'proposed'),
  };
}
