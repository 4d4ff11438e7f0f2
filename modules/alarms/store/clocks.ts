import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Case, CaseClock, Severity } from '../core/index.ts';
import { CASE_COLUMNS, type CaseRow, caseOfRow, sqlTime } from './row.ts';

/** Every version of the clock of every severity: four or a few more. */
export async function loadClocks(tx: Sql): Promise<readonly CaseClock[]> {
  const { rows } = await tx.query<{
    severity: Severity;
    version: number;
    effective_from: Instant;
    check_s: number;
    again_s: number;
    steps_max: number;
  }>(
    `SELECT severity, version, effective_from, check_s, again_s, steps_max FROM alarms.clock_rule
     ORDER BY severity, version`,
  );
  return rows.map((row) => ({
    severity: row.severity,
    version: row.version,
    from: row.effective_from,
    checkS: row.check_s,
    againS: row.again_s,
    stepsMax: row.steps_max,
  }));
}

/** Cases whose time has come, locked; those that another process or an officer holds are left to them. */
export async function claimToWake(
  tx: Sql,
  { now, max }: { readonly now: Instant; readonly max: number },
): Promise<readonly { readonly state: Case; readonly version: number }[]> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${CASE_COLUMNS} FROM alarms.case c WHERE c.wake_at <= $1
     ORDER BY c.wake_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [sqlTime(now), max],
  );
  return rows.map((row) => ({ state: caseOfRow(row), version: row.version }));
}
