import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import { type Case, type CaseEvents, evolveCase } from '../core/index.ts';
import { CASE_COLUMNS, type CaseRow, caseOfRow, sqlTime } from './row.ts';

/** How acts of people read and write a case. Cases are opened by the intake's bulk writes. */
export const caseAggregate: Aggregate<Case, CaseEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<CaseRow>(
      `SELECT ${CASE_COLUMNS} FROM alarms.case c WHERE c.id = $1`,
      [id],
    );
    const row = rows[0];
    return row && { state: caseOfRow(row), version: row.version };
  },
  evolve: evolveCase,
  async save(tx, { id, state, versionBefore, version }) {
    const acknowledged = state.state === 'open' ? null : state.acknowledged;
    const closed = state.state === 'closed' ? state.closed : null;
    const { rowCount } = await tx.query(
      `UPDATE alarms.case SET version = $3, changed = pg_current_xact_id(), acknowledged_by = $4,
         acknowledged_at = $5, closed_by = $6, closed_at = $7, outcome = $8, cause = $9, note_sha256 = $10
       WHERE id = $1 AND version = $2`,
      [
        id,
        versionBefore,
        version,
        acknowledged?.by ?? null,
        sqlTime(acknowledged?.at ?? null),
        closed?.by ?? null,
        sqlTime(closed?.at ?? null),
        closed?.outcome ?? null,
        closed?.cause ?? null,
        closed?.noteSha256 ?? null,
      ],
    );
    if (rowCount === 0) throw new VersionConflict('case', id);
  },
};
