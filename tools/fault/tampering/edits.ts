// Every edit of every row: each column to another value that its table takes, the row gone, and one more like it.
import type { Column, TextRow } from '@lakiri/cli/verifying-database';

export type Edit = {
  readonly table: string;
  readonly what: 'edited' | 'deleted' | 'added';
  /** Null for a whole row. */
  readonly column: string | null;
  /** The row's key before. */
  readonly key: TextRow;
  /** Statements of which the first that the table takes is the edit; each changes one row. */
  readonly statements: readonly Statement[];
};

export type Statement = {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** The key of the row after it. */
  readonly key: TextRow;
};

export type TableRows = {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Columns nobody can prove: they are left alone. */
  readonly apart: readonly string[];
  readonly rows: readonly TextRow[];
  /** All but the last row may go without a word. */
  readonly mayGo: boolean;
};

/** All edits of a table's rows. */
export function editsOf(table: TableRows): Edit[] {
  return table.rows.flatMap((row) => {
    const isMissed = !table.mayGo || row === table.rows.at(-1);
    const whole = { ...at(table, row), column: null };
    return [
      ...table.columns.flatMap((column) => editColumn(table, row, column)),
      ...(isMissed
        ? [{ ...whole, what: 'deleted' as const, statements: [deletion(table, row)] }]
        : []),
      { ...whole, what: 'added' as const, statements: additions(table, row) },
    ];
  });
}

const quoted = (name: string): string => `"${name}"`;
const tableName = ({ name }: TableRows): string => name.split('.').map(quoted).join('.');
const keyOf = ({ key }: TableRows, row: TextRow): TextRow =>
  Object.fromEntries(key.map((name) => [name, row[name] ?? null]));
const at = (table: TableRows, row: TextRow) => ({ table: table.name, key: keyOf(table, row) });

function where({ key, columns }: TableRows, row: TextRow, from: number) {
  const terms = key.map((name, n) => {
    const type = typeOf(columns, name);
    return `${quoted(name)} IS NOT DISTINCT FROM $${from + n}::${type}`;
  });
  return { sql: terms.join(' AND '), values: key.map((name) => row[name] ?? null) };
}

/** As a cast names it: `_uuid` is an array of uuid. */
function typeOf(columns: readonly Column[], name: string): string {
  const type = columns.find((column) => column.name === name)?.type ?? 'text';
  return type.startsWith('_') ? `${type.slice(1)}[]` : type;
}

function editColumn(table: TableRows, row: TextRow, column: Column): Edit[] {
  const { name, isGenerated } = column;
  if (isGenerated === true || table.apart.includes(name)) return [];
  const statements = othersThan(table, row, column).map((value): Statement => {
    const is = where(table, row, 2);
    const sql = `UPDATE ${tableName(table)} SET ${quoted(name)} = $1::${typeOf(table.columns, name)} WHERE ${is.sql}`;
    return { sql, values: [value, ...is.values], key: keyOf(table, { ...row, [name]: value }) };
  });
  return [{ ...at(table, row), what: 'edited', column: name, statements }];
}

function deletion(table: TableRows, row: TextRow): Statement {
  const is = where(table, row, 1);
  const sql = `DELETE FROM ${tableName(table)} WHERE ${is.sql}`;
  return { sql, values: is.values, key: keyOf(table, row) };
}

/** A copy under another key; where the table wants more to be its own, with that changed too. */
function additions(table: TableRows, row: TextRow): Statement[] {
  const columns = table.columns.filter(({ isGenerated }) => isGenerated !== true);
  const alone = table.key.map((name) => changed(table, row, [name]));
  const all = changed(table, row, table.key);
  const texts = columns
    .filter(({ type }) => ['uuid', 'text', 'bytea'].includes(type))
    .map(({ name }) => name);
  const unlike = changed(table, row, [...table.key, ...texts]);
  return [...alone, all, unlike].map((copy) => ({
    sql: `INSERT INTO ${tableName(table)} (${columns.map(({ name }) => quoted(name)).join(', ')})
      OVERRIDING SYSTEM VALUE VALUES (${columns.map(({ name }, n) => `$${n + 1}::${typeOf(columns, name)}`).join(', ')})`,
    values: columns.map(({ name }) => copy[name] ?? null),
    key: keyOf(table, copy),
  }));
}

