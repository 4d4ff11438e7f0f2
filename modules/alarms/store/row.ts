import type { Instant } from '@lakiri/kit';
import type {
  Case,
  CaseId,
  Kind,
  Outcome,
  PersonRef,
  Severity,
  Step,
  Verdict,
} from '../core/index.ts';

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
} & StandingRow;

type StandingRow = {
  readonly owner: PersonRef | null;
  readonly check_at: Instant | null;
  readonly wake_at: Instant | null;
  readonly shelved_by: PersonRef | null;
  readonly shelved_at: Instant | null;
  readonly shelved_until: Instant | null;
  readonly shelved_sha256: string | null;
  readonly escalated_at: Instant | null;
  readonly escalated_of: 'acknowledge' | 'check' | null;
  readonly escalated_step: number | null;
  readonly proposed_by: PersonRef | null;
  readonly proposed_at: Instant | null;
  readonly proposed_outcome: Outcome | null;
  readonly proposed_cause: string | null;
  readonly proposed_sha256: string | null;
  readonly proposed_evidence: readonly string[] | null;
  readonly close_proposed_by: PersonRef | null;
  readonly evidence: readonly string[] | null;
  readonly steps: readonly Step[];
  readonly reopened_at: Instant | null;
  readonly merged_into: CaseId | null;
  readonly reviewed_by: PersonRef | null;
  readonly reviewed_at: Instant | null;
  readonly review_verdict: Verdict | null;
  readonly review_sha256: string | null;
};

/** What an act of a person may change, in the order in which it is written. */
export const ACTED_COLUMNS = [
  'acknowledged_by',
  'acknowledged_at',
  'closed_by',
  'closed_at',
  'outcome',
  'cause',
  'note_sha256',
  'owner',
  'proposed_by',
  'proposed_at',
  'proposed_outcome',
  'proposed_cause',
  'proposed_sha256',
  'proposed_evidence',
  'close_proposed_by',
  'evidence',
  'steps',
  'reopened_at',
  'merged_into',
  'reviewed_by',
  'reviewed_at',
  'review_verdict',
  'review_sha256',
] as const satisfies readonly (keyof CaseRow)[];

/** What time alone may change; people may too. */
export const CLOCK_COLUMNS = [
  'check_at',
  'wake_at',
  'shelved_by',
  'shelved_at',
  'shelved_until',
  'shelved_sha256',
  'escalated_at',
  'escalated_of',
  'escalated_step',
] as const satisfies readonly (keyof CaseRow)[];

const OPENED_COLUMNS = [
  'id',
  'version',
  'kind',
  'severity',
  'journey',
  'seal',
  'rule_version',
  'opened_at',
  'ack_due_at',
] as const satisfies readonly (keyof CaseRow)[];

export const CASE_COLUMNS = [...OPENED_COLUMNS, ...ACTED_COLUMNS, ...CLOCK_COLUMNS]
  .map((column) => `c.${column}`)
  .join(', ');

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
    owner: row.owner,
    checkAt: row.check_at,
    shelved: shelvedOf(row),
    escalated: escalatedOf(row),
    wakeAt: row.wake_at,
    proposed: proposedOf(row),
    steps: row.steps,
    reopenedAt: row.reopened_at,
  };
  const { acknowledged_by: by, acknowledged_at: at } = row;
  if (by === null || at === null) return { ...common, state: 'open' };
  const acknowledged = { by, at };
  const merged = mergedOf(row);
  if (merged !== undefined) return { ...common, state: 'merged', acknowledged, merged };
  const closed = closedOf(row);
  if (closed === undefined) return { ...common, state: 'acknowledged', acknowledged };
  const reviewed = reviewedOf(row);
  if (reviewed === undefined) return { ...common, state: 'closed', acknowledged, closed };
  return { ...common, state: 'reviewed', acknowledged, closed, reviewed };
}

type State<S extends Case['state']> = Case & { readonly state: S };

// Of each group the table holds all or none.

function shelvedOf(row: StandingRow): Case['shelved'] {
  const { shelved_by: by, shelved_at: at, shelved_until: until, shelved_sha256: noteSha256 } = row;
  if (by === null || at === null || until === null || noteSha256 === null) return null;
  return { by, at, until, noteSha256 };
}

function escalatedOf(row: StandingRow): Case['escalated'] {
  const { escalated_at: at, escalated_of: of, escalated_step: step } = row;
  return at === null || of === null || step === null ? null : { at, of, step };
}

