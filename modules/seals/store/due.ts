import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type SealAt, sealAtOfRow } from './aggregate.ts';
import { SEAL_COLUMNS, type SealRow } from './row.ts';

/** Seals whose time has come, locked for this transaction; those another process holds are passed over. */
export async function claimDue(tx: Sql, now: Instant, limit: number): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE s.due_at <= to_timestamp($1 / 1000.0)
     ORDER BY s.due_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
    [now, limit],
  );
  return rows.map(sealAtOfRow);
}

export type Due = {
  readonly id: Id<'Seal'>;
  readonly dueAt: Instant | null;
  /** A fact of the seal was recorded with this: its version goes up, and caches of it are void. */
  readonly versionUp: boolean;
};

/** Writes the next deadlines of claimed seals. */
export async function saveDue(tx: Sql, dues: readonly Due[]): Promise<void> {
  await tx.query(
    `UPDATE seals.seal s SET due_at = to_timestamp(d.ms / 1000.0),
       version = s.version + CASE WHEN d.up THEN 1 ELSE 0 END,
       changed = CASE WHEN d.up THEN pg_current_xact_id() ELSE s.changed END
     FROM unnest($1::uuid[], $2::float8[], $3::boolean[]) AS d (id, ms, up) WHERE s.id = d.id`,
    [dues.map((it) => it.id), dues.map((it) => it.dueAt), dues.map((it) => it.versionUp)],
  );
}
