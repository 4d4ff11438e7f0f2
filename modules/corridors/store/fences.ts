import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveFence,
  type Fence,
  type FenceEvents,
  type FenceId,
  type FenceVersion,
  type ForbiddenFence,
  forbiddenFences,
} from '../core/index.ts';

type Row = {
  readonly subject: FenceId;
  readonly version: number;
  readonly effective_from: Instant;
  readonly is_withdrawn: boolean;
  readonly content: string;
};
const COLUMNS = 'subject, version, effective_from, is_withdrawn, content';

function versionOfRow(row: Row): FenceVersion {
  const { version, effective_from: effectiveFrom, is_withdrawn: isWithdrawn } = row;
  return { ...(JSON.parse(row.content) as Fence), version, effectiveFrom, isWithdrawn };
}

export const fenceAggregate: Aggregate<FenceVersion, FenceEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM corridors.fence_version WHERE subject = $1
       ORDER BY version DESC LIMIT 1`,
      [id],
    );
    const [row] = rows;
    return row && { state: versionOfRow(row), version: row.version };
  },
  evolve: evolveFence,
  async save(tx, { id, state }) {
    const { version, effectiveFrom, isWithdrawn, ...content } = state;
    const { rowCount } = await tx.query(
      `INSERT INTO corridors.fence_version (subject, version, effective_from, is_withdrawn, kind, content)
       VALUES ($1, $2, to_timestamp($3 / 1000.0), $4, $5, $6) ON CONFLICT DO NOTHING`,
      [
        id,
        version,
        effectiveFrom,
        isWithdrawn,
        content.kind,
        canonical(content as unknown as Json),
      ],
    );
    if (rowCount === 0) throw new VersionConflict('fence', id);
  },
};

/** A fence with all its versions, oldest first. */
export type FenceHistory = { readonly id: FenceId; readonly versions: readonly FenceVersion[] };

/** Every fence that there is or was; their number is bounded where they are published. */
export async function loadFences(tx: Sql): Promise<readonly FenceHistory[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM corridors.fence_version ORDER BY subject, version`,
  );
  return [...Map.groupBy(rows, ({ subject }) => subject)].map(([id, versions]) => ({
    id,
    versions: versions.map(versionOfRow),
  }));
}

/** What no truck may enter, whenever it holds or held: for the rule that watches it. */
export async function loadForbiddenFences(tx: Sql): Promise<readonly ForbiddenFence[]> {
  return forbiddenFences(await loadFences(tx));
}
