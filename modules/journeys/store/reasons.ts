import { addMs, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { ExceptionId, JourneyId } from '../core/index.ts';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const REASON_KEPT_MS = 5 * 365 * DAY_MS;

export type Reason = {
  readonly journey: JourneyId;
  /** The type of the fact that holds its hash. */
  readonly type: 'journey-arrived' | 'journey-disarmed';
  readonly text: string;
  readonly salt: Uint8Array;
  readonly at: Instant;
};

/** Keeps an officer's words beside the fact that holds their hash. */
export async function keepReason(tx: Sql, reason: Reason): Promise<void> {
  await keepPersonal(tx, {
    subject: reason.journey,
    field: fieldOf(reason.type),
    value: reason.text,
    purpose: 'why a guard was overruled',
    forgetAfter: addMs(reason.at, REASON_KEPT_MS),
    salt: reason.salt,
  });
}

/** The words kept for a journey, by the type of their fact. What was forgotten is not there. */
export async function findReasons(tx: Sql, journey: Id): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ field: string; value: string }>(
    'SELECT field, value FROM fact.personal WHERE subject = $1 AND field = ANY($2::text[])',
    [journey, [fieldOf('journey-arrived'), fieldOf('journey-disarmed')]],
  );
  return new Map(rows.map(({ field, value }) => [field.replace('reason of ', ''), value]));
}

function fieldOf(type: Reason['type']): string {
  return `reason of ${type}`;
}

export type ExceptionNote = {
  readonly journey: JourneyId;
  readonly exception: ExceptionId;
  readonly text: string;
  readonly salt: Uint8Array;
  readonly at: Instant;
};

const NOTE_FIELD = 'note of exception ';

/** Keeps the story of an exception beside the fact that holds its hash. */
export async function keepExceptionNote(tx: Sql, note: ExceptionNote): Promise<void> {
  await keepPersonal(tx, {
    subject: note.journey,
    field: `${NOTE_FIELD}${note.exception}`,
    value: note.text,
    purpose: 'what befell a journey',
    forgetAfter: addMs(note.at, REASON_KEPT_MS),
    salt: note.salt,
  });
}

/** The stories kept for a journey, by exception. What was forgotten is not there. */
export async function findExceptionNotes(
  tx: Sql,
  journey: Id,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ field: string; value: string }>(
    'SELECT field, value FROM fact.personal WHERE subject = $1 AND field LIKE $2',
    [journey, `${NOTE_FIELD}%`],
  );
  return new Map(rows.map(({ field, value }) => [field.slice(NOTE_FIELD.length), value]));
}
