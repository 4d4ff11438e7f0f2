// What people report of a truck reaches the rules through what they look at of its journey.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { aJourney, aSeal } from '@lakiri/seals/testing';
import { evaluateDeadline } from './deadline.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { handedOver } from './hand-over.ts';
import type { Watched } from './look.ts';
import { rulesOf } from './rule.ts';
import { freshWatch, type Watch } from './watch.ts';

const noon = Date.UTC(2026, 4, 4, 9) as Instant; // by day
const at = (minutes: number): Instant => addMs(noon, minutes * MINUTE_MS);
const rules = rulesOf(DEFAULT_RULES);
const seal = aSeal({ custody: { phase: 'armed', journey: aJourney, armedAt: at(-60) } });
const stopped: Watch = {
  ...freshWatch(aJourney),
  stop: { since: noon, lat: -3, lon: 38, raised: false },
};

function judged(watch: Watch | null, now: Instant, over: Partial<Watched> = {}) {
  const journey = { id: aJourney, underway: true, ...over };
  return evaluateDeadline({ seal, journey, route: null, watch, rules, now, listeningSince: now });
}
const kinds = (watch: Watch | null, now: Instant, over: Partial<Watched> = {}): string[] =>
  judged(watch, now, over).raised.map(({ kind }) => kind);

const breakdown = { allowed: [{ from: at(5), until: at(120) }] };
for (const [say, minutes, over, raised] of [
  ['no breakdown', 31, {}, ['long-stop']],
  ['while the breakdown is allowed', 119, breakdown, []],
  ['the rule’s own time after its end', 151, breakdown, ['long-stop']],
  [
    'a breakdown told after the stop was too long',
    121,
    { allowed: [{ from: at(40), until: at(400) }] },
    ['long-stop'],
  ],
] as const)
  test(`a stop and ${say}: ${raised.join() || 'nothing'}`, () => {
    assert.deepEqual(kinds(stopped, at(minutes), over), raised);
  });

test('it is looked at again when the allowed stop has become too long', () => {
  const { dueAt } = judged(stopped, at(60), breakdown);
  assert.ok(dueAt !== null && dueAt <= at(150));
});

test('a theft is told once, as critical; an accident by its own rule', () => {
  const reports = [{ kind: 'theft', at: noon }] as const;
  const first = judged(null, at(1), { reports });
  assert.deepEqual(
    first.raised.map(({ kind, severity, occurredAt }) => [kind, severity, occurredAt]),
    [['driver-report', 1, noon]],
  );
  assert.deepEqual(kinds(first.watch, at(2), { reports }), []);
  const more = [...reports, { kind: 'accident', at: at(3) }] as const;
  assert.deepEqual(kinds(first.watch, at(4), { reports: more }), ['accident']);
});

test('what a driver says, and another seal on the truck, are told by their own rules, once', () => {
  const reports = [
    { kind: 'driver-report', at: noon },
    { kind: 'seal-mismatch', at: at(1), seen: 'ELK-999' },
  ] as const;
  const first = judged(null, at(2), { reports });
  assert.deepEqual(
    first.raised.map(({ kind, severity }) => [kind, severity]),
    [
      ['driver-report', 2],
      ['seal-mismatch', 1],
    ],
  );
  assert.deepEqual(first.raised[1]?.why[1], {
    code: 'number-seen',
    params: { seen: 'ELK-999', fitted: seal.number },
  });
  assert.deepEqual(kinds(first.watch, at(3), { reports }), []);
});

test('a seal that takes over knows the way and the stop, and none of the other’s cases', () => {
  const watch: Watch = {
    ...stopped,
    ...{ offRoute: { is: 'off', since: noon, back: 0 }, silentSince: noon, batteryShort: true },
    ...{ reported: 2, open: { 'seal-cut': seal.id as never } },
  };
  assert.deepEqual(handedOver(watch), { ...stopped, offRoute: watch.offRoute });
});
