// What a verification may keep for the next one on the same database and scratch. Each part of the work is a function
// of certain rows: it is done again unless a digest of all of them is what it was. Only for who verifies again
// and again, as a test does that tampers; reading all rows for their digest is no gain for one who does it once.
import type { Sql } from '@lakiri/platform/sql';
import type { Finding, Report } from './finding.ts';

export type Memory = {
  /** What signed notes were found to be, by their text and the keys. */
  readonly notes: Map<string, unknown>;
  readonly parts: Map<string, { readonly digest: string; readonly findings: readonly Finding[] }>;
};

export function newMemory(): Memory {
  return { notes: new Map(), parts: new Map() };
}

/** A digest of all rows of these queries, column by column, in an order that they fix. */
export async function digestOf(
  real: Sql,
  tables: readonly string[],
  values: readonly unknown[] = [],
): Promise<string> {
  const digests: string[] = [];
  for (const table of tables) {
    const { rows } = await real.query<{ digest: string }>(
      `SELECT encode(sha256(convert_to(coalesce(string_agg(r.line, E'\\n' ORDER BY r.line), ''), 'UTF8')), 'hex') AS digest
       FROM (SELECT t::text AS line FROM ${table} t) r`,
      table.includes('$1') ? values : [],
    );
    digests.push(rows[0]?.digest ?? '');
  }
  return digests.join(' ');
}

export type Part = {
  readonly memory: Memory | undefined;
  readonly name: string;
  /** What the part reads. */
  digest(): Promise<string>;
  readonly report: Report;
};

/** A pure question about a text: asked once of each, where there is a memory. */
export function ask<Answer>(
  memory: Memory | undefined,
  text: string,
  answer: () => Answer,
): Answer {
  if (memory === undefined) return answer();
  if (!memory.notes.has(text)) memory.notes.set(text, answer());
  return memory.notes.get(text) as Answer;
}

/** Does a part of the work, or reports again what it found when it was done on the very same rows. */
export async function once(part: Part, work: (report: Report) => Promise<void>): Promise<void> {
  const { memory, name, report } = part;
  if (memory === undefined) return work(report);
  const digest = await part.digest();
  const known = memory.parts.get(name);
  if (known?.digest === digest) {
    for (const finding of known.findings) report(finding);
    return;
  }
  memory.parts.delete(name); // what fails half-way is not remembered
  const findings: Finding[] = [];
  await work((finding) => {
    findings.push(finding);
  });
  memory.parts.set(name, { digest, findings });
  for (const finding of findings) report(finding);
}
