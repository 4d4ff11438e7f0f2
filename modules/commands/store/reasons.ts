import { addMs, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { CommandId } from '../core/index.ts';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const REASON_KEPT_MS = 5 * 365 * DAY_MS;

export type CommandWord = 'reason' | 'override';

/** Keeps an officer's words beside the fact that holds their hash. */
export async function keepCommandWord(
  tx: Sql,
  kept: {
    readonly command: CommandId;
    readonly word: CommandWord;
    readonly text: string;
    readonly salt: Uint8Array;
    readonly at: Instant;
  },
): Promise<void> {
  await keepPersonal(tx, {
    subject: kept.command,
    field: fieldOf(kept.word),
    value: kept.text,
    purpose: 'why something was ordered of a seal',
    forgetAfter: addMs(kept.at, REASON_KEPT_MS),
    salt: kept.salt,
  });
}

/** The words kept for commands, by command and word. What was forgotten is not there. */
export async function findCommandWords(
  tx: Sql,
  commands: readonly Id[],
): Promise<(command: string, word: CommandWord) => string | null> {
  const { rows } = await tx.query<{ subject: string; field: string; value: string }>(
    'SELECT subject, field, value FROM fact.personal WHERE subject = ANY($1::uuid[]) AND field = ANY($2::text[])',
    [commands, [fieldOf('reason'), fieldOf('override')]],
  );
  const words = new Map(rows.map(({ subject, field, value }) => [`${subject} ${field}`, value]));
  return (command, word) => words.get(`${command} ${fieldOf(word)}`) ?? null;
}

function fieldOf(word: CommandWord): string {
  return `${word} of a command`;
}
