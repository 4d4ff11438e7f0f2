import { addMs, DAY_MS, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { CaseId, Note } from '../core/index.ts';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const NOTE_KEPT_MS = 5 * 365 * DAY_MS;

export type Written = {
  readonly case: CaseId;
  readonly note: Note;
  readonly salt: Uint8Array;
  readonly at: Instant;
};

/** Keeps an officer's words beside the fact that holds their hash. */
export async function keepNote(tx: Sql, written: Written): Promise<void> {
  await keepPersonal(tx, {
    subject: written.case,
    field: fieldOf(written.note.sha256),
    value: written.note.text,
    purpose: 'what was found out about an alarm',
    forgetAfter: addMs(written.at, NOTE_KEPT_MS),
    salt: written.salt,
  });
}

/** The words kept for these cases, by their hash. What was forgotten is not there. */
export async function findNotes(
  tx: Sql,
  cases: readonly CaseId[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ field: string; value: string }>(
    `SELECT field, value FROM fact.personal WHERE subject = ANY($1::uuid[]) AND field LIKE 'note %'`,
    [cases],
  );
  return new Map(rows.map(({ field, value }) => [field.slice(fieldOf('').length), value]));
}

function fieldOf(sha256: string): string {
  return `note ${sha256}`;
}

/** A fact of a case as its history needs it. */
export type CaseFact = {
  readonly type: string;
  readonly occurredAt: Instant;
  readonly body: Readonly<Record<string, unknown>>;
};

/** What people did about a case, in the order in which it was done. */
export async function caseFacts(tx: Sql, id: CaseId): Promise<CaseFact[]> {
  const { rows } = await tx.query<{ type: string; occurred_at: Instant; body: string }>(
    'SELECT type, occurred_at, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
    [id],
  );
  return rows.map((row) => ({
    type: row.type,
    occurredAt: row.occurred_at,
    body: JSON.parse(row.body) as CaseFact['body'],
  }));
}