function changed(table: TableRows, row: TextRow, names: readonly string[]): TextRow {
  const entries = names.map((name) => {
    const column = table.columns.find((one) => one.name === name);
    return [name, column === undefined ? null : (made(row[name] ?? null, column)[0] ?? null)];
  });
  return { ...row, ...Object.fromEntries(entries) };
}

const OTHERS_MAX = 3;

/** Other values for a column: made ones first, then those that other rows have. */
function othersThan({ rows }: TableRows, row: TextRow, column: Column): (string | null)[] {
  const now = row[column.name] ?? null;
  if (column.type === 'xid8') return [outOfOrder(rows, now, column.name)];
  const seen = rows.map((one) => one[column.name] ?? null).filter((value) => value !== now);
  const others = [...new Set(seen)].slice(0, OTHERS_MAX);
  return [...made(now, column), ...others, ...(now === null ? [] : [null])];
}

/** Before all others; where it is there already, after them: only the order means anything. */
function outOfOrder(rows: readonly TextRow[], now: string | null, name: string): string {
  const mine = BigInt(now ?? 0);
  return rows.every((row) => BigInt(row[name] ?? 0) >= mine) ? '999999999999' : '1';
}

/** Values of a type that are not this one, the nearest first: what is barely another is the hardest to find. */
function made(value: string | null, { type }: Column): string[] {
  switch (type) {
    case 'uuid':
      return ['01900000-0000-7000-8000-00000000abcd'];
    case 'bool':
      return [value === 'true' ? 'false' : 'true'];
    case 'int2':
    case 'int4':
    case 'int8':
      return value === null ? ['1'] : [String(BigInt(value) + 1n), String(BigInt(value) - 1n)];
    case 'xid8':
      return ['999999999999'];
    case 'float4':
    case 'float8':
      return value === null ? ['1'] : nextNumbers(Number(value), type);
    case 'timestamptz':
      return timesBeside(value);
    case 'bytea':
      return value === null ? ['\\x00'] : [flippedHex(value), `${value}00`.slice(0, -2)];
    case '_uuid':
      return ['{01900000-0000-7000-8000-00000000abcd}'];
    case '_text':
      return value === '{}' ? ['{officer}'] : ['{}'];
    default:
      return value === null ? ['x'] : textsBeside(value);
  }
}

function nextNumbers(value: number, type: 'float4' | 'float8'): string[] {
  const array = type === 'float4' ? new Float32Array([value]) : new Float64Array([value]);
  const bits = new Uint8Array(array.buffer);
  bits[0] = (bits[0] ?? 0) ^ 1;
  return [String(array[0]), String(value + 1)];
}

/** A microsecond later and earlier; without an end, with one. */
function timesBeside(value: string | null): string[] {
  if (value === null || value.includes('infinity')) return ['2031-01-01 00:00:00+00'];
  const [, seconds = '', fraction = ''] = /^(.*?)(?:\.(\d+))?\+00$/.exec(value) ?? [];
  const micros = Number(fraction.padEnd(6, '0'));
  const other = (n: number): string => `${seconds}.${String(n).padStart(6, '0')}+00`;
  const all = [other(Math.min(micros + 1, 999_999)), other(Math.max(micros - 1, 0))];
  return all.filter((text) => text !== value);
}

function flippedHex(value: string): string {
  const last = Number.parseInt(value.at(-1) ?? '0', 16);
  return value.slice(0, -1) + (last ^ 1).toString(16);
}

/** One digit or letter changed, from the end; and one more at the end. */
function textsBeside(value: string): string[] {
  const texts: string[] = [];
  for (let n = value.length - 1; n >= 0 && texts.length < 4; n--) {
    const other = otherCharacter(value[n] ?? '');
    if (other !== undefined) texts.push(value.slice(0, n) + other + value.slice(n + 1));
  }
  return [...texts, `${value}x`];
}

function otherCharacter(character: string): string | undefined {
  if (/[0-8]/.test(character)) return String(Number(character) + 1);
  if (character === '9') return '8';
  if (/[a-y]/i.test(character)) return String.fromCharCode(character.charCodeAt(0) + 1);
  return undefined;
}
