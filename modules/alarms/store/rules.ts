import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Administration,
  type AnyRuleVersion,
  type Beside,
  type Fence,
  type Override,
  type Rules,
  rulesOf,
} from '../core/index.ts';

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

type OverrideRow = Omit<Override, 'scope' | 'params'> & {
  readonly scope: string;
  readonly params: string;
};

const DATED = `effective_from AS "effectiveFrom", nullif(effective_until, 'infinity') AS until, source`;

/** What is laid over and beside the rules, whenever it holds. */
export async function besideRules(tx: Sql): Promise<Beside> {
  const overrides = await tx.query<OverrideRow>(
    `SELECT kind, name, scope, params, severity, basis, ${DATED} FROM alarms.rule_override
     ORDER BY kind, name`,
  );
  const fences = await tx.query<Fence>(
    `SELECT id, name, lat, lon, radius_m AS "radiusM", ${DATED} FROM alarms.forbidden_fence ORDER BY id`,
  );
  const administrations = await tx.query<Administration>(
    `SELECT country, name, ${DATED} FROM alarms.administration ORDER BY country, effective_from`,
  );
  return {
    overrides: overrides.rows.map(({ scope, params, ...row }) => ({
      ...row,
      scope: JSON.parse(scope) as Override['scope'],
      params: JSON.parse(params) as Override['params'],
    })),
    fences: fences.rows,
    administrations: administrations.rows,
  };
}

/** The rulebooks as they stand; read once at start, since rules change by migration. */
export async function loadRules(tx: Sql): Promise<Rules> {
  return rulesOf(await ruleVersions(tx), await besideRules(tx));
}
