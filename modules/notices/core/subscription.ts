// The life of a subscription: made, changed as often as its owner likes, ended. It says what is to be told, by which
// channel, and when not.
import type { Kind, Severity } from '@lakiri/alarms';
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import type { Channel, ChannelId, Owner } from './channel.ts';
import { isZone, type Quiet } from './quiet.ts';

export type SubscriptionId = Id<'NoticeSubscription'>;

/** The facts of which somebody may be told. */
export const TOPICS = [
  'case-opened',
  'case-escalated',
  'case-acknowledged',
  'case-closed',
  'journey-armed',
  'journey-departed',
  'journey-arrived',
  'journey-disarmed',
  'journey-closed',
] as const;
export type Topic = (typeof TOPICS)[number];

export const isTopic = (type: string): type is Topic =>
  (TOPICS as readonly string[]).includes(type);

export const LANGUAGES = ['en', 'sw'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that the owner may see, or only these journeys or seals. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'journeys' | 'seals'; readonly ids: readonly string[] };

/** What its owner wishes. */
export type Wish = {
  readonly channel: ChannelId;
  readonly language: Language;
  readonly topics: readonly Topic[];
  /** Kinds of alarms; none: all. They and the severities concern cases only. */
  readonly kinds: readonly Kind[];
  /** None: all. */
  readonly severities: readonly Severity[];
  readonly scope: Scope;
  readonly quiet: Quiet | null;
};

export type Subscription = Owner &
  Wish & {
    readonly id: SubscriptionId;
    readonly state: 'active' | 'ended';
    readonly madeAt: Instant;
  };

/** More would be a filter that nobody can read any more. */
export const SUBSCRIPTIONS_MAX = 50;
/** A subscription to single journeys is made by hand. */
export const SCOPE_IDS_MAX = 100;

type Fact<Type extends string, Body> = {
  readonly subjectKind: 'notice-subscription';
  readonly subject: SubscriptionId;
  readonly type: Type;
  readonly body: Body;
};
export type SubscriptionEvents =
  | Fact<'notice-subscription-made', Owner & Wish & { at: Instant }>
  | Fact<'notice-subscription-changed', Wish & { at: Instant }>
  | Fact<'notice-subscription-ended', { at: Instant }>;

export type SubscriptionRefusal =
  | { readonly code: 'no-such-subscription' }
  | { readonly code: 'no-such-channel' }
  | { readonly code: 'too-many-subscriptions'; readonly subscriptionsMax: number }
  | { readonly code: 'nothing-to-tell' }
  | { readonly code: 'no-such-zone'; readonly zone: string }
  | { readonly code: 'never-quiet' };

type Decided = Decision<SubscriptionEvents, SubscriptionRefusal>;
type Asked = {
  readonly wish: Wish;
  /** The channel that the wish names, if its owner has it. */
  readonly channel: Channel | undefined;
  readonly at: Instant;
};

export function makeSubscription(
  asked: Asked & {
    readonly id: SubscriptionId;
    /** Active ones that the owner has. */
    readonly subscriptions: number;
  },
): Decided {
  const { id, wish, channel, subscriptions, at } = asked;
  const misfit = misfitOf(wish, channel);
  if (misfit !== undefined) return refuse(misfit);
  if (channel === undefined) return refuse({ code: 'no-such-channel' });
  if (subscriptions >= SUBSCRIPTIONS_MAX)
    return refuse({ code: 'too-many-subscriptions', subscriptionsMax: SUBSCRIPTIONS_MAX });
  const { party, person } = channel;
  return accept({
    subjectKind: 'notice-subscription',
    subject: id,
    type: 'notice-subscription-made',
    body: { party, person, ...wish, at },
  });
}

type Known = Subscription | undefined;
const isThere = (known: Known): known is Subscription => known?.state === 'active';

export function changeSubscription(known: Known, { wish, channel, at }: Asked): Decided {
  if (!isThere(known)) return refuse({ code: 'no-such-subscription' });
  const misfit = misfitOf(wish, channel);
  if (misfit !== undefined) return refuse(misfit);
  // A subscription stays its owner's: it moves to no channel of somebody else's, the party's own neither.
  if (channel?.person !== known.person) return refuse({ code: 'no-such-channel' });
  return accept({
    subjectKind: 'notice-subscription',
    subject: known.id,
    type: 'notice-subscription-changed',
    body: { ...wish, at },
  });
}

export function endSubscription(known: Known, at: Instant): Decided {
  if (!isThere(known)) return refuse({ code: 'no-such-subscription' });
  return accept({
    subjectKind: 'notice-subscription',
    subject: known.id,
    type: 'notice-subscription-ended',
    body: { at },
  });
}

function misfitOf(
  { topics, quiet }: Wish,
  channel: Channel | undefined,
): SubscriptionRefusal | undefined {
  if (channel === undefined || channel.state === 'removed') return { code: 'no-such-channel' };
  if (topics.length === 0) return { code: 'nothing-to-tell' };
  if (quiet === null) return undefined;
  if (!isZone(quiet.zone)) return { code: 'no-such-zone', zone: quiet.zone };
  return quiet.fromMin === quiet.untilMin ? { code: 'never-quiet' } : undefined;
}

/** The subscription after a fact. Throws where none can have come to it. */
export function evolveSubscription(known: Known, fact: SubscriptionEvents): Subscription {
  if (fact.type === 'notice-subscription-made') {
    const { at, ...body } = fact.body;
    return { id: fact.subject, ...body, state: 'active', madeAt: at };
  }
  if (known === undefined) throw new Error(`${fact.type} of what was never subscribed`);
  if (fact.type === 'notice-subscription-ended') return { ...known, state: 'ended' };
  const { at: _, ...wish } = fact.body;
  return { ...known, ...wish };
}
