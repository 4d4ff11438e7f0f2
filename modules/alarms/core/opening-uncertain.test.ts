import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Id, type Instant, isoOf, SECOND_MS } from '@lakiri/kit';
import { aJourney } from '@lakiri/seals/testing';
import {
  anArmedSeal,
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  told,
  underway,
} from '../testing.ts';
import { type OpeningUncertain, openingUncertain } from './rules/opening-uncertain.ts';

const command = '01900000-0000-7000-8000-0000000000c1' as Id<'Command'>;
const from = addMs(NINE, 30 * SECOND_MS);
const at = addMs(from, 61 * SECOND_MS);
const order = { command, from, until: addMs(from, 62 * SECOND_MS) };
const driven = follow([told({ min: 0, ...besideRoad(36.5), speedKmh: 60 })]);
const sound: OpeningUncertain = {
  seal: { ...driven.seal, order },
  command,
  journey: underway,
  route: aRouteIndex,
  watch: driven.watch,
  rules: defaultRules,
  at,
};
const disarmed = { phase: 'disarmed', journey: aJourney, disarmedAt: NINE } as const;

test('an order that nobody could prove is told with how long it was waited for', () => {
  const { raised, watch } = openingUncertain(sound);
  const [one] = raised;
  assert.equal(raised.length, 1);
  assert.equal(watch, driven.watch, 'it remembers nothing: the case is joined when it is raised');
  assert.deepEqual(
    [one?.kind, one?.severity, one?.occurredAt, one?.late],
    ['opening-uncertain', 2, at, false],
  );
  assert.equal(Math.round(one?.place?.km ?? 0), 56);
  assert.deepEqual(one?.why, [
    { code: 'opening-unproved', params: { orderedAt: isoOf(from), waitedS: 61 } },
    { code: 'last-heard', params: { at: isoOf(driven.seal.live.receivedAt as Instant) } },
    { code: 'place-last-known', params: { at: isoOf(NINE) } },
  ]);
});

for (const [say, over] of [
  ['nobody watches it', { journey: null }],
  ['it is disarmed: an opening is lawful', { seal: { ...sound.seal, custody: disarmed } }],
] as const)
  test(`nothing is told where ${say}`, () =>
    assert.deepEqual(openingUncertain({ ...sound, ...over }), { watch: sound.watch, raised: [] }));

test('a seal that has never spoken has no place and no last word', () => {
  const { raised, watch } = openingUncertain({ ...sound, seal: anArmedSeal(), watch: null });
  assert.equal(watch?.journey, underway.id);
  assert.deepEqual(
    raised.map(({ place, why }) => [place, why]),
    [[null, [{ code: 'opening-unproved', params: { orderedAt: isoOf(at), waitedS: 0 } }]]],
  );
});
