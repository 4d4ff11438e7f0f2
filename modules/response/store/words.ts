// What people wrote, and numbers they called: their salted hashes are in the facts, the words stand beside.
import { addMs, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { keepPersonal } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';

/** As long as customs records are kept (five years); configuration once an administration says otherwise. */
const KEPT_MS = 5 * 365 * DAY_MS;

/** By fact, which member of its body is the hash of which word. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'unit-registered': { phoneSha256: 'phone of a unit' },
  'unit-revised': { phoneSha256: 'phone of a unit' },
  'dispatch-declined': { reasonSha256: 'why a unit declined' },
  'dispatch-reported': { textSha256: 'report of a unit' },
  'call-logged': { numberSha256: 'number that was called', noteSha256: 'note on a call' },
  'partner-notified': { whoSha256: 'who was told', noteSha256: 'note on who was told' },
};

export type ResponseWord = {
  readonly sha256: string;
  readonly text: string;
  readonly salt: Uint8Array;
};
type Event = {
  readonly subject: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Keeps what was written for a fact, in its commit. The same whenever it is written again. */
export async function keepResponseWords(
  tx: Sql,
  { subject, type, body }: Event,
  words: readonly ResponseWord[],
): Promise<void> {
  for (const [member, field] of Object.entries(WORDS[type] ?? {})) {
    const word = words.find(({ sha256 }) => sha256 === body[member]);
    const { at } = body;
    if (word === undefined) continue;
    await keepPersonal(tx, {
      ...{ subject: subject as Id, field, value: word.text, salt: word.salt },
      purpose: 'what was done about a case',
      forgetAfter: addMs(at as Instant, KEPT_MS),
    });
  }
}

/** The hashes of words that a fact holds. */
export function wordHashes({ type, body }: Event): readonly string[] {
  return Object.keys(WORDS[type] ?? {}).flatMap((member) => {
    const hash = body[member];
    return typeof hash === 'string' ? [hash] : [];
  });
}

/** The words kept for these subjects. What was forgotten is not there. */
export async function findResponseWords(
  tx: Sql,
  subjects: readonly string[],
): Promise<(subject: string, field: string) => string | null> {
  const { rows } = await tx.query<{ subject: string; field: string; value: string }>(
    'SELECT subject, field, value FROM fact.personal WHERE subject = ANY($1::uuid[])',
    [subjects],
  );
  const found = new Map(rows.map(({ subject, field, value }) => [`${subject} ${field}`, value]));
  return (subject, field) => found.get(`${subject} ${field}`) ?? null;
}
