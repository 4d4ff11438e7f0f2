import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Dated } from '../core/index.ts';
import { columnsOf, type Kept, stateOfRow, type VersionRow } from './versioned.ts';

export type Named<Noun extends string, State> = {
  readonly subject: Id<Noun>;
  readonly state: State;
};

/** All versions of what has this short name, oldest first; none where nothing has it. */
export async function versionsNamed<Noun extends string, State extends Dated>(
  tx: Sql,
  kept: Kept<State>,
  slug: string,
): Promise<readonly Named<Noun, State>[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${columnsOf(kept)} FROM ${kept.table} WHERE id = $1 ORDER BY version`,
    [slug],
  );
  return rows.map((row) => ({ subject: row.subject as Id<Noun>, state: stateOfRow(kept, row) }));
}

/** The last version of each, whenever it takes force. */
export async function lastVersions<Noun extends string, State extends Dated>(
  tx: Sql,
  kept: Kept<State>,
): Promise<readonly Named<Noun, State>[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT DISTINCT ON (id) ${columnsOf(kept)} FROM ${kept.table} ORDER BY id, version DESC`,
  );
  return rows.map((row) => ({ subject: row.subject as Id<Noun>, state: stateOfRow(kept, row) }));
}
