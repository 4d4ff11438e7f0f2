import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict, type Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type By,
  type Draft,
  type DraftContent,
  type DraftEvents,
  type DraftId,
  type DraftState,
  evolveDraft,
  targetOf,
} from '../core/index.ts';

type Row = {
  readonly id: DraftId;
  readonly version: number;
  readonly state: DraftState;
  readonly content: string;
  readonly base: number;
  readonly authors: readonly By[];
  readonly proposed_by: By | null;
  readonly asked_from: Instant | null;
  readonly ended_by: By | null;
  readonly made_at: Instant;
  readonly changed_at: Instant;
};
const COLUMNS = `id, version, state, content, base, authors, proposed_by, asked_from, ended_by, made_at, changed_at`;

export type DraftRow = Versioned<Draft> & { readonly id: DraftId };

const draftOfRow = (row: Row): DraftRow => ({
  id: row.id,
  version: row.version,
  state: {
    state: row.state,
    content: JSON.parse(row.content) as DraftContent,
    base: row.base,
    authors: row.authors,
    proposedBy: row.proposed_by,
    askedFrom: row.asked_from,
    endedBy: row.ended_by,
    madeAt: row.made_at,
    changedAt: row.changed_at,
  },
});

export const draftAggregate: Aggregate<Draft, DraftEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM corridors.draft WHERE id = $1`, [
      id,
    ]);
    return rows[0] && draftOfRow(rows[0]);
  },
  evolve: evolveDraft,
  async save(tx, { id, state, version, versionBefore }) {
    const { content, ...draft } = state;
    const values = [
      ...[id, version, draft.state, targetOf(content).id, canonical(content as unknown as Json)],
      ...[draft.base, draft.authors, draft.proposedBy, draft.askedFrom, draft.endedBy],
      ...[draft.madeAt, draft.changedAt],
    ];
    const { rowCount } = await tx.query(
      versionBefore === 0 ? INSERT : UPDATE,
      versionBefore === 0 ? values : [...values, versionBefore],
    );
    if (rowCount === 0) throw new VersionConflict('draft', id);
  },
};

const INSERT = `INSERT INTO corridors.draft (id, version, state, target, content, base, authors, proposed_by,
    asked_from, ended_by, made_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9 / 1000.0), $10, to_timestamp($11 / 1000.0),
    to_timestamp($12 / 1000.0)) ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE corridors.draft SET version = $2, state = $3, target = $4, content = $5, base = $6,
    authors = $7, proposed_by = $8, asked_from = to_timestamp($9 / 1000.0), ended_by = $10,
    made_at = to_timestamp($11 / 1000.0), changed_at = to_timestamp($12 / 1000.0)
  WHERE id = $1 AND version = $13`;

/** Drafts that wait, and those that ended last; newest first. */
export async function loadDrafts(tx: Sql, endedMax: number): Promise<readonly DraftRow[]> {
  const { rows } = await tx.query<Row>(
    `(SELECT ${COLUMNS} FROM corridors.draft WHERE state IN ('drafted', 'proposed'))
     UNION ALL
     (SELECT ${COLUMNS} FROM corridors.draft WHERE state IN ('approved', 'discarded')
      ORDER BY changed_at DESC LIMIT $1)
     ORDER BY changed_at DESC, id DESC`,
    [endedMax],
  );
  return rows.map(draftOfRow);
}

export async function countOpenDrafts(tx: Sql): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM corridors.draft WHERE state IN ('drafted', 'proposed')`,
  );
  return rows[0]?.n ?? 0;
}
