// The rulebooks as the workshop reads and writes them: all versions of a kind, also those that were withdrawn.
import { canonical, type Instant, isoOf, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { AnyRuleVersion, Kind, Override, Severity } from '../core/index.ts';
import { VERSION_COLUMNS, type VersionRow, versionOfRow } from './rules.ts';

type OverrideOf = Pick<Override, 'name' | 'scope' | 'params' | 'severity'>;
export type AsRead = {
  readonly rule: AnyRuleVersion;
  readonly overrides: readonly OverrideOf[];
  readonly isWithdrawn: boolean;
};

/** All versions of these kinds, by number, each with its overrides; those of this release are with what it ships. */
export async function versionsAsRead(
  tx: Sql,
  kinds: readonly Kind[],
): Promise<ReadonlyMap<Kind, readonly AsRead[]>> {
  const versions = await tx.query<VersionRow & { made: boolean; withdrawn: boolean }>(
    `SELECT ${VERSION_COLUMNS}, made, withdrawn FROM alarms.rule_version WHERE kind = ANY($1)
     ORDER BY kind, version`,
    [kinds],
  );
  const overrides = await tx.query<{
    kind: string;
    rule_version: number;
    name: string;
    scope: string;
    params: string;
    severity: Severity | null;
  }>(
    `SELECT kind, rule_version, name, scope, params, severity FROM alarms.rule_override
     WHERE kind = ANY($1) AND effective_until > now() ORDER BY kind, name`,
    [kinds],
  );
  const all = versions.rows.map(({ made, withdrawn: isWithdrawn, ...row }): AsRead => {
    const of = made ? row.version : 0;
    return {
      rule: versionOfRow(row),
      isWithdrawn,
      overrides: overrides.rows
        .filter((one) => one.kind === row.kind && one.rule_version === of)
        .map(({ name, scope, params, severity }) => ({
          ...{ name, severity },
          scope: JSON.parse(scope) as Override['scope'],
          params: JSON.parse(params) as Override['params'],
        })),
    };
  });
  return Map.groupBy(all, ({ rule }) => rule.kind);
}

export type MadeRule = {
  readonly version: number;
  readonly content: {
    readonly severity: Severity;
    readonly ackDueS: number;
    readonly params: Readonly<Record<string, number>>;
    readonly overrides: readonly OverrideOf[];
    readonly condition: string | null;
  };
  readonly effectiveFrom: Instant;
  readonly basis: 'configuration' | 'regulation';
  readonly source: string;
  readonly withdrawn: unknown;
};

/** Keeps what people made of a kind, in the commit of their act; what is kept already may only have been withdrawn since. */
export async function keepMadeVersions(
  tx: Sql,
  kind: Kind,
  versions: readonly MadeRule[],
): Promise<void> {
  for (const { version, content, effectiveFrom, basis, source, withdrawn } of versions) {
    const { severity, ackDueS, params, overrides, condition } = content;
    await tx.query(
      `INSERT INTO alarms.rule_version AS v (kind, version, severity, ack_due_s, params, effective_from, basis,
         source, condition, made, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10)
       ON CONFLICT (kind, version) DO UPDATE SET withdrawn = excluded.withdrawn
         WHERE v.withdrawn <> excluded.withdrawn`,
      [
        ...[kind, version, severity, ackDueS, canonical(params as Json), isoOf(effectiveFrom)],
        ...[basis, source, condition, withdrawn !== null],
      ],
    );
    for (const one of overrides)
      await tx.query(
        `INSERT INTO alarms.rule_override (kind, rule_version, name, scope, params, severity, effective_from,
           basis, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [
          ...[kind, version, one.name, canonical(one.scope as unknown as Json)],
          ...[canonical(one.params as Json), one.severity, isoOf(effectiveFrom), basis, source],
        ],
      );
  }
}

/** How many alarms each kind raised in a span. */
export async function alarmsByRule(
  tx: Sql,
  span: { readonly from: Instant; readonly until: Instant },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ kind: string; count: number }>(
    `SELECT kind, count(*)::int AS count FROM alarms.alarm
     WHERE received_at >= $1 AND received_at < $2 GROUP BY kind`,
    [isoOf(span.from), isoOf(span.until)],
  );
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

/** A case of a rule that people have ended, with the times of its first and last alarm. */
export type EndedCase = {
  readonly case: string;
  readonly journey: string;
  readonly seal: string;
  readonly outcome: string;
  readonly from: Instant;
  readonly until: Instant;
};

/** Cases of a kind whose first alarm happened within a span, and which are closed. */
export async function endedCasesOf(
  tx: Sql,
  kind: Kind,
  span: { readonly from: Instant; readonly until: Instant },
): Promise<EndedCase[]> {
  const { rows } = await tx.query<EndedCase>(
    `SELECT c.id AS case, c.journey, c.seal, c.outcome, min(a.occurred_at) AS from, max(a.occurred_at) AS until
     FROM alarms.case c JOIN alarms.alarm a ON a.case_id = c.id
     WHERE c.kind = $1 AND c.outcome IS NOT NULL
     GROUP BY c.id HAVING min(a.occurred_at) >= $2 AND min(a.occurred_at) < $3 ORDER BY 5, 1`,
    [kind, isoOf(span.from), isoOf(span.until)],
  );
  return rows;
}