function proposedOf(row: StandingRow): Case['proposed'] {
  const { proposed_by: by, proposed_at: at, proposed_outcome: outcome } = row;
  const { proposed_cause: cause, proposed_sha256: noteSha256, proposed_evidence: evidence } = row;
  if (by === null || at === null || outcome === null) return null;
  if (cause === null || noteSha256 === null || evidence === null) return null;
  return { by, at, outcome, cause, noteSha256, evidence };
}

function mergedOf(row: CaseRow): State<'merged'>['merged'] | undefined {
  const { closed_by: by, closed_at: at, merged_into: into } = row;
  return by === null || at === null || into === null ? undefined : { by, at, into };
}

function closedOf(row: CaseRow): State<'closed'>['closed'] | undefined {
  const { closed_by: by, closed_at: at, outcome, cause, note_sha256: noteSha256, evidence } = row;
  if (by === null || at === null || outcome === null) return undefined;
  if (cause === null || noteSha256 === null || evidence === null) return undefined;
  return { by, at, outcome, cause, noteSha256, evidence, proposedBy: row.close_proposed_by };
}

function reviewedOf(row: StandingRow): State<'reviewed'>['reviewed'] | undefined {
  const { reviewed_by: by, reviewed_at: at, review_verdict: verdict } = row;
  if (by === null || at === null || verdict === null) return undefined;
  return { by, at, verdict, noteSha256: row.review_sha256 };
}

type Written = Readonly<Record<(typeof ACTED_COLUMNS | typeof CLOCK_COLUMNS)[number], unknown>>;

/** The columns that acts and time write, as this case has them. */
export function writtenOf(one: Case): Written {
  return { ...endOf(one), ...proposalOf(one), ...clockOf(one), ...heldOf(one) };
}

function heldOf(one: Case) {
  const acknowledged = one.state === 'open' ? null : one.acknowledged;
  return {
    acknowledged_by: acknowledged?.by ?? null,
    acknowledged_at: sqlTime(acknowledged?.at ?? null),
    owner: one.owner,
    steps: one.steps,
    reopened_at: sqlTime(one.reopenedAt),
  };
}

const NO_END = { closed_by: null, closed_at: null, merged_into: null };
const NO_CLOSING = {
  outcome: null,
  cause: null,
  note_sha256: null,
  close_proposed_by: null,
  evidence: null,
};
const NO_REVIEW = {
  reviewed_by: null,
  reviewed_at: null,
  review_verdict: null,
  review_sha256: null,
};

function endOf(one: Case) {
  if (one.state === 'merged') {
    const { by, at, into } = one.merged;
    return {
      ...NO_CLOSING,
      ...NO_REVIEW,
      closed_by: by,
      closed_at: sqlTime(at),
      merged_into: into,
    };
  }
  if (one.state !== 'closed' && one.state !== 'reviewed')
    return { ...NO_END, ...NO_CLOSING, ...NO_REVIEW };
  const { by, at, outcome, cause, noteSha256, proposedBy, evidence } = one.closed;
  const closed = {
    closed_by: by,
    closed_at: sqlTime(at),
    merged_into: null,
    outcome,
    cause,
    note_sha256: noteSha256,
    close_proposed_by: proposedBy,
    evidence,
  };
  if (one.state === 'closed') return { ...closed, ...NO_REVIEW };
  const { reviewed } = one;
  return {
    ...closed,
    reviewed_by: reviewed.by,
    reviewed_at: sqlTime(reviewed.at),
    review_verdict: reviewed.verdict,
    review_sha256: reviewed.noteSha256,
  };
}

function proposalOf({ proposed }: Case) {
  return {
    proposed_by: proposed?.by ?? null,
    proposed_at: sqlTime(proposed?.at ?? null),
    proposed_outcome: proposed?.outcome ?? null,
    proposed_cause: proposed?.cause ?? null,
    proposed_sha256: proposed?.noteSha256 ?? null,
    proposed_evidence: proposed?.evidence ?? null,
  };
}

function clockOf({ checkAt, wakeAt, shelved, escalated }: Case) {
  return {
    check_at: sqlTime(checkAt),
    wake_at: sqlTime(wakeAt),
    shelved_by: shelved?.by ?? null,
    shelved_at: sqlTime(shelved?.at ?? null),
    shelved_until: sqlTime(shelved?.until ?? null),
    shelved_sha256: shelved?.noteSha256 ?? null,
    escalated_at: sqlTime(escalated?.at ?? null),
    escalated_of: escalated?.of ?? null,
    escalated_step: escalated?.step ?? null,
  };
}
