import type { Instant } from '@lakiri/kit';
import type { Broker, Feed, FeedId, FeedKey, FeedKind, PartyRef } from '../core/index.ts';

/** A row of feeds.feed, as the driver gives it (times in UTC ms). */
export type FeedRow = {
  readonly id: FeedId;
  readonly version: number;
  readonly name: string;
  readonly kind: FeedKind;
  readonly party: PartyRef;
  readonly makers: readonly string[];
  readonly expected_s: number;
  readonly late_after_s: number;
  readonly broker: string | null;
  readonly keys: string;
  readonly state: Feed['state'];
  readonly registered_at: Instant;
};

export const FEED_COLUMNS = `f.id, f.version, f.name, f.kind, f.party, f.makers, f.expected_s, f.late_after_s,
  f.broker, f.keys, f.state, f.registered_at`;

export function feedOfRow(row: FeedRow): Feed {
  const { id, name, kind, party, makers, state } = row;
  return {
    ...{ id, name, kind, party, makers, state },
    expectedS: row.expected_s,
    lateAfterS: row.late_after_s,
    broker: row.broker === null ? null : (JSON.parse(row.broker) as Broker),
    keys: JSON.parse(row.keys) as readonly FeedKey[],
    registeredAt: row.registered_at,
  };
}
