// Two streams of rows in one order, walked side by side.
import type { Report } from './finding.ts';
import { type Column, compareValues, type TextRow } from './rows.ts';
import type { Table } from './tables.ts';

export type Compare = {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly is: AsyncIterable<TextRow> | Iterable<TextRow>;
  readonly shouldBe: AsyncIterable<TextRow> | Iterable<TextRow>;
  /** Whether a row that should be there may be missing: a value whose time to be forgotten has come. */
  readonly mayBeMissing?: (row: TextRow) => boolean;
  /** What is to be held of two rows of one key beyond equal columns. */
  readonly also?: (is: TextRow, shouldBe: TextRow) => void;
  readonly report: Report;
};

/** Reports each row that differs, is missing or is one too many; returns how many rows there are. */
export async function compareRows(compare: Compare): Promise<number> {
  const { table, columns, report } = compare;
  const compared = columns.filter(({ name }) => !isOtherwise(table, name));
  const is = iteratorOf(compare.is);
  const shouldBe = iteratorOf(compare.shouldBe);
  let rows = 0;
  let [one, other] = [await is.next(), await shouldBe.next()];
  while (!(one.done && other.done)) {
    const order = orderOf(compare, one, other);
    if (order < 0) {
      report({ ...found(table, one.value), is: 'a row', shouldBe: null });
      [one, rows] = [await is.next(), rows + 1];
    } else if (order > 0) {
      if (compare.mayBeMissing?.(other.value) !== true)
        report({ ...found(table, other.value), is: null, shouldBe: 'a row' });
      other = await shouldBe.next();
    } else {
      differences({ compare, compared }, one.value, other.value);
      [one, other, rows] = [await is.next(), await shouldBe.next(), rows + 1];
    }
  }
  return rows;
}

function isOtherwise({ apart, otherwise }: Table, column: string): boolean {
  return apart?.[column] !== undefined || otherwise?.[column] !== undefined;
}

function iteratorOf(rows: Compare['is']): AsyncIterator<TextRow> {
  return (async function* () {
    yield* rows;
  })();
}

type Next = IteratorResult<TextRow>;

function orderOf({ table, columns }: Compare, one: Next, other: Next): number {
  if (one.done) return 1;
  if (other.done) return -1;
  for (const name of table.key) {
    const type = columns.find((column) => column.name === name)?.type ?? 'text';
    const order = compareValues(one.value[name] ?? null, other.value[name] ?? null, type);
    if (order !== 0) return order;
  }
  return 0;
}

type Pair = { readonly compare: Compare; readonly compared: readonly Column[] };

function differences({ compare, compared }: Pair, is: TextRow, shouldBe: TextRow): void {
  const { table, report, also } = compare;
  for (const { name } of compared) {
    const [now, then] = [is[name] ?? null, shouldBe[name] ?? null];
    if (now === then) continue;
    report({ ...found(table, is), column: name, is: now, shouldBe: then });
  }
  also?.(is, shouldBe);
}

function found({ name, key }: Table, row: TextRow) {
  const named = Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
  return { table: name, key: named, column: null };
}
