import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
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
import { dueAt, type EvaluateDeadline, evaluateDeadline } from './deadline.ts';

const minute = (min: number): Instant => addMs(NINE, min * MINUTE_MS);
/** One report a minute is expected: 2 × 1 + 10. */
const OVERDUE_MIN = 12;
/** A truck that stands: the model wakes each half hour, 2 × 30 + 10. */
const ASLEEP_MIN = 70;

function heardAtNine(
  over: { readonly still?: boolean } = {},
): Pick<EvaluateDeadline, 'seal' | 'watch'> {
  const { seal, watch } = follow([
    told({ min: 0, ...besideRoad(36.5), speedKmh: over.still === true ? 0 : 60 }),
  ]);
  return { seal, watch };
}
const at = (
  state: Pick<EvaluateDeadline, 'seal' | 'watch'>,
  now: Instant,
  over: Partial<EvaluateDeadline> = {},
) =>
  evaluateDeadline({
    ...state,
    journey: underway,
    route: aRouteIndex,
    rules: defaultRules,
    now,
    ...over,
  });
const kinds = (result: ReturnType<typeof at>) => result.raised.map((one) => one.kind);

test('silence is raised when it is overdue, not a moment before, and once', () => {
  const state = heardAtNine();
  const early = at(state, addMs(minute(OVERDUE_MIN), -1));
  assert.deepEqual(kinds(early), []);
  assert.equal(early.dueAt, minute(OVERDUE_MIN));
  const due = at(state, minute(OVERDUE_MIN));
  assert.deepEqual(kinds(due), ['silent']);
  assert.equal(due.raised[0]?.occurredAt, minute(OVERDUE_MIN));
  assert.deepEqual(
    due.raised[0]?.why.map((one) => one.code),
    ['silent-for', 'last-heard', 'place-last-known'],
  );
  assert.equal(due.dueAt, minute(2 * OVERDUE_MIN), 'it may have spoken by then');
  assert.deepEqual(kinds(at({ ...state, watch: due.watch }, minute(60))), []);
});

test('looked at late, it is still of the minute in which it fell due', () => {
  const due = at(heardAtNine(), minute(90));
  assert.equal(due.raised[0]?.occurredAt, minute(OVERDUE_MIN));
  assert.deepEqual(due.raised[0]?.why[0], {
    code: 'silent-for',
    params: { minutes: 90, expectedS: 60 },
  });
});

test('any word ends the silence, also a late one, and the next silence is another', () => {
  const first = at(heardAtNine(), minute(20));
  for (const spoken of [
    told({ min: 30 }),
    told({ min: -10, heardMin: 30 }),
    told({ min: -70, heardMin: 30 }),
  ]) {
    const { seal, watch } = follow([spoken], { seal: heardAtNine().seal, watch: first.watch });
    assert.equal(watch?.silentSince, null);
    assert.equal(dueAt(seal, watch, defaultRules), minute(30 + OVERDUE_MIN));
    assert.deepEqual(kinds(at({ seal, watch }, minute(30 + OVERDUE_MIN))), ['silent']);
  }
});

test('a seal that says nothing after arming is silent since then', () => {
  const armedAt = minute(5);
  const { seal } = heardAtNine();
  const armed = { ...seal, custody: { phase: 'armed', journey: aJourney, armedAt } as const };
  assert.equal(dueAt(armed, null, defaultRules), minute(5 + OVERDUE_MIN));
  assert.deepEqual(kinds(at({ seal: armed, watch: null }, minute(5 + OVERDUE_MIN))), ['silent']);
});

test('what we ourselves could not hear is not its silence', () => {
  const now = at(heardAtNine(), minute(60), { listeningSince: minute(58) });
  assert.deepEqual(kinds(now), []);
  assert.equal(now.dueAt, minute(58 + OVERDUE_MIN));
  const later = at(heardAtNine(), minute(58 + OVERDUE_MIN), { listeningSince: minute(58) });
  assert.deepEqual(kinds(later), ['silent']);
});

