// What people on duty hold, missed and got done: counted from the cases themselves.
import { type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Case, PersonRef } from '../core/index.ts';
import { CASE_COLUMNS, type CaseRow, caseOfRow } from './row.ts';

/** More than anybody can hold; what is beyond stays with who held it, and the team tab says so. */
const HELD_MAX = 500;

/** The open cases that a person holds, on the shelf or off it, gravest first. */
export async function heldBy(tx: Sql, person: PersonRef): Promise<readonly Case[]> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${CASE_COLUMNS} FROM alarms.case c WHERE c.owner = $1 AND c.closed_at IS NULL
     ORDER BY c.severity, c.opened_at, c.id LIMIT $2`,
    [person, HELD_MAX],
  );
  return rows.map(caseOfRow);
}

export type WhileAway = {
  readonly opened: number;
  readonly closed: number;
  readonly escalated: number;
  /** Of those opened in that time. */
  readonly stillOpen: number;
};

/** What happened to cases from one instant to another. */
export async function whileAway(
  tx: Sql,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<WhileAway> {
  const { rows } = await tx.query<WhileAway>(
    `SELECT
       count(*) FILTER (WHERE opened_at > $1 AND opened_at <= $2)::int AS opened,
       count(*) FILTER (WHERE closed_at > $1 AND closed_at <= $2)::int AS closed,
       count(*) FILTER (WHERE escalated_at > $1 AND escalated_at <= $2)::int AS escalated,
       count(*) FILTER (WHERE opened_at > $1 AND opened_at <= $2 AND closed_at IS NULL)::int AS "stillOpen"
     FROM alarms.case WHERE opened_at > $1 OR closed_at > $1 OR closed_at IS NULL`,
    [isoOf(from), isoOf(to)],
  );
  return rows[0] ?? { opened: 0, closed: 0, escalated: 0, stillOpen: 0 };
}

export type PromisedCheck = Pick<Case, 'id' | 'kind' | 'journey'> & { readonly checkAt: Instant };

/** Checks that are due until then, promised or by the clock of a severity, soonest first. */
export async function promisedChecks(
  tx: Sql,
  { until, max }: { readonly until: Instant; readonly max: number },
): Promise<readonly PromisedCheck[]> {
  const { rows } = await tx.query<PromisedCheck>(
    `SELECT id, kind, journey, check_at AS "checkAt" FROM alarms.case
     WHERE closed_at IS NULL AND shelved_until IS NULL AND check_at <= $1 ORDER BY check_at, id LIMIT $2`,
    [isoOf(until), max],
  );
  return rows;
}

export type Load = {
  readonly person: PersonRef;
  /** Acknowledged since the instant asked for. */
  readonly acknowledged: number;
  /** Mean time from the alarm to its acknowledgement, of those. */
  readonly ackS: number | null;
  readonly held: number;
  readonly escalated: number;
  readonly closed: number;
};

/** What each person has done since an instant, and holds now. */
export async function loadSince(tx: Sql, since: Instant): Promise<readonly Load[]> {
  const { rows } = await tx.query<Load>(
    `WITH taken AS (
       SELECT acknowledged_by AS person, count(*)::int AS acknowledged,
         avg(extract(epoch FROM acknowledged_at - opened_at))::int AS "ackS"
       FROM alarms.case WHERE acknowledged_at > $1 GROUP BY 1
     ), held AS (
       SELECT owner AS person, count(*)::int AS held, count(escalated_at)::int AS escalated
       FROM alarms.case WHERE owner IS NOT NULL AND closed_at IS NULL GROUP BY 1
     ), done AS (
       SELECT closed_by AS person, count(*)::int AS closed
       FROM alarms.case WHERE closed_at > $1 GROUP BY 1
     )
     SELECT person, coalesce(acknowledged, 0) AS acknowledged, "ackS", coalesce(held, 0) AS held,
       coalesce(escalated, 0) AS escalated, coalesce(closed, 0) AS closed
     FROM taken FULL JOIN held USING (person) FULL JOIN done USING (person)`,
    [isoOf(since)],
  );
  return rows;
}
