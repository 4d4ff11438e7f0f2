// Facts as somebody looks for them: newest first, cut to what the transaction may see.
import {
  FACT_COLUMNS,
  type FactRow,
  factOfRow,
  type RecordedFact,
} from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';

/** A screen shows fifty; each line is composed of several lookups. */
export const FACTS_PAGE_MAX = 200;

/** What is looked through for one page: tenths of a second of work, however rare it is that is looked for. */
const LOOKED_THROUGH_MAX = 50_000;

/** The fact of an intake batch: there is one for every few frames, so it is shown only to whoever asks for it. */
const OF_BATCHES = 'frames-received';

export type FactSearch = {
  /** `undefined`: whatever they are about. */
  readonly subjects?: readonly string[] | undefined;
  readonly type?: string | undefined;
  /** A whole actor (`person:<id>`) or its kind (`gateway`). */
  readonly actor?: string | undefined;
  /** ISO text; when it happened, as told. */
  readonly from?: string | undefined;
  /** Not included. */
  readonly to?: string | undefined;
  /** The last fact of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** LOOKED_THROUGH_MAX where it is not said. */
  readonly lookThrough?: number;
};

export type FactsFound = {
  readonly facts: readonly RecordedFact[];
  /** The last fact that was looked at, where there are older ones: the search goes on after it. */
  readonly lookedTo: string | undefined;
};

/**
 * A page of facts. A party that does not oversee the node is asked for by its permits, not row by row; whoever does,
 * and names no subject, looks through so many and no more.
 */
export async function searchFacts(tx: Sql, search: FactSearch): Promise<FactsFound> {
  const values: unknown[] = [Math.min(search.limit, FACTS_PAGE_MAX + 1)];
  const value = (it: unknown): string => `$${values.push(it)}`;
  const narrow = [
    ...(search.subjects === undefined ? [] : [`subject = ANY(${value(search.subjects)}::uuid[])`]),
    ...((await oversees(tx)) ? [] : [PERMITTED]),
  ];
  const isEverywhere = narrow.length === 0;
  const lookedTo = isEverywhere && isPicky(search) ? await farthest(tx, search) : undefined;
  const where = [
    ...(lookedTo === undefined ? [] : [`id >= ${value(lookedTo)}::uuid`]),
    ...(search.after === undefined ? [] : [`id < ${value(search.after)}::uuid`]),
    ...(search.from === undefined ? [] : [`occurred_at >= ${value(search.from)}::timestamptz`]),
    ...(search.to === undefined ? [] : [`occurred_at < ${value(search.to)}::timestamptz`]),
    ...(search.type === undefined ? [] : [`type = ${value(search.type)}`]),
    ...(search.type === OF_BATCHES ? [] : [`type <> '${OF_BATCHES}'`]),
    ...(search.actor === undefined ? [] : [actorIs(value(search.actor))]),
  ];
  // Few facts are about one subject: found by it first, not by walking back through everything.
  const few = `(SELECT * FROM fact.fact WHERE ${narrow.join(' AND ')} OFFSET 0)`;
  const { rows } = await tx.query<FactRow>(
    `SELECT ${FACT_COLUMNS} FROM ${isEverywhere ? 'fact.fact' : few} f
     WHERE ${where.length === 0 ? 'true' : where.join(' AND ')} ORDER BY f.id DESC LIMIT $1`,
    values,
  );
  return { facts: rows.map(factOfRow), lookedTo };
}

/** Whether it may pass over facts. */
function isPicky({ type, actor, from, to }: FactSearch): boolean {
  return [type, actor, from, to].some((it) => it !== undefined);
}

/** The last fact that a search for a page looks at; nothing where it comes to the end before. */
async function farthest(
  tx: Sql,
  { after, type, lookThrough = LOOKED_THROUGH_MAX }: FactSearch,
): Promise<string | undefined> {
  const values: unknown[] = [lookThrough];
  const where = [
    ...(after === undefined ? [] : [`id < $${values.push(after)}::uuid`]),
    ...(type === OF_BATCHES ? [] : [`type <> '${OF_BATCHES}'`]),
  ];
  // One more is asked for: where the last one looked at is the oldest of all, nothing is left out.
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM fact.fact WHERE ${where.length === 0 ? 'true' : where.join(' AND ')}
     ORDER BY id DESC OFFSET $1::int - 1 LIMIT 2`,
    values,
  );
  return rows.length < 2 ? undefined : rows[0]?.id;
}

const PERMITTED = `subject IN (SELECT subject FROM access.permit
  WHERE party = access.party() AND subject IS NOT NULL)`;

const actorIs = (value: string): string =>
  `(actor = ${value} OR (position(':' in ${value}) = 0 AND split_part(actor, ':', 1) = ${value}))`;

async function oversees(tx: Sql): Promise<boolean> {
  const { rows } = await tx.query<{ yes: boolean }>('SELECT access.oversees() AS yes');
  return rows[0]?.yes ?? false;
}

/** All facts about these subjects that may be seen, each subject's in order; where a span is given, those that happened or came in it. */
export async function factsAbout(
  tx: Sql,
  about: {
    readonly subjects: readonly string[];
    readonly from?: string;
    /** Included. */
    readonly until?: string;
    readonly limit: number;
  },
): Promise<RecordedFact[]> {
  if (about.subjects.length === 0) return [];
  const { rows } = await tx.query<FactRow>(
    `SELECT ${FACT_COLUMNS} FROM fact.fact f
     WHERE f.subject = ANY($1::uuid[])
       AND (f.occurred_at BETWEEN $2::timestamptz AND $3::timestamptz
         OR f.received_at BETWEEN $2::timestamptz AND $3::timestamptz)
     ORDER BY f.subject, f.subject_version LIMIT $4`,
    [about.subjects, about.from ?? '-infinity', about.until ?? 'infinity', about.limit],
  );
  return rows.map(factOfRow);
}

/** How many facts are about these subjects, how many of them are in the log, and the highest index. */
export async function standingOf(
  tx: Sql,
  subjects: readonly string[],
): Promise<{ readonly facts: number; readonly inLog: number; readonly lastIndex: number | null }> {
  const { rows } = await tx.query<{ facts: bigint; in_log: bigint; last: bigint | null }>(
    `SELECT count(*) AS facts, count(e.index) AS in_log, max(e.index) AS last
     FROM fact.fact f LEFT JOIN evidence.entry e ON e.fact = f.id WHERE f.subject = ANY($1::uuid[])`,
    [subjects],
  );
  const { facts = 0n, in_log: inLog = 0n, last = null } = rows[0] ?? {};
  return {
    facts: Number(facts),
    inLog: Number(inLog),
    lastIndex: last === null ? null : Number(last),
  };
}

/** A personal value that was kept beside a fact, with the salt by which the fact's hash is checked. */
export type KeptValue = {
  readonly subject: string;
  readonly field: string;
  readonly value: string;
  readonly salt: Uint8Array;
};

/** Values beside the facts of these subjects, as far as they may be seen and are not forgotten. */
export async function valuesBeside(tx: Sql, subjects: readonly string[]): Promise<KeptValue[]> {
  const { rows } = await tx.query<KeptValue>(
    `SELECT subject::text, field, value, salt FROM fact.personal WHERE subject = ANY($1::uuid[])
     ORDER BY subject, field`,
    [subjects],
  );
  return rows;
}
