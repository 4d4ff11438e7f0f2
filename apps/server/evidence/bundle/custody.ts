// Who took evidence about a subject out of the system, and who asked for the file.
import {
  CASE_NO_FIELD,
  type Export,
  entriesOfFacts,
  factsAbout,
  listExports,
  REASON_FIELD,
  valuesBeside,
} from '@lakiri/evidence/store';
import { type Id, isoOf } from '@lakiri/kit';
import { namesOf } from '@lakiri/parties/store';
import type { Sql } from '@lakiri/platform/sql';
import type { Bound } from './contents.ts';

export type Handed = {
  readonly at: string;
  readonly by: string;
  /** null: forgotten, or not to be seen. */
  readonly name: string | null;
  readonly act: 'exported' | 'file-asked-for';
  readonly export: string;
  readonly reason: string | null;
  readonly caseNo: string | null;
};

/** So many exports of one subject are looked back on; more is a machine that exports. */
const EXPORTS_MAX = 500;

/** What was done with the evidence about a subject, oldest first; with `bound`, only what is in the log below its size. */
export async function custodyOf(tx: Sql, subject: string, bound?: Bound): Promise<Handed[]> {
  return await handedOf(tx, await listExports(tx, { subject, limit: EXPORTS_MAX }), bound);
}

export async function handedOf(
  tx: Sql,
  exports: readonly Export[],
  bound?: Bound,
): Promise<Handed[]> {
  const ids = exports.map(({ id }) => id);
  const facts = await factsAbout(tx, { subjects: ids, limit: 100 * EXPORTS_MAX });
  const places =
    bound &&
    (await entriesOfFacts(
      tx,
      facts.map(({ id }) => id),
    ));
  const told = facts.filter(({ id }) => {
    const place = places?.get(id);
    return bound === undefined || (place?.log === bound.log && place.index < bound.size);
  });
  const people = told.map(({ actor }) => actor.replace(/^person:/, ''));
  const names = await namesOf(tx, [...new Set(people)] as Id[]);
  const words = await valuesBeside(tx, ids);
  const wordOf = (id: string, field: string): string | null =>
    words.find((it) => it.subject === id && it.field === field)?.value ?? null;
  return told
    .map((fact, at) => ({
      at: fact.occurredAt,
      by: people[at] ?? '',
      name: names.get(people[at] ?? '') ?? null,
      act: fact.type === 'evidence-exported' ? ('exported' as const) : ('file-asked-for' as const),
      export: fact.subject,
      reason: wordOf(fact.subject, REASON_FIELD),
      caseNo: wordOf(fact.subject, CASE_NO_FIELD),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

export function thisExport(made: {
  readonly id: string;
  readonly at: Export['at'];
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly caseNo: string | null;
}): Handed {
  return {
    at: isoOf(made.at),
    by: made.by.id,
    name: made.by.name,
    act: 'exported',
    export: made.id,
    reason: made.reason,
    caseNo: made.caseNo,
  };
}
