// Alarms and cases of a period, for reports: bounded, so that a question about too much is refused and not run.
import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { CaseId, Kind, Outcome, Severity } from '../core/index.ts';

type Span = { readonly from: Instant; readonly to: Instant; readonly max: number };

export type AlarmOfPeriod = {
  readonly case: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly seal: string;
  readonly at: Instant;
};

// Cases that were opened before the end and not over before the beginning; both are indexed.
const TOUCHED = `c.opened_at < $2 AND (c.closed_at IS NULL OR c.closed_at >= $1)`;

/** What we came to know of from one instant up to another; in no order. At most `max`. */
export async function alarmsOfPeriod(tx: Sql, span: Span): Promise<readonly AlarmOfPeriod[]> {
  const { rows } = await tx.query<AlarmOfPeriod>(
    `SELECT a.case_id AS case, a.kind, a.severity, a.seal, a.received_at AS at
     FROM alarms.case c JOIN alarms.alarm a ON a.case_id = c.id
     WHERE ${TOUCHED} AND a.received_at >= $1 AND a.received_at < $2 LIMIT $3`,
    [isoOf(span.from), isoOf(span.to), span.max],
  );
  return rows;
}

export type CaseOfPeriod = {
  readonly id: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly journey: string;
  readonly seal: string;
  readonly openedAt: Instant;
  readonly ackDueAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly isMerged: boolean;
  readonly isShelved: boolean;
};

/** Cases opened from one instant up to another, and those open at the end. At most `max`. */
export async function casesOfPeriod(tx: Sql, span: Span): Promise<readonly CaseOfPeriod[]> {
  const { rows } = await tx.query<CaseOfPeriod>(
    `SELECT id, kind, severity, journey, seal, opened_at AS "openedAt", ack_due_at AS "ackDueAt",
       acknowledged_at AS "acknowledgedAt", closed_at AS "closedAt",
       outcome, merged_into IS NOT NULL AS "isMerged", shelved_until IS NOT NULL AS "isShelved"
     FROM alarms.case
     WHERE opened_at < $2 AND (opened_at >= $1 OR closed_at IS NULL OR closed_at >= $2)
     ORDER BY opened_at, id LIMIT $3`,
    [isoOf(span.from), isoOf(span.to), span.max],
  );
  return rows;
}

export type CaseOfHour = {
  readonly id: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly journey: string;
  readonly seal: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
};

/** Cases that were open at some moment of a span, oldest first; one that was merged into another is that other. */
export async function casesOpenWithin(tx: Sql, span: Span): Promise<readonly CaseOfHour[]> {
  const { rows } = await tx.query<CaseOfHour>(
    `SELECT id, kind, severity, journey, seal, opened_at AS "openedAt", closed_at AS "closedAt"
     FROM alarms.case c WHERE ${TOUCHED} AND merged_into IS NULL ORDER BY opened_at, id LIMIT $3`,
    [isoOf(span.from), isoOf(span.to), span.max],
  );
  return rows;
}

/** The case of each time that one was put on the shelf. */
export async function shelvingsOfPeriod(tx: Sql, span: Span): Promise<readonly string[]> {
  const { rows } = await tx.query<{ subject: string }>(
    `SELECT f.subject FROM alarms.case c JOIN fact.fact f ON f.subject = c.id AND f.type = 'case-shelved'
     WHERE ${TOUCHED} AND f.occurred_at >= $1 AND f.occurred_at < $2 LIMIT $3`,
    [isoOf(span.from), isoOf(span.to), span.max],
  );
  return rows.map(({ subject }) => subject);
}

/** The stops that a rule fired about, of these journeys. */
export async function stopsOnJourneys(
  tx: Sql,
  journeys: readonly string[],
): Promise<readonly { readonly journey: string; readonly kind: Kind }[]> {
  const { rows } = await tx.query<{ journey: string; kind: Kind }>(
    `SELECT journey, kind FROM alarms.case
     WHERE journey = ANY($1::uuid[]) AND kind IN ('long-stop', 'stop-overdue') AND merged_into IS NULL`,
    [journeys],
  );
  return rows;
}
