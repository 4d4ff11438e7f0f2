import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { ChannelId, Content, Owner } from '../core/index.ts';

export const DELIVERY_STATES = ['waiting', 'sent', 'dead', 'withheld'] as const;
type DeliveryState = (typeof DELIVERY_STATES)[number];
/** A screen shows a few dozen; more is asked for. */
export const DELIVERIES_PAGE_MAX = 100;

export type DeliverySeen = {
  readonly id: string;
  readonly channel: ChannelId;
  readonly content: Content;
  readonly state: DeliveryState;
  readonly why: string | null;
  readonly madeAt: Instant;
  readonly dueAt: Instant;
  readonly endedAt: Instant | null;
  readonly attempts: number;
};

type DeliveryRow = Omit<DeliverySeen, 'content' | 'madeAt' | 'dueAt' | 'endedAt'> & {
  readonly content: string;
  readonly made_at: Instant;
  readonly due_at: Instant;
  readonly ended_at: Instant | null;
};

const COLUMNS = 'id, channel, content, state, why, made_at, due_at, ended_at, attempts';

function seenOfRow({ content, made_at, due_at, ended_at, ...row }: DeliveryRow): DeliverySeen {
  const times = { madeAt: made_at, dueAt: due_at, endedAt: ended_at };
  return { ...row, content: JSON.parse(content) as Content, ...times };
}

const OWN = 'party = $1 AND (person = $2 OR person IS NULL)';

export type DeliveryList = {
  readonly state: DeliveryState | null;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly limit: number;
};

/** What was, or is to be, told a person and their party; newest first. */
export async function listDeliveries(
  tx: Sql,
  { party, person }: Owner,
  { state, after, limit }: DeliveryList,
): Promise<readonly DeliverySeen[]> {
  const { rows } = await tx.query<DeliveryRow>(
    `SELECT ${COLUMNS} FROM notices.delivery
     WHERE ${OWN} AND ($3::text IS NULL OR state = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [party, person, state, after, limit],
  );
  return rows.map(seenOfRow);
}

export type Attempt = {
  readonly n: number;
  readonly begunAt: Instant;
  /** None: whoever tried died, and nobody knows whether it arrived. */
  readonly outcome: string | null;
  readonly status: number | null;
  readonly tookMs: number | null;
};

/** One of a person's or their party's deliveries, with its tries in order. */
export async function findDelivery(
  tx: Sql,
  { party, person }: Owner,
  id: string,
): Promise<(DeliverySeen & { readonly tried: readonly Attempt[] }) | undefined> {
  const { rows } = await tx.query<DeliveryRow>(
    `SELECT ${COLUMNS} FROM notices.delivery WHERE ${OWN} AND id = $3`,
    [party, person, id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { rows: tried } = await tx.query<Attempt>(
    `SELECT n, begun_at AS "begunAt", outcome, status, took_ms AS "tookMs"
     FROM notices.attempt WHERE delivery = $1 ORDER BY n`,
    [id],
  );
  return { ...seenOfRow(row), tried };
}

/** Puts one that has ended back among those that wait, under its own id; whether it had. */
export async function resendDelivery(
  tx: Sql,
  { party, person }: Owner,
  { id, at }: { readonly id: string; readonly at: Instant },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE notices.delivery SET state = 'waiting', why = NULL, ended_at = NULL, tries = 0,
       due_at = to_timestamp($4 / 1000.0)
     WHERE ${OWN} AND id = $3 AND state <> 'waiting'`,
    [party, person, id, at],
  );
  return rowCount > 0;
}

/** Tests of a channel since then: who tests without end sends messages for nothing. */
export async function countTests(tx: Sql, channel: ChannelId, since: Instant): Promise<number> {
  const { rows } = await tx.query<{ tests: number }>(
    `SELECT count(*)::int AS tests FROM notices.delivery
     WHERE channel = $1 AND fact IS NULL AND made_at >= to_timestamp($2 / 1000.0)`,
    [channel, since],
  );
  return rows[0]?.tests ?? 0;
}
