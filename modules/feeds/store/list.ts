import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Feed, type FeedId, type Health, NO_HEALTH } from '../core/index.ts';
import { FEED_COLUMNS, type FeedRow, feedOfRow } from './row.ts';

export type FeedSeen = { readonly feed: Feed; readonly health: Health };

/** Feeds that this party may see, by name; with `id` that one only. */
export async function listFeeds(tx: Sql, id?: FeedId): Promise<readonly FeedSeen[]> {
  const { rows } = await tx.query<FeedRow & { health: string | null }>(
    `SELECT ${FEED_COLUMNS}, h.state AS health FROM feeds.feed f LEFT JOIN feeds.health h ON h.feed = f.id
     WHERE $1::uuid IS NULL OR f.id = $1 ORDER BY f.name`,
    [id ?? null],
  );
  return rows.map(({ health, ...row }) => ({
    feed: feedOfRow(row),
    health: health === null ? NO_HEALTH : (JSON.parse(health) as Health),
  }));
}

export async function isNameTaken(tx: Sql, name: string): Promise<boolean> {
  const { rows } = await tx.query('SELECT 1 FROM feeds.feed WHERE name = $1', [name]);
  return rows.length > 0;
}

export type RefusalSeen = {
  readonly at: Instant;
  readonly code: string;
  readonly detail: string;
  readonly peer: string;
};

/** The last refusals of a feed, newest first. */
export async function lastRefusals(tx: Sql, feed: FeedId): Promise<readonly RefusalSeen[]> {
  const { rows } = await tx.query<RefusalSeen>(
    'SELECT at, code, detail, peer FROM feeds.refusal WHERE feed = $1 ORDER BY id DESC',
    [feed],
  );
  return rows;
}
