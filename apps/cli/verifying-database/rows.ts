// Rows of a table as text, streamed in the order of its key.
import type { Sql } from '@lakiri/platform/sql';
import type { Table } from './tables.ts';

/** A row's columns as Postgres prints them. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Rows fetched at once: bounds the memory, and costs one round trip each. */
const FETCH_ROWS = 500;

let cursors = 0;

/** The rows of a query, a few hundred at a time. Only inside a transaction. */
export async function* streamed<Row extends object>(
  tx: Sql,
  sql: string,
  values: readonly unknown[] = [],
): AsyncGenerator<Row> {
  const cursor = `verified_${++cursors}`;
  await tx.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values);
  try {
    for (;;) {
      const { rows } = await tx.query<Row>(`FETCH ${FETCH_ROWS} FROM ${cursor}`);
      yield* rows;
      if (rows.length < FETCH_ROWS) break;
    }
  } finally {
    await tx.query(`CLOSE ${cursor}`).catch(() => undefined); // the transaction may have failed
  }
}

export type Column = {
  readonly name: string;
  readonly type: string;
  /** Postgres computes it from the others. */
  readonly isGenerated?: boolean;
};

/** The columns of each ordinary or partitioned table outside Postgres's own schemas. */
export async function readColumns(tx: Sql): Promise<ReadonlyMap<string, readonly Column[]>> {
  const { rows } = await tx.query<{ table: string; name: string; type: string }>(
    `SELECT n.nspname || '.' || c.relname AS table, a.attname AS name, t.typname AS type,
       a.attgenerated <> '' AS "isGenerated"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_type t ON t.oid = a.atttypid
     WHERE c.relkind IN ('r', 'p', 'f', 'm') AND NOT c.relispartition
       AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
     ORDER BY 1, a.attnum`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of rows)
    tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

const quoted = (name: string): string => `"${name}"`;

/** Text sorts by its bytes and null first, so that two clusters, and JavaScript, agree on the order. */
function orderOf({ key }: Table, columns: readonly Column[]): string {
  return key
    .map((name) => {
      const isText = columns.find((column) => column.name === name)?.type === 'text';
      return `t.${quoted(name)}${isText ? ' COLLATE "C"' : ''} NULLS FIRST`;
    })
    .join(', ');
}

/** All rows of a table, every column as text, in the order of its key. */
export function rowsOf(tx: Sql, table: Table, columns: readonly Column[]): AsyncGenerator<TextRow> {
  const list = columns.map(({ name }) => `t.${quoted(name)}::text`).join(', ');
  const [schema = '', name = ''] = table.name.split('.');
  return streamed<TextRow>(
    tx,
    `SELECT ${list} FROM ${quoted(schema)}.${quoted(name)} t ORDER BY ${orderOf(table, columns)}`,
  );
}

/** How two key values of a type stand in Postgres's order. Null first. */
export function compareValues(a: string | null, b: string | null, type: string): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (/^int[248]$/.test(type)) return Math.sign(Number(BigInt(a) - BigInt(b)));
  if (type === 'timestamptz' && timeOf(a) !== timeOf(b)) return timeOf(a) < timeOf(b) ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** To the millisecond; two times within one are told apart by their text. */
function timeOf(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}
