/** One thing that is not as the facts and the frames say it must be. */
export type Finding = {
  /** `schema.table`, or `log:<path>` for a file of the log. */
  readonly table: string;
  /** The row, by its key. */
  readonly key: Readonly<Record<string, string | null>>;
  /** Null where the whole row is missing, or is one too many. */
  readonly column: string | null;
  readonly is: string | null;
  readonly shouldBe: string | null;
  /** In words, where the values alone do not say it. */
  readonly say?: string;
};

/** Told of each finding as it is found. */
export type Report = (finding: Finding) => void;

/** Longer values are cut where a person reads them. */
const SHOWN_CHARS_MAX = 120;

/** One line for a person: the table, the row, the column, what it is and what it should be. */
export function sentenceOf(finding: Finding): string {
  const { table, key, column, is, shouldBe, say } = finding;
  const row = Object.entries(key)
    .map(([name, value]) => `${name} ${value ?? 'null'}`)
    .join(', ');
  const where = `${table}${row === '' ? '' : ` (${row})`}${column === null ? '' : ` ${column}`}`;
  if (say !== undefined) return `${where}: ${say}`;
  if (column === null) return `${where}: ${is === null ? 'missing' : 'one too many'}`;
  return `${where}: is ${shown(is)}, should be ${shown(shouldBe)}`;
}

function shown(value: string | null): string {
  if (value === null) return 'null';
  return value.length <= SHOWN_CHARS_MAX ? value : `${value.slice(0, SHOWN_CHARS_MAX)}…`;
}
