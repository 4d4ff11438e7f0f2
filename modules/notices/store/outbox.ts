// Deliveries on their way. Whoever sends one first takes it in a transaction of its own: the try stands in the table
// before anything leaves, and until the lease ends nobody else sends it. Who dies in between sends it a second time
// under the same id.
import { addMs, DAY_MS, type Instant, SECOND_MS } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { ChannelId, Content, Language, PartyRef, PersonRef } from '../core/index.ts';

export type NewDelivery = {
  readonly id: string;
  readonly party: PartyRef;
  readonly person: PersonRef | null;
  readonly channel: ChannelId;
  /** None of a test. */
  readonly subscription: string | null;
  readonly fact: string | null;
  readonly content: Content;
  readonly language: Language;
  readonly zone: string | null;
  readonly madeAt: Instant;
  readonly dueAt: Instant;
};

/** Keeps deliveries to be sent; one that is there for the same subscription and fact is left as it is. */
export async function keepDeliveries(tx: Sql, made: readonly NewDelivery[]): Promise<void> {
  if (made.length === 0) return;
  await tx.query(
    `INSERT INTO notices.delivery (id, party, person, channel, subscription, fact, content, language, zone, state,
       made_at, due_at)
     SELECT id, party, person, channel, subscription, fact, content, language, zone, 'waiting',
       to_timestamp(made / 1000.0), to_timestamp(due / 1000.0)
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
       $9::text[], $10::float8[], $11::float8[])
       AS d (id, party, person, channel, subscription, fact, content, language, zone, made, due)
     ON CONFLICT DO NOTHING`,
    [
      made.map(({ id }) => id),
      made.map(({ party }) => party),
      made.map(({ person }) => person),
      made.map(({ channel }) => channel),
      made.map(({ subscription }) => subscription),
      made.map(({ fact }) => fact),
      made.map(({ content }) => JSON.stringify(content)),
      made.map(({ language }) => language),
      made.map(({ zone }) => zone),
      made.map(({ madeAt }) => madeAt),
      made.map(({ dueAt }) => dueAt),
    ],
  );
}

/** Above the longest that a try may take, by the limits of apps/server/notices. */
export const LEASE_MS = 60 * SECOND_MS;
/** One that answers slowly holds up no other: so many of a channel are on their way at once. */
const OF_A_CHANNEL_MAX = 4;
/** Rows looked at for a choice; with more due ones the oldest go first. */
const LOOKED_AT_MAX = 500;

export type Taken = {
  readonly id: string;
  readonly party: PartyRef;
  readonly channel: ChannelId;
  readonly content: Content;
  readonly language: Language;
  readonly zone: string | null;
  readonly tries: number;
  /** The number of this try among all. */
  readonly attempt: number;
};

type TakenRow = Omit<Taken, 'content' | 'attempt'> & {
  readonly content: string;
  readonly attempts: number;
};

/** Takes what is due, at most `limit`, and notes the try. Other servers' are passed over. */
export async function takeDue(
  tx: Sql,
  { at, limit }: { readonly at: Instant; readonly limit: number },
): Promise<readonly Taken[]> {
  const { rows } = await tx.query<TakenRow>(
    `WITH looked AS MATERIALIZED (
       SELECT id, channel, due_at FROM notices.delivery
       WHERE state = 'waiting' AND due_at <= to_timestamp($1 / 1000.0) ORDER BY due_at LIMIT $3),
     chosen AS MATERIALIZED (
       SELECT id FROM (SELECT id, due_at, row_number() OVER (PARTITION BY channel ORDER BY due_at, id) AS place
         FROM looked) l
       WHERE place <= $4 ORDER BY due_at LIMIT $5),
     free AS MATERIALIZED (
       SELECT id FROM notices.delivery
       WHERE id IN (SELECT id FROM chosen) AND state = 'waiting' AND due_at <= to_timestamp($1 / 1000.0)
       FOR UPDATE SKIP LOCKED),
     taken AS (
       UPDATE notices.delivery d
       SET due_at = to_timestamp($2 / 1000.0), tries = d.tries + 1, attempts = d.attempts + 1
       FROM free WHERE d.id = free.id
       RETURNING d.id, d.party, d.channel, d.content, d.language, d.zone, d.tries, d.attempts),
     noted AS (
       INSERT INTO notices.attempt (delivery, n, party, begun_at)
       SELECT id, attempts, party, to_timestamp($1 / 1000.0) FROM taken)
     SELECT * FROM taken ORDER BY id`,
    [at, addMs(at, LEASE_MS), LOOKED_AT_MAX, OF_A_CHANNEL_MAX, limit],
  );
  return rows.map(({ content, attempts, ...row }) => ({
    ...row,
    content: JSON.parse(content) as Content,
    attempt: attempts,
  }));
}

export type Tried = {
  readonly id: string;
  readonly attempt: number;
  readonly channel: ChannelId;
  /** `sent`, or why not. */
  readonly outcome: string;
  /** What the other side answered, of HTTP or SMTP. */
  readonly status: number | null;
  readonly tookMs: number;
  readonly at: Instant;
  /** When to try again; null: it has ended. */
  readonly nextAt: Instant | null;
  readonly state: 'waiting' | 'sent' | 'dead' | 'withheld';
};

/** A channel that failed is left alone so long: what else waits for it would most likely fail too. */
const REST_MS_MAX = 60 * SECOND_MS;

/** Notes what came of a try. One that somebody else has begun meanwhile, after the lease, is left to them. */
export async function noteTried(tx: Sql, tried: Tried): Promise<void> {
  const { id, attempt, outcome, status, tookMs, at, nextAt, state, channel } = tried;
  await tx.query(
    'UPDATE notices.attempt SET outcome = $3, status = $4, took_ms = $5 WHERE delivery = $1 AND n = $2',
    [id, attempt, outcome, status, Math.round(tookMs)],
  );
  await tx.query(
    `UPDATE notices.delivery SET state = $3, why = $4, due_at = to_timestamp($5 / 1000.0),
       ended_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE to_timestamp($6 / 1000.0) END
     WHERE id = $1 AND (state = 'waiting' AND attempts = $2 OR $3 = 'sent' AND state <> 'sent')`,
    [id, attempt, state, state === 'sent' ? null : outcome, nextAt ?? at, at],
  );
  if (nextAt === null) return;
  await tx.query(
    `UPDATE notices.delivery SET due_at = to_timestamp($2 / 1000.0)
     WHERE channel = $1 AND state = 'waiting' AND due_at < to_timestamp($2 / 1000.0)`,
    [channel, Math.min(nextAt, at + REST_MS_MAX)],
  );
}

/** Long enough to look into what did not arrive; what was told holds plates, and is nobody's archive. */
const KEPT_DAYS = 30;

/** Forgets deliveries that ended long ago, with their attempts. */
export async function forgetDeliveries(tx: Sql, at: Instant): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM notices.delivery WHERE state <> 'waiting' AND ended_at < to_timestamp($1 / 1000.0)`,
    [at - KEPT_DAYS * DAY_MS],
  );
  return rowCount;
}
