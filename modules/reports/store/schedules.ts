import type { Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { evolveSchedule, type Schedule, type ScheduleEvents } from '../core/index.ts';

type ScheduleRow = Omit<Schedule, 'madeAt' | 'toldThrough'> & {
  readonly version: number;
  readonly made_at: Instant;
  readonly told_through: Schedule['toldThrough'];
};

const WRITTEN =
  'id, version, party, person, channel, report, every, zone, language, state, made_at, told_through';
// A date as text: the driver would make a midnight of some zone of it.
const COLUMNS = WRITTEN.replace('told_through', 'told_through::text');

function scheduleOfRow({ version: _, made_at, told_through, ...row }: ScheduleRow): Schedule {
  return { ...row, madeAt: made_at, toldThrough: told_through };
}

export const scheduleAggregate: Aggregate<Schedule, ScheduleEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<ScheduleRow>(
      `SELECT ${COLUMNS} FROM reports.schedule WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    return row && { state: scheduleOfRow(row), version: row.version };
  },
  evolve: evolveSchedule,
  async save(tx, { id, state, version, versionBefore }) {
    const { party, person, channel, report, every, zone, language } = state;
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO reports.schedule (${WRITTEN})
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0), $12) ON CONFLICT DO NOTHING`,
            [
              ...[id, version, party, person, channel, report, every, zone, language],
              ...[state.state, state.madeAt, state.toldThrough],
            ],
          )
        : await tx.query(
            `UPDATE reports.schedule SET version = $3, state = $4, told_through = $5
             WHERE id = $1 AND version = $2`,
            [id, versionBefore, version, state.state, state.toldThrough],
          );
    if (rowCount === 0) throw new VersionConflict('report schedule', id);
  },
};

/** A person's own that run, in the order in which they were made. */
export async function schedulesOf(tx: Sql, person: string): Promise<readonly Schedule[]> {
  const { rows } = await tx.query<ScheduleRow>(
    `SELECT ${COLUMNS} FROM reports.schedule WHERE person = $1 AND state = 'active' ORDER BY id`,
    [person],
  );
  return rows.map(scheduleOfRow);
}

/** Everybody's that run: for who tells, who sees all. A dozen a person at most. */
export async function runningSchedules(tx: Sql): Promise<readonly Schedule[]> {
  const { rows } = await tx.query<ScheduleRow>(
    `SELECT ${COLUMNS} FROM reports.schedule WHERE state = 'active' ORDER BY id`,
  );
  return rows.map(scheduleOfRow);
}
