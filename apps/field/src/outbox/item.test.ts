import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../api/contract.ts';
import {
  answered,
  type Doing,
  dueItems,
  type Item,
  isDoneAlready,
  isForgettable,
  type KeptItem,
  type RefusedItem,
  retried,
  stateWith,
} from './item.ts';

const NOW = 1_790_000_000_000;
const HOUR_MS = 3_600_000;
const me = { person: 'okello', now: NOW };

function kept(
  id: string,
  act: 'see' | 'accept' | 'arrive',
  over: Partial<KeptItem> = {},
): KeptItem {
  return {
    ...{ id, by: 'okello', at: NOW, about: 'd1', label: 'KDJ 417K', doing: { act }, photos: [] },
    ...{ state: 'kept', sent: [], tries: 0, nextAt: 0 },
    ...over,
  };
}
const problem = (status: number, code: string, facts: object = {}): Problem => ({
  ...{ title: code, status, code },
  ...facts,
});
const failed = (one: Problem) => ({ ok: false, problem: one, sent: [] }) as const;
const idsOf = (items: readonly Item[]): string => items.map(({ id }) => id).join(' ');

for (const [say, items, due] of [
  [
    'the first of each thing',
    [kept('2', 'accept'), kept('1', 'see'), kept('3', 'see', { about: 'd2' })],
    '1 3',
  ],
  ['nobody else’s', [kept('1', 'see', { by: 'mutiso' })], ''],
  [
    'not before its time, nor what follows it',
    [kept('1', 'see', { nextAt: NOW + 1 }), kept('2', 'accept')],
    '',
  ],
  [
    'one that waits does not hold up another thing',
    [kept('1', 'see', { nextAt: NOW + 1 }), kept('2', 'see', { about: 'd2' })],
    '2',
  ],
] as const)
  test(`due: ${say}`, () => assert.equal(idsOf(dueItems(items, me)), due));

test('what was refused does not hold up what follows it', () => {
  const refused = answered(kept('1', 'see'), failed(problem(409, 'dispatch-not-so-far')), NOW);
  assert.equal(refused.state, 'refused');
  assert.equal(idsOf(dueItems([refused, kept('2', 'accept')], me)), '2');
});

for (const [status, code, state] of [
  [0, 'no-connection', 'kept'],
  [401, 'not-signed-in', 'kept'],
  [408, 'unexpected', 'kept'],
  [429, 'too-many-uploads', 'kept'],
  [500, 'broken', 'kept'],
  [503, 'unavailable', 'kept'],
  [422, 'no-such-photo', 'kept'],
  [400, 'bad-request', 'refused'],
  [403, 'forbidden', 'refused'],
  [404, 'no-such-dispatch', 'refused'],
  [409, 'key-reused', 'refused'],
  [422, 'report-empty', 'refused'],
] as const)
  test(`${status} ${code}: ${state}`, () => {
    const after = answered(kept('1', 'see'), failed(problem(status, code)), NOW);
    assert.equal(after.state, state);
    assert.equal(after.id, '1');
    if (after.state === 'kept') assert.ok(after.nextAt > NOW && after.tries === 1);
  });

test('a photograph that the centre has forgotten is sent again', () => {
  const item = kept('1', 'see', { photos: ['aa'], sent: ['aa'] });
  const after = answered(item, { ...failed(problem(422, 'no-such-photo')), sent: ['aa'] }, NOW);
  assert.deepEqual(after.state === 'kept' && after.sent, []);
});

test('it waits longer each time, and never longer than a minute', () => {
  let item = kept('1', 'see');
  const waits: number[] = [];
  for (let tries = 0; tries < 20; tries++) {
    const after = answered(item, failed(problem(0, 'no-connection')), NOW);
    assert.ok(after.state === 'kept');
    waits.push(after.nextAt - NOW);
    item = after;
  }
  assert.deepEqual(waits.slice(0, 6), [2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
  assert.equal(Math.max(...waits), 60_000);
  assert.equal(retried(item).nextAt, 0);
});

test('what is received keeps nothing of what was said', () => {
  const doing: Doing = { act: 'report', finding: 'other', text: 'A name.' };
  const after = answered(
    kept('1', 'see', { doing, photos: ['aa'] }),
    { ok: true, sent: ['aa'] },
    NOW,
  );
  assert.doesNotMatch(JSON.stringify(after), /A name|"aa"/);
});

test('a refused one is tried again under its own key', () => {
  const refused = answered(kept('1', 'see'), failed(problem(403, 'forbidden')), NOW);
  assert.ok(refused.state === 'refused');
  assert.deepEqual(retried(refused), kept('1', 'see'));
});

for (const [state, items, shown] of [
  ['sent', [], 'sent'],
  ['sent', [kept('1', 'see')], 'seen'],
  ['sent', [kept('1', 'see'), kept('2', 'accept')], 'accepted'],
  ['on-site', [kept('1', 'accept')], 'on-site'], // the centre is further, by radio
  ['sent', [kept('1', 'see', { about: 'd2' })], 'sent'],
  ['sent', [answered(kept('1', 'see'), { ok: true, sent: [] }, NOW)], 'seen'],
  ['seen', [answered(kept('1', 'accept'), failed(problem(409, 'x')), NOW)], 'seen'],
] as const)
  test(`${state} with ${items.length} of its own: ${shown}`, () =>
    assert.equal(stateWith(state, 'd1', items), shown));

for (const [facts, already] of [
  [{ state: 'accepted' }, true],
  [{ state: 'released' }, false],
  [{}, false],
] as const)
  test(`refused in ${JSON.stringify(facts)}: done already is ${already}`, () => {
    const one = problem(409, 'dispatch-not-so-far', facts);
    const refused = answered(kept('1', 'accept'), failed(one), NOW) as RefusedItem;
    assert.equal(isDoneAlready(refused), already);
  });

const received = answered(kept('1', 'see'), { ok: true, sent: [] }, NOW);
for (const [say, item, out, later, gone] of [
  ['kept, its task over', kept('1', 'see'), [], 0, false],
  ['received, its task out', received, ['d1'], 0, false],
  ['received, its task over', received, [], 0, true],
  ['received a shift ago', received, ['d1'], 12 * HOUR_MS + 1, true],
] as const)
  test(`forgotten: ${say}: ${gone}`, () =>
    assert.equal(isForgettable(item, { out: new Set(out), now: NOW + later }), gone));
