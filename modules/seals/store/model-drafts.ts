import { canonical, type Instant, isoOf, type Json } from '@lakiri/kit';
import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveModelDraft,
  type ModelData,
  type ModelDraft,
  type ModelDraftEvents,
  type ModelDraftId,
  type PersonRef,
  type WithdrawnWhy,
} from '@lakiri/seals';

type Row = {
  id: ModelDraftId;
  version: number;
  model: string;
  dialect: string;
  maker: string;
  like_model: string;
  said: string;
  state: ModelDraft['state'];
  proposed_by: PersonRef;
  proposed_at: Instant;
  decided_by: PersonRef;
  decided_at: Instant;
  why: WithdrawnWhy;
};

/** Those that wait are few; of those that are decided the newest are shown. */
const LISTED_MAX = 100;

/** Those that wait for a second person first, then those decided, newest first. */
export async function listModelDrafts(tx: Sql): Promise<ModelDraft[]> {
  const { rows } = await tx.query<Row>(
    `SELECT * FROM seals.model_draft
     ORDER BY state <> 'proposed', coalesce(decided_at, proposed_at) DESC, id LIMIT ${LISTED_MAX}`,
  );
  return rows.map(draftOf);
}

export const modelDraftAggregate: Aggregate<ModelDraft, ModelDraftEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>('SELECT * FROM seals.model_draft WHERE id = $1', [id]);
    return rows[0] && { state: draftOf(rows[0]), version: rows[0].version };
  },
  evolve: evolveModelDraft,
  save,
};

function draftOf(row: Row): ModelDraft {
  const { id, model, dialect, maker, state } = row;
  const said = {
    ...{ id, model, dialect, maker, like: row.like_model },
    data: JSON.parse(row.said) as ModelData,
    ...{ proposedBy: row.proposed_by, proposedAt: row.proposed_at },
  };
  const decided = { decidedBy: row.decided_by, decidedAt: row.decided_at };
  if (state === 'proposed') return { ...said, state };
  return state === 'approved'
    ? { ...said, ...decided, state }
    : { ...said, ...decided, state, why: row.why };
}

async function save(tx: Sql, write: StateWrite<ModelDraft>): Promise<void> {
  const { state: draft, versionBefore, version } = write;
  const decided = draft.state === 'proposed' ? null : draft;
  const ends = [
    draft.state,
    decided?.decidedBy ?? null,
    decided === null ? null : isoOf(decided.decidedAt),
    draft.state === 'withdrawn' ? draft.why : null,
  ];
  const { rowCount } =
    versionBefore === 0
      ? await tx.query(
          `INSERT INTO seals.model_draft (id, version, state, decided_by, decided_at, why, model, dialect,
             maker, like_model, said, proposed_by, proposed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
          [
            ...[draft.id, version, ...ends, draft.model, draft.dialect, draft.maker, draft.like],
            ...[canonical(draft.data as unknown as Json), draft.proposedBy],
            isoOf(draft.proposedAt),
          ],
        )
      : await tx.query(
          `UPDATE seals.model_draft SET version = $2, state = $3, decided_by = $4, decided_at = $5, why = $6
           WHERE id = $1 AND version = $7`,
          [draft.id, version, ...ends, versionBefore],
        );
  if (rowCount !== 1) throw new VersionConflict('model-draft', draft.id);
}
