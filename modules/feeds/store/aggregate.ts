import { canonical, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import { evolveFeed, type Feed, type FeedEvents } from '../core/index.ts';
import { FEED_COLUMNS, type FeedRow, feedOfRow } from './row.ts';

/** How acts of people read and write a feed. */
export const feedAggregate: Aggregate<Feed, FeedEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<FeedRow>(
      `SELECT ${FEED_COLUMNS} FROM feeds.feed f WHERE f.id = $1`,
      [id],
    );
    const [row] = rows;
    return row && { state: feedOfRow(row), version: row.version };
  },
  evolve: evolveFeed,
  async save(tx, { id, state, version, versionBefore }) {
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO feeds.feed (id, version, name, kind, party, makers, expected_s, late_after_s, broker,
               keys, state, registered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, to_timestamp($12 / 1000.0))
             ON CONFLICT DO NOTHING`,
            [
              id,
              version,
              ...[state.name, state.kind, state.party, state.makers],
              ...[state.expectedS, state.lateAfterS],
              state.broker && canonical(state.broker),
              canonical(state.keys as unknown as Json),
              ...[state.state, state.registeredAt],
            ],
          )
        : await tx.query(
            'UPDATE feeds.feed SET version = $3, keys = $4, state = $5 WHERE id = $1 AND version = $2',
            [id, versionBefore, version, canonical(state.keys as unknown as Json), state.state],
          );
    if (rowCount === 0) throw new VersionConflict('feed', id);
  },
};
