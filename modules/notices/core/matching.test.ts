import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import type { ChannelId, PartyRef } from './channel.ts';
import { type Matter, wantedOf } from './matching.ts';
import type { Subscription, SubscriptionId } from './subscription.ts';

const NOON = Date.UTC(2026, 10, 23, 12) as Instant;
const subscription: Subscription = {
  id: 's' as SubscriptionId,
  party: 'p' as PartyRef,
  person: null,
  channel: 'c' as ChannelId,
  language: 'en',
  topics: ['case-opened', 'journey-arrived'],
  kinds: ['seal-cut', 'off-route'],
  severities: [1, 2],
  scope: { of: 'all' },
  quiet: null,
  state: 'active',
  madeAt: (NOON - 1) as Instant,
};
const matter: Matter = {
  fact: 'f',
  topic: 'case-opened',
  recordedAt: NOON,
  journey: 'j1',
  seal: 's1',
  kind: 'seal-cut',
  severity: 1,
};
const arrived: Partial<Matter> = { topic: 'journey-arrived', kind: null, severity: null };

const rows: readonly [
  say: string,
  over: Partial<Subscription>,
  of: Partial<Matter>,
  wanted: boolean,
][] = [
  ['all fits', {}, {}, true],
  ['ended', { state: 'ended' }, {}, false],
  ['recorded before it was made', {}, { recordedAt: (NOON - 2) as Instant }, false],
  ['recorded at the moment', { madeAt: NOON }, {}, true],
  ['another topic', {}, { topic: 'case-closed' }, false],
  ['another kind', {}, { kind: 'silent' }, false],
  ['no kind is chosen', { kinds: [] }, { kind: 'silent' }, true],
  ['another severity', {}, { severity: 3 }, false],
  ['no severity is chosen', { severities: [] }, { severity: 3 }, true],
  ['a journey has neither', {}, arrived, true],
  ['its journey', { scope: { of: 'journeys', ids: ['j1'] } }, {}, true],
  ['another journey', { scope: { of: 'journeys', ids: ['j2'] } }, {}, false],
  ['its seal', { scope: { of: 'seals', ids: ['s0', 's1'] } }, {}, true],
  ['another seal', { scope: { of: 'seals', ids: ['j1'] } }, {}, false],
  [
    'a journey without a seal',
    { scope: { of: 'seals', ids: ['s1'] } },
    { ...arrived, seal: null },
    false,
  ],
];
for (const [say, over, of, wanted] of rows)
  test(`matching: ${say}`, () => {
    const found = wantedOf([{ ...subscription, ...over }], [{ ...matter, ...of }], NOON);
    assert.equal(found.length, wanted ? 1 : 0);
  });

test('each subscription is told of each matter, when its own hours allow', () => {
  const quiet = {
    ...{ fromMin: 0, untilMin: 16 * 60, zone: 'Africa/Nairobi', criticalThrough: false },
  };
  const found = wantedOf(
    [subscription, { ...subscription, id: 't' as SubscriptionId, quiet }],
    [matter, { ...matter, fact: 'g' }],
    NOON,
  );
  assert.deepEqual(
    found.map((one) => [one.matter.fact, one.subscription.id, (one.dueAt - NOON) / 60_000]),
    [
      ['f', 's', 0],
      ['f', 't', 60],
      ['g', 's', 0],
      ['g', 't', 60],
    ],
  );
});
