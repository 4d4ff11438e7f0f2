import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type AnyRuleVersion, type Rules, rulesOf } from '../core/index.ts';

type Row = {
  readonly kind: string;
  readonly version: number;
  readonly severity: number;
  readonly ack_due_s: number;
  readonly params: string;
  readonly effective_from: Instant;
  readonly basis: string;
  readonly source: string;
};

/** Every version of every rule. */
export async function ruleVersions(tx: Sql): Promise<AnyRuleVersion[]> {
  const { rows } = await tx.query<Row>(
    `SELECT kind, version, severity, ack_due_s, params, effective_from, basis, source
     FROM alarms.rule_version ORDER BY kind, version`,
  );
  return rows.map(
    ({ ack_due_s: ackDueS, effective_from: effectiveFrom, params, ...row }) =>
      ({ ...row, ackDueS, effectiveFrom, params: JSON.parse(params) }) as AnyRuleVersion,
  );
}

/** The rulebooks as they stand; read once at start, since rules change by migration. */
export async function loadRules(tx: Sql): Promise<Rules> {
  return rulesOf(await ruleVersions(tx));
}
