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

/** The answers that batches of these ids were given before, with the SHA-256 (hex) of what they said then. */
export async function findAnswers(
  tx: Sql,
  feed: FeedId,
  batches: readonly string[],
): Promise<ReadonlyMap<string, Answered>> {
  const { rows } = await tx.query<{ id: string; digest: string; outcomes: string }>(
    `SELECT id, encode(digest, 'hex') AS digest, outcomes FROM feeds.batch
     WHERE feed = $1 AND id = ANY ($2::text[])`,
    [feed, batches],
  );
  return new Map(
    rows.map(({ id, digest, outcomes }) => [
      id,
      { digest, outcomes: JSON.parse(outcomes) as readonly RecordOutcome[] },
    ]),
  );
}

export type KeepAnswer = Answered & { readonly batch: string; readonly told: Told };

/**
 * Keeps the answers of batches whose records are stored, and counts them. Gives those that it kept: another gateway answered
 * the others first.
 */
export async function keepAnswers(
  tx: Sql,
  feed: Feed,
  answers: readonly KeepAnswer[],
): Promise<ReadonlySet<string>> {
  // Of two gateways that keep the same, neither may wait for what the other holds.
  const all = answers.toSorted((a, b) => (a.batch < b.batch ? -1 : 1));
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO feeds.batch (feed, id, digest, received_at, outcomes)
     SELECT $1, u.id, decode(u.digest, 'hex'), to_timestamp(u.at / 1000.0), u.outcomes
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[]) AS u (id, digest, at, outcomes)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      feed.id,
      all.map(({ batch }) => batch),
      all.map(({ digest }) => digest),
      all.map(({ told }) => told.at),
      all.map(({ outcomes }) => canonical(outcomes as unknown as Json)),
    ],
  );
  const kept = new Set(rows.map(({ id }) => id));
  const counted = all.filter(({ batch }) => kept.has(batch));
  if (counted.length > 0)
    await changeHealth(tx, feed, (health) =>
      counted.reduce((now, { told }) => afterBatch(now, told), health),
    );
  return kept;
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
