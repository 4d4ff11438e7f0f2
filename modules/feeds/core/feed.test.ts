import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision, Id, Instant } from '@lakiri/kit';
import { aFeed } from '../testing.ts';
import {
  addKey,
  evolveFeed,
  type Feed,
  type FeedEvents,
  type FeedRefusal,
  KEYS_MAX,
  keyOf,
  maySpeakFor,
  registerFeed,
  resume,
  revokeKey,
  suspend,
} from './feed.ts';

const at = 1_000 as Instant;
const KEY = 'a'.repeat(64);
const { id, keys: _, state: __, registeredAt: ___, ...asked } = aFeed();
const withKey = aFeed({
  keys: [{ keyId: 'k1', publicKey: KEY, addedAt: at, revokedAt: null }],
});
const revoked = aFeed({ keys: [{ keyId: 'k1', publicKey: KEY, addedAt: at, revokedAt: at }] });
const full = aFeed({
  keys: Array.from({ length: KEYS_MAX }, (_one, n) => ({
    keyId: `k${n}`,
    publicKey: n.toString(16).padStart(64, '0'),
    addedAt: at,
    revokedAt: at,
  })),
});
const why = 'contract ended';

const rows: readonly (readonly [
  string,
  Decision<FeedEvents, FeedRefusal>,
  FeedRefusal['code'] | undefined,
])[] = [
  [
    'register: party unknown',
    registerFeed({ id, asked, partyKnown: false, nameTaken: true, at }),
    'no-such-party',
  ],
  [
    'register: name taken',
    registerFeed({ id, asked, partyKnown: true, nameTaken: true, at }),
    'feed-name-taken',
  ],
  ['register', registerFeed({ id, asked, partyKnown: true, nameTaken: false, at }), undefined],
  ['key: no feed', addKey(undefined, { keyId: 'k1', publicKey: 'x', at }), 'no-such-feed'],
  ['key: no key', addKey(withKey, { keyId: 'k1', publicKey: 'x', at }), 'bad-key'],
  ['key: same id', addKey(withKey, { keyId: 'k1', publicKey: 'b'.repeat(64), at }), 'key-taken'],
  ['key: same key', addKey(withKey, { keyId: 'k2', publicKey: KEY, at }), 'key-taken'],
  ['key: back from revocation', addKey(revoked, { keyId: 'k2', publicKey: KEY, at }), 'key-taken'],
  ['key: too many', addKey(full, { keyId: 'kx', publicKey: KEY, at }), 'too-many-keys'],
  ['key', addKey(withKey, { keyId: 'k2', publicKey: 'b'.repeat(64), at }), undefined],
  ['revoke: unknown', revokeKey(withKey, { keyId: 'k2', at }), 'no-such-key'],
  ['revoke: twice', revokeKey(revoked, { keyId: 'k1', at }), 'no-such-key'],
  ['revoke', revokeKey(withKey, { keyId: 'k1', at }), undefined],
  ['resume: active', resume(aFeed(), { reason: why, at }), 'not-suspended'],
  ['suspend', suspend(aFeed(), { reason: why, at }), undefined],
  [
    'suspend: twice',
    suspend(aFeed({ state: 'suspended' }), { reason: why, at }),
    'already-suspended',
  ],
  ['resume', resume(aFeed({ state: 'suspended' }), { reason: why, at }), undefined],
  ['suspend: no feed', suspend(undefined, { reason: why, at }), 'no-such-feed'],
];
for (const [name, decided, code] of rows)
  test(name, () => {
    assert.equal(decided.accepted ? undefined : decided.refusal.code, code);
  });

test('a feed is what its facts say', () => {
  const facts: FeedEvents[] = [];
  let feed: Feed | undefined;
  const apply = (decided: Decision<FeedEvents, FeedRefusal>): void => {
    assert.ok(decided.accepted);
    for (const fact of decided.facts) {
      facts.push(fact);
      feed = evolveFeed(feed, fact);
    }
  };
  apply(registerFeed({ id, asked, partyKnown: true, nameTaken: false, at }));
  apply(addKey(feed, { keyId: 'k1', publicKey: KEY, at }));
  assert.equal(keyOf(feed as Feed, 'k1')?.publicKey, KEY);
  apply(revokeKey(feed, { keyId: 'k1', at }));
  assert.equal(keyOf(feed as Feed, 'k1'), undefined);
  apply(suspend(feed, { reason: why, at }));
  assert.equal(feed?.state, 'suspended');
  apply(resume(feed, { reason: why, at }));
  assert.equal(feed?.state, 'active');
  assert.deepEqual(facts.reduce<Feed | undefined>(evolveFeed, undefined), feed);
});

test('a feed speaks for its own party’s seals and for its makers’, and for no other', () => {
  const feed = aFeed();
  const other = '01900000-0000-7000-8000-0000000000dd' as Id<'Party'>;
  assert.equal(maySpeakFor(feed, { owner: feed.party, maker: 'Omni' }), true);
  assert.equal(maySpeakFor(feed, { owner: other, maker: 'Jointech' }), true);
  assert.equal(maySpeakFor(feed, { owner: other, maker: 'Omni' }), false);
});
