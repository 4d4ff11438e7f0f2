import type { Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Channel,
  type ChannelEvents,
  type ChannelId,
  type ChannelKind,
  evolveChannel,
  type Owner,
  type PartyRef,
  type PersonRef,
} from '../core/index.ts';

type ChannelRow = {
  readonly id: ChannelId;
  readonly version: number;
  readonly party: PartyRef;
  readonly person: PersonRef | null;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly sealed: Buffer | null;
  readonly sealed_sha256: string;
  readonly state: Channel['state'];
  readonly added_at: Instant;
};

const COLUMNS = 'id, version, party, person, kind, name, sealed, sealed_sha256, state, added_at';

function channelOfRow(row: ChannelRow): Channel {
  const { id, party, person, kind, name, state } = row;
  return {
    ...{ id, party, person, kind, name, state },
    sealedSha256: row.sealed_sha256,
    addedAt: row.added_at,
  };
}

/**
 * How a channel is kept. `sealed` is nobody's state, so that it is given with an act that makes it: adding, or
 * new keys. Removing forgets it.
 */
export function channelAggregate(sealed?: Uint8Array): Aggregate<Channel, ChannelEvents> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<ChannelRow>(
        `SELECT ${COLUMNS} FROM notices.channel WHERE id = $1`,
        [id],
      );
      const [row] = rows;
      return row && { state: channelOfRow(row), version: row.version };
    },
    evolve: evolveChannel,
    async save(tx, { id, state, version, versionBefore }) {
      const { rowCount } =
        versionBefore === 0
          ? await tx.query(
              `INSERT INTO notices.channel (${COLUMNS})
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10 / 1000.0)) ON CONFLICT DO NOTHING`,
              [
                ...[id, version, state.party, state.person, state.kind, state.name],
                ...[sealed, state.sealedSha256, state.state, state.addedAt],
              ],
            )
          : await tx.query(
              `UPDATE notices.channel SET version = $3, state = $4, sealed_sha256 = $5,
                 sealed = CASE WHEN $4 = 'removed' THEN NULL ELSE coalesce($6, sealed) END
               WHERE id = $1 AND version = $2`,
              [id, versionBefore, version, state.state, state.sealedSha256, sealed ?? null],
            );
      if (rowCount === 0) throw new VersionConflict('notice channel', id);
    },
  };
}

export type ChannelSeen = {
  readonly channel: Channel;
  /** None once it is removed. */
  readonly sealed: Uint8Array | null;
};

const seenOf = (row: ChannelRow): ChannelSeen => ({
  channel: channelOfRow(row),
  sealed: row.sealed,
});

/** The channels of a person and of their party that are not removed, in the order in which they were added. */
export async function listChannels(
  tx: Sql,
  { party, person }: Owner,
): Promise<readonly ChannelSeen[]> {
  const { rows } = await tx.query<ChannelRow>(
    `SELECT ${COLUMNS} FROM notices.channel
     WHERE party = $1 AND (person = $2 OR person IS NULL) AND state <> 'removed' ORDER BY id`,
    [party, person],
  );
  return rows.map(seenOf);
}

/** A channel by id, as it stands. */
export async function findChannel(tx: Sql, id: ChannelId): Promise<ChannelSeen | undefined> {
  const { rows } = await tx.query<ChannelRow>(
    `SELECT ${COLUMNS} FROM notices.channel WHERE id = $1`,
    [id],
  );
  return rows[0] && seenOf(rows[0]);
}
