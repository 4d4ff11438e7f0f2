import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** When somebody was first called about a case, a unit first sent to it, and first there. */
export type Firsts = {
  readonly case: string;
  readonly calledAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly onSiteAt: Instant | null;
};

/** The first of each step, of these cases; those without any are missing. */
export async function firstSteps(tx: Sql, cases: readonly string[]): Promise<readonly Firsts[]> {
  const { rows } = await tx.query<Firsts>(
    `WITH asked AS MATERIALIZED (SELECT unnest($1::uuid[]) AS case_id),
       called AS (SELECT case_id, min(at) AS at FROM response.call JOIN asked USING (case_id) GROUP BY 1),
       sent AS (SELECT case_id, min(sent_at) AS at, min(on_site_at) AS there
         FROM response.dispatch JOIN asked USING (case_id) GROUP BY 1)
     SELECT case_id AS case, called.at AS "calledAt", sent.at AS "sentAt", sent.there AS "onSiteAt"
     FROM called FULL JOIN sent USING (case_id)`,
    [cases],
  );
  return rows;
}
