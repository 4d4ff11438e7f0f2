// The life of a feed: registered with its party, its limits and its first keys; then active or suspended. Keys
// are added and revoked, never changed.
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';

export type FeedId = Id<'Feed'>;
export type PartyRef = Id<'Party'>;

export const FEED_KINDS = ['https', 'mqtt'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** A key by which the vendor signs: Ed25519 (RFC 8032). */
export type FeedKey = {
  readonly keyId: string;
  /** Hex of its 32 bytes. */
  readonly publicKey: string;
  readonly addedAt: Instant;
  readonly revokedAt: Instant | null;
};

/** Where the messages of an MQTT feed are. Its password is no fact: it stands in a file of the gateway's machine. */
export type Broker = {
  readonly url: string;
  readonly version: '3.1.1' | '5';
  readonly topic: string;
  readonly username: string | null;
  /** Every message must be signed by one of the feed's keys; absent: none is. */
  readonly signed?: boolean;
};

export type Feed = {
  readonly id: FeedId;
  /** By which it is called in addresses: `ubunifu-cloud`. */
  readonly name: string;
  readonly kind: FeedKind;
  /** Who answers for it; it may speak for this party's seals. */
  readonly party: PartyRef;
  /** It may speak for the seals of these makers too. */
  readonly makers: readonly string[];
  /** How long it may be quiet when all is well. */
  readonly expectedS: number;
  /** A record that took longer is late. */
  readonly lateAfterS: number;
  readonly broker: Broker | null;
  readonly keys: readonly FeedKey[];
  readonly state: 'active' | 'suspended';
  readonly registeredAt: Instant;
};

export const nextStates = {
  active: ['suspended'],
  suspended: ['active'],
} as const satisfies Record<Feed['state'], readonly Feed['state'][]>;

/** Room for a rotation each month of a year; a feed with more keys is one whose keys nobody revokes. */
export const KEYS_MAX = 16;

type Fact<Type extends string, Body> = {
  readonly subjectKind: 'feed';
  readonly subject: FeedId;
  readonly type: Type;
  readonly body: Body;
};
export type FeedEvents =
  | Fact<'feed-registered', Omit<Feed, 'id' | 'keys' | 'state' | 'registeredAt'> & { at: Instant }>
  | Fact<'feed-key-added', { keyId: string; publicKey: string; at: Instant }>
  | Fact<'feed-key-revoked', { keyId: string; at: Instant }>
  | Fact<'feed-suspended', { reason: string; at: Instant }>
  | Fact<'feed-resumed', { reason: string; at: Instant }>;

export type FeedRefusal =
  | { readonly code: 'no-such-feed' }
  | { readonly code: 'no-such-party' }
  | { readonly code: 'feed-name-taken' }
  | { readonly code: 'key-taken' }
  | { readonly code: 'bad-key' }
  | { readonly code: 'too-many-keys'; readonly keysMax: number }
  | { readonly code: 'no-such-key' }
  | { readonly code: 'already-suspended' }
  | { readonly code: 'not-suspended' };

type Decided = Decision<FeedEvents, FeedRefusal>;

export type RegisterFeed = {
  readonly id: FeedId;
  readonly asked: Omit<Feed, 'id' | 'keys' | 'state' | 'registeredAt'>;
  readonly partyKnown: boolean;
  readonly nameTaken: boolean;
  readonly at: Instant;
};

/** A supervisor lets a vendor's feed in, for a party that is known. */
export function registerFeed({ id, asked, partyKnown, nameTaken, at }: RegisterFeed): Decided {
  if (!partyKnown) return refuse({ code: 'no-such-party' });
  if (nameTaken) return refuse({ code: 'feed-name-taken' });
  const body = { ...asked, at };
  return accept({ subjectKind: 'feed', subject: id, type: 'feed-registered', body });
}

/** Hex of 32 bytes. */
const PUBLIC_KEY = /^[0-9a-f]{64}$/;

export function addKey(
  feed: Feed | undefined,
  asked: { readonly keyId: string; readonly publicKey: string; readonly at: Instant },
): Decided {
  if (feed === undefined) return refuse({ code: 'no-such-feed' });
  if (!PUBLIC_KEY.test(asked.publicKey)) return refuse({ code: 'bad-key' });
  // A revoked key stays revoked: neither its id nor the key itself comes back under another.
  if (feed.keys.some((key) => key.keyId === asked.keyId || key.publicKey === asked.publicKey))
    return refuse({ code: 'key-taken' });
  if (feed.keys.length >= KEYS_MAX) return refuse({ code: 'too-many-keys', keysMax: KEYS_MAX });
  return accept({ subjectKind: 'feed', subject: feed.id, type: 'feed-key-added', body: asked });
}

export function revokeKey(
  feed: Feed | undefined,
  body: { readonly keyId: string; readonly at: Instant },
): Decided {
  if (feed === undefined) return refuse({ code: 'no-such-feed' });
  const key = feed.keys.find(({ keyId }) => keyId === body.keyId);
  if (key === undefined || key.revokedAt !== null) return refuse({ code: 'no-such-key' });
  return accept({ subjectKind: 'feed', subject: feed.id, type: 'feed-key-revoked', body });
}

type Asked = { readonly reason: string; readonly at: Instant };

export function suspend(feed: Feed | undefined, body: Asked): Decided {
  if (feed === undefined) return refuse({ code: 'no-such-feed' });
  if (feed.state === 'suspended') return refuse({ code: 'already-suspended' });
  return accept({ subjectKind: 'feed', subject: feed.id, type: 'feed-suspended', body });
}

export function resume(feed: Feed | undefined, body: Asked): Decided {
  if (feed === undefined) return refuse({ code: 'no-such-feed' });
  if (feed.state === 'active') return refuse({ code: 'not-suspended' });
  return accept({ subjectKind: 'feed', subject: feed.id, type: 'feed-resumed', body });
}

/** The feed after a fact. Throws where no feed can have come to it. */
export function evolveFeed(feed: Feed | undefined, fact: FeedEvents): Feed {
  if (fact.type === 'feed-registered') {
    const { at, ...asked } = fact.body;
    return { id: fact.subject, ...asked, keys: [], state: 'active', registeredAt: at };
  }
  if (feed === undefined) throw new Error(`${fact.type} of a feed that was never registered`);
  return changed(feed, fact);
}

function changed(feed: Feed, fact: Exclude<FeedEvents, { type: 'feed-registered' }>): Feed {
  switch (fact.type) {
    case 'feed-key-added': {
      const { at, ...key } = fact.body;
      return { ...feed, keys: [...feed.keys, { ...key, addedAt: at, revokedAt: null }] };
    }
    case 'feed-key-revoked': {
      const { keyId, at } = fact.body;
      const keys = feed.keys.map((key) => (key.keyId === keyId ? { ...key, revokedAt: at } : key));
      return { ...feed, keys };
    }
    case 'feed-suspended':
      return { ...feed, state: 'suspended' };
    case 'feed-resumed':
      return { ...feed, state: 'active' };
  }
}

/** The key by which a signature may be checked now. */
export function keyOf(feed: Feed, keyId: string): FeedKey | undefined {
  return feed.keys.find((key) => key.keyId === keyId && key.revokedAt === null);
}

/** Whether a feed may speak for a seal: its own party's, or one of a maker it was registered for. */
export function maySpeakFor(
  { party, makers }: Pick<Feed, 'party' | 'makers'>,
  seal: { readonly owner: string; readonly maker: string },
): boolean {
  return seal.owner === party || makers.includes(seal.maker);
}
