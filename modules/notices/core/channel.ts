// The life of a channel: added by somebody for themselves or for their party, paused, taken up again, and removed for
// good. Where it leads and what signs it are sealed beside; the facts hold the SHA-256 of the sealed bytes only.
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';

export type ChannelId = Id<'NoticeChannel'>;
export type PartyRef = Id<'Party'>;
export type PersonRef = Id<'Person'>;

export const CHANNEL_KINDS = ['webhook', 'email', 'sms', 'push'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Whose it is: a person's own, or the party's where no person stands. */
export type Owner = { readonly party: PartyRef; readonly person: PersonRef | null };

export type Channel = Owner & {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
  /** As its owner calls it: "my phone". */
  readonly name: string;
  readonly sealedSha256: string;
  readonly state: 'active' | 'paused' | 'removed';
  readonly addedAt: Instant;
};

export const nextChannelStates = {
  active: ['paused', 'removed'],
  paused: ['active', 'removed'],
  removed: [],
} as const satisfies Record<Channel['state'], readonly Channel['state'][]>;

/** A phone, a mailbox, a browser and a system each, several times over. */
export const CHANNELS_MAX = 20;
export const CHANNEL_NAME_CHARS_MAX = 60;

/** Why a channel stands still: its owner wished it, or the other side says that it is no more (410). */
export type PauseCause = 'owner' | 'gone';

type Fact<Type extends string, Body> = {
  readonly subjectKind: 'notice-channel';
  readonly subject: ChannelId;
  readonly type: Type;
  readonly body: Body;
};
export type ChannelEvents =
  | Fact<'notice-channel-added', Omit<Channel, 'id' | 'state' | 'addedAt'> & { at: Instant }>
  | Fact<'notice-channel-rekeyed', { sealedSha256: string; at: Instant }>
  | Fact<'notice-channel-paused', { cause: PauseCause; at: Instant }>
  | Fact<'notice-channel-resumed', { at: Instant }>
  | Fact<'notice-channel-removed', { at: Instant }>;

export type ChannelRefusal =
  | { readonly code: 'no-such-channel' }
  | { readonly code: 'too-many-channels'; readonly channelsMax: number }
  | { readonly code: 'not-for-a-party'; readonly kind: ChannelKind }
  | { readonly code: 'only-for-a-party'; readonly kind: ChannelKind }
  | { readonly code: 'channel-not-signed' }
  | { readonly code: 'channel-paused-already' }
  | { readonly code: 'channel-not-paused' };

type Decided = Decision<ChannelEvents, ChannelRefusal>;

export type AddChannel = Omit<Channel, 'state' | 'addedAt'> & {
  readonly at: Instant;
  /** Channels that the owner has and has not removed. */
  readonly channels: number;
};

/** A system is a party's, a browser a person's; a mailbox and a phone may be either's. */
export function addChannel({ id, at, channels, ...body }: AddChannel): Decided {
  const { kind, person } = body;
  if (kind === 'webhook' && person !== null) return refuse({ code: 'only-for-a-party', kind });
  if (kind === 'push' && person === null) return refuse({ code: 'not-for-a-party', kind });
  if (channels >= CHANNELS_MAX)
    return refuse({ code: 'too-many-channels', channelsMax: CHANNELS_MAX });
  return accept(factOf(id, 'notice-channel-added', { ...body, at }));
}

type Known = Channel | undefined;

/** The keys that sign are new; the ones before go on for a while beside them. */
export function rekeyChannel(channel: Known, sealedSha256: string, at: Instant): Decided {
  if (!isThere(channel)) return refuse({ code: 'no-such-channel' });
  if (channel.kind !== 'webhook') return refuse({ code: 'channel-not-signed' });
  return accept(factOf(channel.id, 'notice-channel-rekeyed', { sealedSha256, at }));
}

export function pauseChannel(channel: Known, cause: PauseCause, at: Instant): Decided {
  if (!isThere(channel)) return refuse({ code: 'no-such-channel' });
  if (channel.state === 'paused') return refuse({ code: 'channel-paused-already' });
  return accept(factOf(channel.id, 'notice-channel-paused', { cause, at }));
}

export function resumeChannel(channel: Known, at: Instant): Decided {
  if (!isThere(channel)) return refuse({ code: 'no-such-channel' });
  if (channel.state === 'active') return refuse({ code: 'channel-not-paused' });
  return accept(factOf(channel.id, 'notice-channel-resumed', { at }));
}

/** Where it led is forgotten with it. */
export function removeChannel(channel: Known, at: Instant): Decided {
  if (!isThere(channel)) return refuse({ code: 'no-such-channel' });
  return accept(factOf(channel.id, 'notice-channel-removed', { at }));
}

function isThere(channel: Known): channel is Channel {
  return channel !== undefined && channel.state !== 'removed';
}

function factOf<Type extends ChannelEvents['type'], Body>(
  subject: ChannelId,
  type: Type,
  body: Body,
): Fact<Type, Body> {
  return { subjectKind: 'notice-channel', subject, type, body };
}

/** The channel after a fact. Throws where no channel can have come to it. */
export function evolveChannel(channel: Known, fact: ChannelEvents): Channel {
  if (fact.type === 'notice-channel-added') {
    const { at, ...body } = fact.body;
    return { id: fact.subject, ...body, state: 'active', addedAt: at };
  }
  if (channel === undefined) throw new Error(`${fact.type} of a channel that was never added`);
  return changed(channel, fact);
}

function changed(
  channel: Channel,
  fact: Exclude<ChannelEvents, { readonly type: 'notice-channel-added' }>,
): Channel {
  switch (fact.type) {
    case 'notice-channel-rekeyed':
      return { ...channel, sealedSha256: fact.body.sealedSha256 };
    case 'notice-channel-paused':
      return { ...channel, state: 'paused' };
    case 'notice-channel-resumed':
      return { ...channel, state: 'active' };
    case 'notice-channel-removed':
      return { ...channel, state: 'removed' };
  }
}