test('the model says how often a seal reports', () => {
  const slow = { ...anArmedSeal().model, reportIntervalS: 1_800 };
  const state = follow([told({ min: 0 })], { seal: anArmedSeal({ model: slow }) });
  assert.equal(dueAt(state.seal, state.watch, defaultRules), minute(70));
});

test('a stop that only time completes is raised when it is too long', () => {
  const slow = { ...anArmedSeal().model, reportIntervalS: 3_600 };
  const state = follow([told({ min: 0, ...besideRoad(36.5), speedKmh: 0 })], {
    seal: anArmedSeal({ model: slow }),
  });
  assert.equal(dueAt(state.seal, state.watch, defaultRules), minute(30));
  assert.deepEqual(kinds(at(state, addMs(minute(30), -1))), []);
  const due = at(state, minute(31));
  assert.deepEqual(kinds(due), ['long-stop']);
  assert.equal(due.raised[0]?.occurredAt, minute(30));
  assert.equal(due.dueAt, minute(130), 'then its silence');
  assert.deepEqual(kinds(at({ ...state, watch: due.watch }, minute(40))), []);
  const heard = follow([told({ min: 60, ...besideRoad(36.5), speedKmh: 0 })], {
    ...state,
    watch: due.watch,
  });
  assert.deepEqual(heard.raised, [], 'nor again by a reading');
});

test('standing and then silent is both', () => {
  const asleep = at(heardAtNine({ still: true }), minute(ASLEEP_MIN - 1));
  assert.deepEqual(kinds(asleep), ['long-stop'], 'one that stands may sleep');
  const both = at(heardAtNine({ still: true }), minute(ASLEEP_MIN));
  assert.deepEqual(kinds(both), ['silent', 'long-stop']);
});

test('a stop of a truck not under way is forgotten, and never due', () => {
  const result = at(heardAtNine({ still: true }), minute(ASLEEP_MIN), {
    journey: { ...underway, underway: false },
  });
  assert.deepEqual(kinds(result), ['silent']);
  assert.equal(result.watch?.stop, null);
  assert.equal(result.dueAt, minute(ASLEEP_MIN + OVERDUE_MIN));
});

test('nothing falls due on a seal that is not armed', () => {
  const state = heardAtNine();
  const disarmed = { phase: 'disarmed', journey: aJourney, disarmedAt: NINE } as const;
  const seal = { ...state.seal, custody: disarmed };
  assert.equal(dueAt(seal, state.watch, defaultRules), null);
  const result = at({ ...state, seal }, minute(500));
  assert.deepEqual(result.raised, []);
  assert.equal(result.dueAt, null);
  assert.equal(result.watch, state.watch);
});

test('whatever falls due moves on, and is raised once', () => {
  let state = heardAtNine({ still: true });
  let due = dueAt(state.seal, state.watch, defaultRules);
  const raised: string[] = [];
  for (let looks = 0; looks < 10; looks++) {
    assert.ok(due !== null, 'an armed seal is looked at again');
    const result = at(state, due);
    assert.ok(result.dueAt !== null && result.dueAt > due);
    assert.ok(result.dueAt <= addMs(due, OVERDUE_MIN * MINUTE_MS), 'it may have spoken by then');
    raised.push(...kinds(result));
    state = { ...state, watch: result.watch };
    due = result.dueAt;
  }
  assert.deepEqual(raised, ['long-stop', 'silent']);
});

test('a seal that speaks between two looks is silent again in time, though no report moves a deadline', () => {
  const first = at(heardAtNine(), minute(OVERDUE_MIN));
  const spoken = follow([told({ min: 20 })], { seal: heardAtNine().seal, watch: first.watch });
  const look = at(spoken, first.dueAt ?? NINE);
  assert.equal(look.dueAt, minute(20 + OVERDUE_MIN));
  assert.deepEqual(kinds(look), []);
  assert.deepEqual(kinds(at({ ...spoken, watch: look.watch }, minute(20 + OVERDUE_MIN))), [
    'silent',
  ]);
});
