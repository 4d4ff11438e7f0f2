import { canonical, type Id, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Dispatch,
  type DispatchEvent,
  type DispatchId,
  type DispatchState,
  evolveDispatch,
  type UnitId,
} from '../core/index.ts';
import { sqlTime } from './times.ts';

type Row = {
  readonly id: DispatchId;
  readonly version: number;
  readonly unit: UnitId;
  readonly case_id: Id<'Case'>;
  readonly journey: Id<'Journey'>;
  readonly sent_by: Id<'Person'>;
  readonly reckoned: string | null;
  readonly state: DispatchState;
  readonly sent_at: Instant;
  readonly seen_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly on_site_at: Instant | null;
  readonly report: string | null;
  readonly released_at: Instant | null;
};

const COLUMNS = `id, version, unit, case_id, journey, sent_by, reckoned, state, sent_at, seen_at, answered_at,
  on_site_at, report, released_at`;

function dispatchOfRow(row: Row): Dispatch {
  return {
    ...{ id: row.id, unit: row.unit, case: row.case_id, journey: row.journey, by: row.sent_by },
    reckoned: row.reckoned === null ? null : (JSON.parse(row.reckoned) as Dispatch['reckoned']),
    ...{ state: row.state, sentAt: row.sent_at, seenAt: row.seen_at, answeredAt: row.answered_at },
    onSiteAt: row.on_site_at,
    report: row.report === null ? null : (JSON.parse(row.report) as Dispatch['report']),
    releasedAt: row.released_at,
  };
}

const textOf = (value: unknown): string | null =>
  value === null ? null : canonical(value as Json);

/** How acts read and write a dispatch. */
export const dispatchAggregate: Aggregate<Dispatch, DispatchEvent> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM response.dispatch WHERE id = $1`, [
      id,
    ]);
    return rows[0] && { state: dispatchOfRow(rows[0]), version: rows[0].version };
  },
  evolve: evolveDispatch,
  async save(tx, { id, state, version, versionBefore }) {
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO response.dispatch (id, version, unit, case_id, journey, sent_by, reckoned, state, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
            [
              ...[id, version, state.unit, state.case, state.journey, state.by],
              ...[textOf(state.reckoned), state.state, sqlTime(state.sentAt)],
            ],
          )
        : await tx.query(
            `UPDATE response.dispatch SET version = $3, state = $4, seen_at = $5, answered_at = $6,
               on_site_at = $7, report = $8, released_at = $9 WHERE id = $1 AND version = $2`,
            [
              ...[id, versionBefore, version, state.state, sqlTime(state.seenAt)],
              ...[sqlTime(state.answeredAt), sqlTime(state.onSiteAt), textOf(state.report)],
              sqlTime(state.releasedAt),
            ],
          );
    if (rowCount === 0) throw new VersionConflict('dispatch', id);
  },
};

/** Units sent to one case, or out now on any; the newest of a flood. */
const DISPATCHES_MAX = 200;

export async function dispatchesOfCase(tx: Sql, one: Id): Promise<readonly Dispatch[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM response.dispatch WHERE case_id = $1 ORDER BY sent_at DESC, id LIMIT $2`,
    [one, DISPATCHES_MAX],
  );
  return rows.map(dispatchOfRow);
}

/** What units are on now. */
export async function dispatchesOut(tx: Sql): Promise<ReadonlyMap<UnitId, Dispatch>> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM response.dispatch WHERE state NOT IN ('declined', 'released')`,
  );
  return new Map(rows.map((row) => [row.unit, dispatchOfRow(row)]));
}

/** What the units of a person are out on, oldest first: on the road a person answers for one, at a desk for a few. */
export async function dispatchesOfPerson(tx: Sql, person: Id): Promise<readonly Dispatch[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM response.dispatch WHERE state NOT IN ('declined', 'released')
       AND unit IN (SELECT id FROM response.unit WHERE person = $1) ORDER BY sent_at, id LIMIT $2`,
    [person, DISPATCHES_MAX],
  );
  return rows.map(dispatchOfRow);
}
