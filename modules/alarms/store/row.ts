import type { Instant } from '@lakiri/kit';
import type { Case, CaseId, Kind, Outcome, PersonRef, Severity } from '../core/index.ts';

/** A row of alarms.case, as the driver gives it (times in UTC ms). */
export type CaseRow = {
  readonly id: CaseId;
  readonly version: number;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly journey: Case['journey'];
  readonly seal: Case['seal'];
  readonly rule_version: number;
  readonly opened_at: Instant;
  readonly ack_due_at: Instant;
  readonly acknowledged_by: PersonRef | null;
  readonly acknowledged_at: Instant | null;
  readonly closed_by: PersonRef | null;
  readonly closed_at: Instant | null;
  readonly outcome: Outcome | null;
  readonly cause: string | null;
  readonly note_sha256: string | null;
};

export const CASE_COLUMNS = `c.id, c.version, c.kind, c.severity, c.journey, c.seal, c.rule_version, c.opened_at,
  c.ack_due_at, c.acknowledged_by, c.acknowledged_at, c.closed_by, c.closed_at, c.outcome, c.cause, c.note_sha256`;

export const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export function caseOfRow(row: CaseRow): Case {
  const common = {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    journey: row.journey,
    seal: row.seal,
    rule: { kind: row.kind, version: row.rule_version },
    openedAt: row.opened_at,
    ackDueAt: row.ack_due_at,
  };
  const { acknowledged_by: by, acknowledged_at: at } = row;
  if (by === null || at === null) return { ...common, state: 'open' };
  const acknowledged = { by, at };
  const closed = closedOf(row);
  if (closed === undefined) return { ...common, state: 'acknowledged', acknowledged };
  return { ...common, state: 'closed', acknowledged, closed };
}

type Ended = Case & { readonly state: 'closed' };

/** The table holds all five or none. */
function closedOf(row: CaseRow): Ended['closed'] | undefined {
  const { closed_by: by, closed_at: at, outcome, cause, note_sha256: noteSha256 } = row;
  if (by === null || at === null || outcome === null || cause === null || noteSha256 === null)
    return undefined;
  return { by, at, outcome, cause, noteSha256 };
}
