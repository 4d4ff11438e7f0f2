import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import {
  type AddChannel,
  addChannel,
  CHANNELS_MAX,
  type Channel,
  type ChannelEvents,
  type ChannelId,
  evolveChannel,
  nextChannelStates,
  type PartyRef,
  type PersonRef,
  pauseChannel,
  rekeyChannel,
  removeChannel,
  resumeChannel,
} from './channel.ts';
import {
  changeSubscription,
  endSubscription,
  evolveSubscription,
  makeSubscription,
  SUBSCRIPTIONS_MAX,
  type Subscription,
  type SubscriptionEvents,
  type SubscriptionId,
  type Wish,
} from './subscription.ts';

const AT = 1_000 as Instant;
type Refusable = { accepted: true } | { accepted: false; refusal: { code: string } };
const codeOf = (decision: Refusable): string | undefined =>
  decision.accepted ? undefined : decision.refusal.code;

const asked: AddChannel = {
  id: 'c1' as ChannelId,
  party: 'p1' as PartyRef,
  person: 'o1' as PersonRef,
  kind: 'email',
  name: 'Desk',
  sealedSha256: 'aa',
  channels: 0,
  at: AT,
};
const additions: readonly [Partial<AddChannel>, string | undefined][] = [
  [{ kind: 'webhook' }, 'only-for-a-party'],
  [{ kind: 'webhook', person: null }, undefined],
  [{ kind: 'push', person: null }, 'not-for-a-party'],
  [{ kind: 'push' }, undefined],
  [{ channels: CHANNELS_MAX }, 'too-many-channels'],
  [{ channels: CHANNELS_MAX - 1 }, undefined],
];
for (const [over, code] of additions)
  test(`a channel ${JSON.stringify(over)}: ${code ?? 'added'}`, () => {
    assert.equal(codeOf(addChannel({ ...asked, ...over })), code);
  });

const channelIn = (state: Channel['state'], over: Partial<AddChannel> = {}): Channel => {
  const { at, channels: _, ...rest } = { ...asked, ...over };
  return { ...rest, addedAt: at, state };
};
const acts = {
  pause: (channel: Channel | undefined) => pauseChannel(channel, 'owner', AT),
  resume: (channel: Channel | undefined) => resumeChannel(channel, AT),
  rekey: (channel: Channel | undefined) => rekeyChannel(channel, 'bb', AT),
  remove: (channel: Channel | undefined) => removeChannel(channel, AT),
} as const;
const hook = { kind: 'webhook', person: null } as const;
const turns: readonly [keyof typeof acts, Channel | undefined, string | undefined][] = [
  ['pause', undefined, 'no-such-channel'],
  ['pause', channelIn('removed'), 'no-such-channel'],
  ['pause', channelIn('paused'), 'channel-paused-already'],
  ['pause', channelIn('active'), undefined],
  ['resume', channelIn('removed'), 'no-such-channel'],
  ['resume', channelIn('active'), 'channel-not-paused'],
  ['resume', channelIn('paused'), undefined],
  ['rekey', channelIn('removed', hook), 'no-such-channel'],
  ['rekey', channelIn('active'), 'channel-not-signed'],
  ['rekey', channelIn('paused', hook), undefined],
  ['remove', channelIn('removed'), 'no-such-channel'],
  ['remove', channelIn('paused'), undefined],
];
for (const [name, channel, code] of turns)
  test(`${name} a channel that is ${channel?.state ?? 'not there'}: ${code ?? 'done'}`, () => {
    assert.equal(codeOf(acts[name](channel)), code);
  });

test('states follow each other as the table says', () => {
  for (const from of ['active', 'paused', 'removed'] as const)
    for (const [name, to] of [
      ['pause', 'paused'],
      ['resume', 'active'],
      ['remove', 'removed'],
    ] as const) {
      const known: readonly string[] = nextChannelStates[from];
      assert.equal(acts[name](channelIn(from)).accepted, known.includes(to), `${from} → ${to}`);
    }
});

