import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { CaseId, Kind, Severity } from '../core/index.ts';

/** What happened of alarms on a journey: a rule fired, or an officer did something about a case. */
export type JourneyAlarmEvent = {
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** `person:<id>`; null for a rule. */
  readonly actor: string | null;
  readonly caseId: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly late: boolean;
};

type Row = {
  readonly type: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly actor: string | null;
  readonly case_id: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly late: boolean;
};

/** A device that reports one tamper again and again fills no timeline. */
const EVENTS_MAX = 1_000;

/** Oldest first; of those that the transaction may see. */
export async function journeyAlarmEvents(tx: Sql, journey: string): Promise<JourneyAlarmEvent[]> {
  const { rows } = await tx.query<Row>(
    `SELECT 'alarm-raised' AS type, occurred_at, recorded_at, NULL AS actor, case_id, kind, severity, late
     FROM alarms.alarm WHERE journey = $1
     UNION ALL
     SELECT f.type, f.occurred_at, f.recorded_at, f.actor, c.id, c.kind, c.severity, false
     FROM alarms.case c JOIN fact.fact f ON f.subject = c.id
     WHERE c.journey = $1 AND f.type <> 'case-opened'
     ORDER BY occurred_at LIMIT $2`,
    [journey, EVENTS_MAX],
  );
  return rows.map(({ occurred_at: at, recorded_at: recordedAt, case_id: caseId, ...row }) => ({
    ...row,
    at,
    recordedAt,
    caseId,
  }));
}

/** The ids of all cases and alarms on these journeys that the transaction may see. */
export async function subjectsOnJourneys(tx: Sql, journeys: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id::text FROM alarms.case WHERE journey = ANY($1::uuid[])
     UNION ALL SELECT a.id::text FROM alarms.case c JOIN alarms.alarm a ON a.case_id = c.id
     WHERE c.journey = ANY($1::uuid[])`,
    [journeys],
  );
  return rows.map(({ id }) => id);
}

/** The ids of the alarms of a case. */
export async function alarmsOfCase(tx: Sql, id: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id::text FROM alarms.alarm WHERE case_id = $1',
    [id],
  );
  return rows.map((row) => row.id);
}

/** On which journey each of these cases and alarms is, where it may be seen. */
export async function journeysOfSubjects(
  tx: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; journey: string }>(
    `SELECT id::text, journey::text FROM alarms.case WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, journey::text FROM alarms.alarm WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, journey }) => [id, journey]));
}
