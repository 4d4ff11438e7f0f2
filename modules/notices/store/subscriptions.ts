import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveSubscription,
  type Owner,
  type PartyRef,
  type PersonRef,
  type Subscription,
  type SubscriptionEvents,
  type SubscriptionId,
  type Wish,
} from '../core/index.ts';

type SubscriptionRow = {
  readonly id: SubscriptionId;
  readonly version: number;
  readonly party: PartyRef;
  readonly person: PersonRef | null;
  readonly channel: Wish['channel'];
  readonly wish: string;
  readonly state: Subscription['state'];
  readonly made_at: Instant;
};

const COLUMNS = 'id, version, party, person, channel, wish, state, made_at';

function subscriptionOfRow(row: SubscriptionRow): Subscription {
  const { id, party, person, channel, wish, state, made_at: madeAt } = row;
  const rest = JSON.parse(wish) as Omit<Wish, 'channel'>;
  return { id, party, person, channel, ...rest, state, madeAt };
}

function wishText({ language, topics, kinds, severities, scope, quiet }: Subscription): string {
  const wish = { language, topics, kinds, severities, scope, quiet };
  return canonical(wish as unknown as Json);
}

export const subscriptionAggregate: Aggregate<Subscription, SubscriptionEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<SubscriptionRow>(
      `SELECT ${COLUMNS} FROM notices.subscription WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    return row && { state: subscriptionOfRow(row), version: row.version };
  },
  evolve: evolveSubscription,
  async save(tx, { id, state, version, versionBefore }) {
    const { channel } = state;
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO notices.subscription (${COLUMNS})
             VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0)) ON CONFLICT DO NOTHING`,
            [
              ...[id, version, state.party, state.person, channel],
              ...[wishText(state), state.state, state.madeAt],
            ],
          )
        : await tx.query(
            `UPDATE notices.subscription SET version = $3, channel = $4, wish = $5, state = $6
             WHERE id = $1 AND version = $2`,
            [id, versionBefore, version, channel, wishText(state), state.state],
          );
    if (rowCount === 0) throw new VersionConflict('notice subscription', id);
  },
};

/** What a person, and their party, asked to be told, in the order in which it was asked. */
export async function listSubscriptions(
  tx: Sql,
  { party, person }: Owner,
): Promise<readonly Subscription[]> {
  const { rows } = await tx.query<SubscriptionRow>(
    `SELECT ${COLUMNS} FROM notices.subscription
     WHERE party = $1 AND (person = $2 OR person IS NULL) AND state = 'active' ORDER BY id`,
    [party, person],
  );
  return rows.map(subscriptionOfRow);
}

/** Everybody's, on channels that stand open: for the sender, who sees all. */
export async function standingSubscriptions(tx: Sql): Promise<readonly Subscription[]> {
  const { rows } = await tx.query<SubscriptionRow>(
    `SELECT s.id, s.version, s.party, s.person, s.channel, s.wish, s.state, s.made_at
     FROM notices.subscription s JOIN notices.channel c ON c.id = s.channel
     WHERE s.state = 'active' AND c.state = 'active' ORDER BY s.id`,
  );
  return rows.map(subscriptionOfRow);
}
