import { addMs, DAY_MS, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { ExportId } from './exports.ts';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const WORDS_KEPT_MS = 5 * 365 * DAY_MS;

export const REASON_FIELD = 'reason';
export const CASE_NO_FIELD = 'case number';

/** Keeps a word of who handed evidence out beside the fact that holds its hash. */
export function keepExportWord(
  tx: Sql,
  { id, at }: { readonly id: ExportId; readonly at: Instant },
  word: { readonly field: string; readonly value: string; readonly salt: Uint8Array },
): Promise<void> {
  return keepPersonal(tx, {
    ...word,
    subject: id,
    purpose: 'why evidence was handed out',
    forgetAfter: addMs(at, WORDS_KEPT_MS),
  });
}
