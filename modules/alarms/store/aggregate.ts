import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { type Case, type CaseEvents, evolveCase } from '../core/index.ts';
import {
  ACTED_COLUMNS,
  CASE_COLUMNS,
  type CaseRow,
  CLOCK_COLUMNS,
  caseOfRow,
  writtenOf,
} from './row.ts';

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
  save: (tx, write) => saveColumns(tx, write, [...ACTED_COLUMNS, ...CLOCK_COLUMNS]),
};

/** What time alone has done: the intake may write no more than this. */
export function saveClock(tx: Sql, write: StateWrite<Case>): Promise<void> {
  return saveColumns(tx, write, CLOCK_COLUMNS);
}

/** `changed` in the same statement, so that every act is seen by live screens. */
async function saveColumns(
  tx: Sql,
  { id, state, versionBefore, version }: StateWrite<Case>,
  columns: readonly (keyof ReturnType<typeof writtenOf>)[],
): Promise<void> {
  const written = writtenOf(state);
  const sets = columns.map((column, at) => `${column} = $${at + 4}`).join(', ');
  const { rowCount } = await tx.query(
    `UPDATE alarms.case SET version = $3, changed = pg_current_xact_id(), ${sets}
     WHERE id = $1 AND version = $2`,
    [id, versionBefore, version, ...columns.map((column) => written[column])],
  );
  if (rowCount === 0) throw new VersionConflict('case', id);
}