test('a channel is its facts', () => {
  let channel: Channel | undefined;
  const tell = (decision: ReturnType<typeof addChannel>): void => {
    assert.ok(decision.accepted);
    for (const fact of decision.facts as readonly ChannelEvents[])
      channel = evolveChannel(channel, fact);
  };
  tell(addChannel({ ...asked, ...hook }));
  tell(rekeyChannel(channel, 'bb', AT));
  tell(pauseChannel(channel, 'gone', AT));
  assert.deepEqual([channel?.state, channel?.sealedSha256], ['paused', 'bb']);
  tell(resumeChannel(channel, AT));
  tell(removeChannel(channel, AT));
  assert.equal(channel?.state, 'removed');
  const orphan = { subjectKind: 'notice-channel', subject: asked.id } as const;
  assert.throws(() =>
    evolveChannel(undefined, { ...orphan, type: 'notice-channel-removed', body: { at: AT } }),
  );
});

const wish: Wish = {
  channel: asked.id,
  language: 'en',
  topics: ['case-opened'],
  kinds: [],
  severities: [1],
  scope: { of: 'all' },
  quiet: { fromMin: 1, untilMin: 0, zone: 'Africa/Nairobi', criticalThrough: true },
};
const quietIn = (over: object): Pick<Wish, 'quiet'> => ({
  quiet: { fromMin: 1, untilMin: 0, zone: 'Africa/Nairobi', criticalThrough: true, ...over },
});
const wishes: readonly [Partial<Wish>, Channel | undefined, number, string | undefined][] = [
  [{}, undefined, 0, 'no-such-channel'],
  [{}, channelIn('removed'), 0, 'no-such-channel'],
  [{ topics: [] }, channelIn('active'), 0, 'nothing-to-tell'],
  [quietIn({ zone: 'Mars/Olympus' }), channelIn('active'), 0, 'no-such-zone'],
  [quietIn({ untilMin: 1 }), channelIn('active'), 0, 'never-quiet'],
  [{}, channelIn('active'), SUBSCRIPTIONS_MAX, 'too-many-subscriptions'],
  [{}, channelIn('active'), SUBSCRIPTIONS_MAX - 1, undefined],
  [{ quiet: null }, channelIn('paused'), 0, undefined],
];
const id = 's1' as SubscriptionId;
for (const [over, channel, subscriptions, code] of wishes)
  test(`a wish ${JSON.stringify(over)} to ${channel?.state ?? 'no'} channel: ${code ?? 'made'}`, () => {
    const made = makeSubscription({
      ...{ id, channel, subscriptions, at: AT },
      wish: { ...wish, ...over },
    });
    assert.equal(codeOf(made), code);
  });

test('a subscription is its facts, and stays its owner’s', () => {
  let known: Subscription | undefined;
  type Decided = ReturnType<typeof makeSubscription>;
  const tell = (decision: Decided): void => {
    assert.ok(decision.accepted);
    for (const fact of decision.facts as readonly SubscriptionEvents[])
      known = evolveSubscription(known, fact);
  };
  const channel = channelIn('active');
  const at = AT;
  tell(makeSubscription({ id, wish, channel, subscriptions: 0, at }));
  assert.deepEqual([known?.party, known?.person, known?.madeAt], ['p1', 'o1', AT]);
  const partys = channelIn('active', { person: null });
  assert.equal(codeOf(changeSubscription(known, { wish, channel: partys, at })), 'no-such-channel');
  tell(changeSubscription(known, { wish: { ...wish, severities: [] }, channel, at }));
  assert.deepEqual([known?.severities, known?.state], [[], 'active']);
  tell(endSubscription(known, at));
  assert.equal(known?.state, 'ended');
  assert.equal(codeOf(endSubscription(known, at)), 'no-such-subscription');
  assert.equal(codeOf(changeSubscription(known, { wish, channel, at })), 'no-such-subscription');
});
