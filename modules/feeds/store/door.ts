// What the gateway's door reads and keeps: feeds, answered batches, used signatures, health.
import { canonical, type Id, type Instant, type Json } from '@lakiri/kit';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import {
  afterBatch,
  afterRefusal,
  type DoorCode,
  type Feed,
  type FeedId,
  type Health,
  NO_HEALTH,
  type RecordOutcome,
  type Told,
} from '../core/index.ts';
import { FEED_COLUMNS, type FeedRow, feedOfRow } from './row.ts';

/** Every feed; a node has as many as it has vendors. */
export async function allFeeds(tx: Sql): Promise<readonly Feed[]> {
  const { rows } = await tx.query<FeedRow>(
    `SELECT ${FEED_COLUMNS} FROM feeds.feed f ORDER BY f.name`,
  );
  return rows.map(feedOfRow);
}

export type Answered = { readonly digest: string; readonly outcomes: readonly RecordOutcome[] };

/** The answer that a batch was given before, with the SHA-256 (hex) of what it said then. */
export async function findAnswer(
  tx: Sql,
  feed: FeedId,
  batch: string,
): Promise<Answered | undefined> {
  const { rows } = await tx.query<{ digest: Buffer; outcomes: string }>(
    'SELECT digest, outcomes FROM feeds.batch WHERE feed = $1 AND id = $2',
    [feed, batch],
  );
  const [row] = rows;
  return (
    row && {
      digest: row.digest.toString('hex'),
      outcomes: JSON.parse(row.outcomes) as readonly RecordOutcome[],
    }
  );
}

export type KeepAnswer = {
  readonly feed: Feed;
  readonly batch: string;
  readonly digest: string;
  readonly outcomes: readonly RecordOutcome[];
  readonly told: Told;
};

/** Keeps the answer of a batch whose records are stored, and counts it. False: another gateway answered it first. */
export async function keepAnswer(tx: Sql, kept: KeepAnswer): Promise<boolean> {
  const { feed, batch, digest, outcomes, told } = kept;
  const { rowCount } = await tx.query(
    `INSERT INTO feeds.batch (feed, id, digest, received_at, outcomes)
     VALUES ($1, $2, decode($3, 'hex'), to_timestamp($4 / 1000.0), $5) ON CONFLICT DO NOTHING`,
    [feed.id, batch, digest, told.at, canonical(outcomes as unknown as Json)],
  );
  if (rowCount === 0) return false;
  await changeHealth(tx, feed, (health) => afterBatch(health, told));
  return true;
}

async function changeHealth(
  tx: Sql,
  { id, party }: Feed,
  change: (health: Health) => Health,
): Promise<void> {
  await tx.query(
    'INSERT INTO feeds.health (feed, party, state) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [id, party, canonical(NO_HEALTH as unknown as Json)],
  );
  const { rows } = await tx.query<{ state: string }>(
    'SELECT state FROM feeds.health WHERE feed = $1 FOR UPDATE',
    [id],
  );
  const before = JSON.parse(rows[0]?.state ?? 'null') as Health | null;
  await tx.query('UPDATE feeds.health SET state = $2 WHERE feed = $1', [
    id,
    canonical(change(before ?? NO_HEALTH) as unknown as Json),
  ]);
}

/** Uses a signature up. False: it was used before. */
export async function useNonce(
  tx: Sql,
  used: { readonly feed: FeedId; readonly nonce: string; readonly until: Instant },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO feeds.nonce (feed, nonce, until) VALUES ($1, $2, to_timestamp($3 / 1000.0))
     ON CONFLICT DO NOTHING`,
    [used.feed, used.nonce, used.until],
  );
  return rowCount === 1;
}

/** The refusals kept of each feed: enough to see what a vendor's programmer did wrong today. */
const REFUSALS_KEPT_MAX = 50;
const DETAIL_CHARS_MAX = 300;

export type Refusal = {
  readonly id: Id;
  readonly feed: Feed;
  readonly at: Instant;
  readonly code: DoorCode;
  readonly detail: string;
  readonly peer: string;
};

export async function noteRefusal(tx: Sql, refusal: Refusal): Promise<void> {
  const { id, feed, at, code, detail, peer } = refusal;
  await tx.query(
    `INSERT INTO feeds.refusal (id, feed, party, at, code, detail, peer)
     VALUES ($1, $2, $3, to_timestamp($4 / 1000.0), $5, $6, $7)`,
    [id, feed.id, feed.party, at, code, detail.slice(0, DETAIL_CHARS_MAX), peer],
  );
  await tx.query(
    `DELETE FROM feeds.refusal WHERE feed = $1 AND id < (
       SELECT id FROM feeds.refusal WHERE feed = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)`,
    [feed.id, REFUSALS_KEPT_MAX - 1],
  );
  await changeHealth(tx, feed, afterRefusal);
}

/** Answers are kept for a month: a vendor that asks later is told `doubled` for each record. */
const ANSWERS_KEPT_DAYS = 31;

/** Forgets used signatures that have expired, and old answers. */
export async function forgetOld(tx: Sql, now: Instant): Promise<void> {
  await tx.query('DELETE FROM feeds.nonce WHERE until < to_timestamp($1 / 1000.0)', [now]);
  await tx.query(
    `DELETE FROM feeds.batch WHERE received_at < to_timestamp($1 / 1000.0) - make_interval(days => $2)`,
    [now, ANSWERS_KEPT_DAYS],
  );
}

export type Lease = {
  readonly feed: FeedId;
  readonly holder: string;
  readonly now: Instant;
  readonly forMs: number;
};

/** Whether this holder may listen to the feed's broker, until then; renewed by asking again. */
export async function holdListener(tx: Sql, { feed, holder, now, forMs }: Lease): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO feeds.listener AS l (feed, holder, until) VALUES ($1, $2, to_timestamp(($3::float8 + $4::float8) / 1000.0))
     ON CONFLICT (feed) DO UPDATE SET holder = excluded.holder, until = excluded.until
       WHERE l.holder = excluded.holder OR l.until < to_timestamp($3::float8 / 1000.0)`,
    [feed, holder, now, forMs],
  );
  return rowCount === 1;
}

/** Lets another gateway listen at once. */
export async function releaseListener(tx: Sql, feed: FeedId, holder: string): Promise<void> {
  await tx.query('DELETE FROM feeds.listener WHERE feed = $1 AND holder = $2', [feed, holder]);
}

/** Hex SHA-256 of what a batch says, by which a second one of its name is known for the same. */
export function digestOfBatch(data: Json): string {
  return sha256Hex(canonical(data));
}
