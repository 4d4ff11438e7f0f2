import { KINDS } from '@lakiri/alarms';
import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import {
  CHANNEL_KINDS,
  LANGUAGES,
  maskedTarget,
  SCOPE_IDS_MAX,
  type Subscription,
  TOPICS,
  type Wish,
} from '../core/index.ts';
import {
  type Attempt,
  type ChannelSeen,
  DELIVERY_STATES,
  type DeliverySeen,
  openChannel,
} from '../store/index.ts';
import { receiversKey } from './standard-webhooks.ts';

const uuid = z.uuid();
export const owner = z.enum(['me', 'party']);

export const channelSchema = z
  .object({
    id: z.string(),
    for: owner,
    kind: z.enum(CHANNEL_KINDS),
    name: z.string(),
    hint: z.string().meta({ description: 'where it leads, masked' }),
    state: z.enum(['active', 'paused']),
    addedAt: z.string(),
    verifyKey: z
      .string()
      .nullable()
      .meta({ description: 'the public key by which a receiver checks `v1a`; null otherwise' }),
  })
  .meta({ id: 'NoticeChannel' });
export type ChannelView = z.infer<typeof channelSchema>;

/** A channel as its owner sees it. Without the node's key nobody can say where it leads. */
export function channelView(
  { channel, sealed }: ChannelSeen,
  key: Uint8Array | undefined,
): ChannelView {
  const { id, kind, name, person, state, addedAt } = channel;
  const secret =
    key === undefined || sealed === null ? undefined : openChannel(sealed, channel.id, key);
  const signing = secret?.keys.find(({ until }) => until === null);
  return {
    ...{ id, kind, name },
    for: person === null ? 'party' : 'me',
    hint: secret === undefined ? '' : maskedTarget(secret.target),
    state: state === 'active' ? 'active' : 'paused',
    addedAt: isoOf(addedAt),
    verifyKey: signing?.version === 'v1a' ? receiversKey(signing) : null,
  };
}

const severity = z.literal([1, 2, 3, 4]);
const minute = z.int().min(0).max(1_439);
const scope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('all') }),
  z.object({ of: z.enum(['journeys', 'seals']), ids: z.array(uuid).min(1).max(SCOPE_IDS_MAX) }),
]);
const quiet = z
  .object({
    fromMin: minute.meta({ description: 'minutes of the local day' }),
    untilMin: minute,
    zone: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: 'an IANA zone: Africa/Nairobi is EAT, Africa/Kigali is CAT' }),
    criticalThrough: z.boolean().meta({ description: 'severity 1 comes all the same' }),
  })
  .nullable();

export const wishSchema = z
  .object({
    channel: uuid,
    language: z.enum(LANGUAGES),
    topics: z.array(z.enum(TOPICS)).max(TOPICS.length),
    kinds: z
      .array(z.enum(KINDS))
      .max(KINDS.length)
      .default([])
      .meta({ description: 'kinds of alarms; none: all' }),
    severities: z.array(severity).max(4).default([]).meta({ description: 'none: all' }),
    scope: scope.default({ of: 'all' }),
    quiet: quiet.default(null),
  })
  .meta({ id: 'NoticeWish' });

/** A wish as the core takes it: each thing named once. */
export function wishOf(given: z.infer<typeof wishSchema>): Wish {
  const { topics, kinds, severities, ...rest } = given;
  const once = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
  const wish = { ...rest, topics: once(topics), kinds: once(kinds), severities: once(severities) };
  return wish as Wish;
}

export const subscriptionSchema = z
  .object({
    id: z.string(),
    for: owner,
    channel: z.string(),
    language: z.enum(LANGUAGES),
    topics: z.array(z.enum(TOPICS)),
    kinds: z.array(z.string()),
    severities: z.array(severity),
    scope,
    quiet,
    madeAt: z.string(),
  })
  .meta({ id: 'NoticeSubscription' });

export function subscriptionView(subscription: Subscription): z.infer<typeof subscriptionSchema> {
  const { id, person, channel, language, quiet: hours, madeAt } = subscription;
  const given = subscription.scope;
  return {
    ...{ id, channel, language, quiet: hours },
    for: person === null ? 'party' : 'me',
    topics: [...subscription.topics],
    kinds: [...subscription.kinds],
    severities: [...subscription.severities],
    scope: given.of === 'all' ? given : { of: given.of, ids: [...given.ids] },
    madeAt: isoOf(madeAt),
  };
}

export const deliverySchema = z
  .object({
    id: z.string(),
    channel: z.object({ id: z.string(), name: z.string().nullable() }),
    topic: z.enum([...TOPICS, 'test', 'report']),
    at: z.string(),
    kind: z.string().nullable(),
    severity: severity.nullable(),
    case: z.string().nullable(),
    journey: z.object({ id: z.string(), ref: z.string(), plate: z.string().nullable() }).nullable(),
    state: z.enum(DELIVERY_STATES),
    why: z.string().nullable(),
    madeAt: z.string(),
    dueAt: z.string().nullable().meta({ description: 'when it is tried next' }),
    endedAt: z.string().nullable(),
    attempts: z.int(),
  })
  .meta({ id: 'NoticeDelivery' });

export const attemptSchema = z.object({
  n: z.int(),
  at: z.string(),
  outcome: z.string().nullable().meta({ description: 'null: under way, or whoever tried died' }),
  status: z.int().nullable(),
  tookMs: z.int().nullable(),
});

type Severity = 1 | 2 | 3 | 4;

export function deliveryView(
  { content, channel, madeAt, dueAt, endedAt, ...row }: DeliverySeen,
  names: ReadonlyMap<string, string>,
): z.infer<typeof deliverySchema> {
  const { id, state, why, attempts } = row;
  const { journey } = content;
  return {
    ...{ id, state, why, attempts },
    channel: { id: channel, name: names.get(channel) ?? null },
    topic: content.topic,
    at: content.at,
    kind: content.case?.kind ?? null,
    severity: (content.case?.severity ?? null) as Severity | null,
    case: content.case?.id ?? null,
    journey: journey && { id: journey.id, ref: journey.ref, plate: journey.plate },
    madeAt: isoOf(madeAt),
    dueAt: state === 'waiting' ? isoOf(dueAt) : null,
    endedAt: endedAt === null ? null : isoOf(endedAt),
  };
}

export function attemptView({ begunAt, ...rest }: Attempt): z.infer<typeof attemptSchema> {
  return { ...rest, at: isoOf(begunAt) };
}
