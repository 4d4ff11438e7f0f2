// What the gazette's nouns have alike in the database: rows that are versions of a subject, never changed or taken away.
import { canonical, type Id, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { DomainEvent } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Dated } from '../core/index.ts';

/** `content` is the text of what the fact that made the version says. */
export type VersionRow = {
  readonly subject: Id;
  readonly version: number;
  readonly effective_from: Instant;
  readonly is_over: boolean;
  readonly content: string;
};

export type Kept<State extends Dated> = {
  readonly noun: string;
  readonly table: string;
  /** The column that says that from then on nothing holds. */
  readonly over: 'is_ended' | 'is_withdrawn';
  write(state: State): {
    readonly content: object;
    readonly isOver: boolean;
    /** Further columns. */
    readonly beside?: Readonly<Record<string, string>>;
  };
  read(content: unknown, dated: Dated, isOver: boolean): State;
};

export function columnsOf({ over }: Pick<Kept<Dated>, 'over'>): string {
  return `subject, version, effective_from, ${over} AS is_over, content`;
}

export function stateOfRow<State extends Dated>(kept: Kept<State>, row: VersionRow): State {
  const dated = { version: row.version, effectiveFrom: row.effective_from };
  return kept.read(JSON.parse(row.content), dated, row.is_over);
}

export function versionedAggregate<State extends Dated, Event extends DomainEvent>(
  kept: Kept<State>,
  evolve: Aggregate<State, Event>['evolve'],
): Aggregate<State, Event> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<VersionRow>(
        `SELECT ${columnsOf(kept)} FROM ${kept.table} WHERE subject = $1 ORDER BY version DESC LIMIT 1`,
        [id],
      );
      const [row] = rows;
      return row && { state: stateOfRow(kept, row), version: row.version };
    },
    evolve,
    save: (tx, write) => insert(tx, kept, write),
  };
}

/** Two officers at once make the same version; the second begins again and finds the first. */
async function insert<State extends Dated>(
  tx: Sql,
  kept: Kept<State>,
  { id, state }: StateWrite<State>,
): Promise<void> {
  const { content, isOver, beside = {} } = kept.write(state);
  const more = Object.keys(beside);
  const { rowCount } = await tx.query(
    `INSERT INTO ${kept.table}
       (subject, version, effective_from, ${kept.over}, content${more.map((name) => `, ${name}`).join('')})
     VALUES ($1, $2, to_timestamp($3 / 1000.0), $4, $5${more.map((_, at) => `, $${at + 6}`).join('')})
     ON CONFLICT DO NOTHING`,
    [
      ...[id, state.version, state.effectiveFrom, isOver, canonical(content as Json)],
      ...Object.values(beside),
    ],
  );
  if (rowCount === 0) throw new VersionConflict(kept.noun, id);
}

/** A subject with all its versions, oldest first. */
export type History<Subject extends string, State> = {
  readonly id: Subject;
  readonly versions: readonly State[];
};

/** All subjects that there are or were; their number is bounded where they are made. */
export async function loadHistories<Subject extends string, State extends Dated>(
  tx: Sql,
  kept: Kept<State>,
): Promise<readonly History<Subject, State>[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${columnsOf(kept)} FROM ${kept.table} ORDER BY subject, version`,
  );
  return [...Map.groupBy(rows, ({ subject }) => subject)].map(([id, versions]) => ({
    id: id as string as Subject,
    versions: versions.map((row) => stateOfRow(kept, row)),
  }));
}

/** All versions of one subject, oldest first. They are few: each took an act of people. */
export async function loadVersions<State extends Dated>(
  tx: Sql,
  kept: Kept<State>,
  subject: Id,
): Promise<readonly State[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${columnsOf(kept)} FROM ${kept.table} WHERE subject = $1 ORDER BY version`,
    [subject],
  );
  return rows.map((row) => stateOfRow(kept, row));
}
