import {
  type Feed,
  type Health,
  type HealthState,
  healthState,
  lagP95S,
  lateShare,
} from '@lakiri/feeds';
import { type Instant, isoOf } from '@lakiri/kit';
import { z } from 'zod';

const key = z.object({
  keyId: z.string(),
  publicKey: z.string(),
  addedAt: z.string(),
  revokedAt: z.string().nullable(),
});

export const broker = z.object({
  url: z.url({ protocol: /^mqtts?$/ }).max(200),
  version: z.enum(['3.1.1', '5']),
  topic: z.string().min(1).max(200),
  username: z.string().min(1).max(100).nullable(),
  signed: z
    .boolean()
    .default(false)
    .meta({ description: 'every message is a COSE_Sign1 by one of the feed’s keys' }),
});

export const feedSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['https', 'mqtt']),
    party: z.object({ id: z.string(), name: z.string().nullable() }),
    makers: z.array(z.string()),
    expectedS: z.int(),
    lateAfterS: z.int(),
    broker: broker.nullable(),
    keys: z.array(key),
    state: z.enum(['active', 'suspended']),
    registeredAt: z.string(),
    health: z.object({
      state: z.enum(['quiet', 'live', 'late', 'silent']),
      lastAt: z.string().nullable(),
      lagP95S: z
        .number()
        .nullable()
        .meta({ description: 'of the last one to two hours; null: nothing told, or beyond a day' }),
      accepted: z.int(),
      refused: z.int(),
      doubled: z.int(),
      lateShare: z.number().nullable(),
    }),
  })
  .meta({ id: 'Feed' });

export const refusalSchema = z.object({
  at: z.string(),
  code: z.string(),
  detail: z.string(),
  peer: z.string(),
});

export type FeedView = z.infer<typeof feedSchema>;

const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

export function feedView(
  feed: Feed,
  health: Health,
  { now, partyName }: { readonly now: Instant; readonly partyName: string | null },
): FeedView {
  const p95 = lagP95S(health, now);
  const state: HealthState = healthState(health, feed, now);
  return {
    ...feed,
    makers: [...feed.makers],
    broker: feed.broker && { ...feed.broker, signed: feed.broker.signed === true },
    party: { id: feed.party, name: partyName },
    keys: feed.keys.map((one) => ({
      ...one,
      addedAt: isoOf(one.addedAt),
      revokedAt: iso(one.revokedAt),
    })),
    registeredAt: isoOf(feed.registeredAt),
    health: {
      state,
      lastAt: iso(health.lastAt),
      lagP95S: p95 !== null && Number.isFinite(p95) ? p95 : null,
      accepted: health.accepted,
      refused: health.refused,
      doubled: health.doubled,
      lateShare: lateShare(health),
    },
  };
}
