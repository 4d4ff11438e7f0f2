import type { Kind, Severity } from '@lakiri/alarms';
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Playbook, parseSteps } from '../core/index.ts';
import { sqlTime } from './times.ts';

type Row = {
  readonly kind: Kind;
  readonly severity: number;
  readonly version: number;
  readonly effective_from: Instant;
  readonly source: string;
  readonly steps: string;
};

export type PlaybookOf = { readonly kind: Kind; readonly severity: Severity; readonly at: Instant };

/**
 * What is to be done about a kind, as it holds at an instant: its severity's own playbook where there is one. Undefined
 * where none holds. Throws where a row makes no sense.
 */
export async function playbookAt(tx: Sql, asked: PlaybookOf): Promise<Playbook | undefined> {
  const { rows } = await tx.query<Row>(
    `SELECT kind, severity, version, effective_from, source, steps FROM response.playbook
     WHERE kind = $1 AND severity IN (0, $2) AND effective_from <= $3
     ORDER BY severity DESC, effective_from DESC LIMIT 1`,
    [asked.kind, asked.severity, sqlTime(asked.at)],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { kind, severity, version, effective_from: from, source } = row;
  const steps = parseSteps(JSON.parse(row.steps));
  if (steps === undefined) throw new Error(`playbook ${kind} ${severity} v${version}: no steps`);
  const own = severity === 0 ? null : (severity as Severity);
  return { kind, severity: own, version, from, source, steps };
}
