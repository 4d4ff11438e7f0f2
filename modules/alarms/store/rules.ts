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

export type VersionRow = {
  readonly kind: string;
  readonly version: number;
  readonly severity: number;
  readonly ack_due_s: number;
  readonly params: string;
  readonly effective_from: Instant;
  readonly basis: string;
  readonly source: string;
  readonly condition: string | null;
};
export const VERSION_COLUMNS =
  'kind, version, severity, ack_due_s, params, effective_from, basis, source, condition';

/** Every version of every rule that holds, held or will hold. */
export async function ruleVersions(tx: Sql): Promise<AnyRuleVersion[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${VERSION_COLUMNS} FROM alarms.rule_version WHERE NOT withdrawn ORDER BY kind, version`,
  );
  return rows.map(versionOfRow);
}

export function versionOfRow(row: VersionRow): AnyRuleVersion {
  const { ack_due_s: ackDueS, effective_from: effectiveFrom, params, condition, ...rest } = row;
  const asked = condition === null ? {} : { condition };
  return {
    ...rest,
    ackDueS,
    effectiveFrom,
    params: JSON.parse(params),
    ...asked,
  } as AnyRuleVersion;
}

type OverrideRow = Omit<Override, 'scope' | 'params'> & {
  readonly scope: string;
  readonly params: string;
};

const DATED = `effective_from AS "effectiveFrom", nullif(effective_until, 'infinity') AS until, source`;

// Those of a made version hold while it does; those of this release until the first made version.
const OVERRIDES = `
  WITH v AS (
    SELECT kind, version, made, effective_from,
      lead(effective_from) OVER (PARTITION BY kind ORDER BY effective_from) AS next
    FROM alarms.rule_version WHERE NOT withdrawn
  ), o AS (
    SELECT o.kind, o.name, o.scope, o.params, o.severity, o.basis, o.source, o.effective_from,
      least(o.effective_until, CASE WHEN o.rule_version = 0
        THEN (SELECT min(v.effective_from) FROM v WHERE v.kind = o.kind AND v.made)
        ELSE v.next END) AS effective_until
    FROM alarms.rule_override o LEFT JOIN v ON v.kind = o.kind AND v.version = o.rule_version
    WHERE o.rule_version = 0 OR v.version IS NOT NULL
  )
  SELECT kind, name, scope, params, severity, basis, ${DATED} FROM o
  WHERE effective_until > effective_from ORDER BY kind, name`;

/** What is laid over and beside the rules, whenever it holds. */
export async function besideRules(tx: Sql): Promise<Beside> {
  const overrides = await tx.query<OverrideRow>(OVERRIDES);
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

/**
 * The rulebooks as they stand; whoever judges reads them again each half minute, since people make versions. Forbidden
 * fences are the gazette's, which this module does not read: whoever judges by rules gives them, and none where there
 * are none.
 */
export async function loadRules(tx: Sql, fences: readonly Fence[]): Promise<Rules> {
  const beside = await besideRules(tx);
  return rulesOf(await ruleVersions(tx), { ...beside, fences: [...beside.fences, ...fences] });
}
