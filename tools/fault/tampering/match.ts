import type { Finding, TextRow } from '@lakiri/cli/verifying-database';

export type Touched = {
  readonly table: string;
  /** The row by its key, before and after. */
  readonly keys: readonly TextRow[];
};

/** Whether a finding names the row that was touched, or, of a row that is new or gone, what it was of. */
export function names({ table, key }: Finding, touched: Touched): boolean {
  if (table !== touched.table) return false;
  const asked = Object.entries(key);
  return touched.keys.some((own) =>
    asked.every(([name, value]) => own[name] === undefined || own[name] === value),
  );
}
