import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** What was done about a journey's cases on the road and on the telephone. */
export type ResponseEvent = {
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly caseId: Id<'Case'>;
  /** The unit's name, or whom was called or told. */
  readonly about: string;
  /** How many photographs a unit's report names; null where it is none. */
  readonly photos: number | null;
};

type Row = {
  readonly type: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly actor: string;
  readonly case_id: Id<'Case'>;
  readonly about: string;
  readonly photos: number | null;
};

const EVENTS_MAX = 500;

/** Oldest first; of those that the transaction may see. */
export async function responseEvents(tx: Sql, journey: string): Promise<readonly ResponseEvent[]> {
  const { rows } = await tx.query<Row>(
    `SELECT f.type, f.occurred_at, f.recorded_at, f.actor, s.case_id, s.about,
       CASE WHEN f.type = 'dispatch-reported' THEN json_array_length(f.body::json -> 'photos') END AS photos FROM (
       SELECT d.id, d.case_id, u.name AS about FROM response.dispatch d JOIN response.unit u ON u.id = d.unit
         WHERE d.journey = $1
       UNION ALL SELECT id, case_id, whom FROM response.call WHERE journey = $1
       UNION ALL SELECT id, case_id, whom FROM response.notification WHERE journey = $1) s
     JOIN fact.fact f ON f.subject = s.id ORDER BY f.occurred_at LIMIT $2`,
    [journey, EVENTS_MAX],
  );
  return rows.map(({ occurred_at: at, recorded_at: recordedAt, case_id: caseId, ...row }) => ({
    ...{ ...row, at, recordedAt, caseId },
  }));
}
