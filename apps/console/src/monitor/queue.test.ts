import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Case } from '../api/case-contract.ts';
import type { Severity } from '../api/contract.ts';
import {
  byUrgency,
  casesOf,
  dueOf,
  emptyQueue,
  needsTone,
  newlyCritical,
  settle,
  stepped,
} from './queue.ts';
import { aCase } from './testing.ts';

const later = '2026-02-04T06:00:00Z';
const me = { id: 'me', name: 'W. Achieng' };
const shelved = { by: me, at: later, until: later, note: 'the cell is down' };

test('severity, then unowned, then time to breach', () => {
  const cases = [
    aCase({ id: 'low', severity: 4 }),
    aCase({ id: 'taken', state: 'acknowledged', owner: me, ackDueAt: '2026-02-04T05:00:00Z' }),
    aCase({ id: 'soon' }),
    aCase({ id: 'later', ackDueAt: later }),
    aCase({ id: 'high', severity: 2 }),
  ];
  assert.deepEqual(
    casesOf(cases, 'open', undefined).map(({ id }) => id),
    ['soon', 'later', 'taken', 'high', 'low'],
  );
});

const tabs = [
  ['open', ['free', 'mine', 'theirs']],
  ['mine', ['mine']],
  ['unassigned', ['free']],
  ['shelved', ['waits']],
] as const;
for (const [view, expected] of tabs) {
  test(`the tab ${view} holds ${expected.join(', ')}`, () => {
    const cases = [
      aCase({ id: 'free' }),
      aCase({ id: 'mine', state: 'acknowledged', owner: me }),
      aCase({ id: 'theirs', state: 'acknowledged', owner: { id: 'x', name: 'J. Okello' } }),
      aCase({ id: 'done', state: 'closed', owner: me }),
      aCase({ id: 'gone', state: 'merged', owner: me }),
      aCase({ id: 'waits', state: 'acknowledged', owner: me, shelved }),
    ];
    assert.deepEqual(
      casesOf(cases, view, 'me')
        .map(({ id }) => id)
        .sort(),
      expected,
    );
  });
}

test('the clock of a case runs to what is to be done next', () => {
  const rows = [
    [aCase({}), 'acknowledge'],
    [aCase({ state: 'acknowledged', checkAt: later }), 'check'],
    [aCase({ state: 'acknowledged' }), 'acknowledge'],
    [aCase({ state: 'acknowledged', checkAt: later, shelved }), 'shelf'],
  ] as const;
  for (const [it, of] of rows) assert.equal(dueOf(it).of, of);
});

test('under the pointer nothing moves: new ones wait, gone ones stay', () => {
  const calm = settle(
    emptyQueue,
    [aCase({ id: 'b', severity: 2 }), aCase({ id: 'c', severity: 3 })],
    false,
  );
  const held = settle(calm, [aCase({ id: 'a' }), aCase({ id: 'c', severity: 3 })], true);
  assert.deepEqual(held, { shown: ['b', 'c'], waiting: ['a'] });
  const released = settle(held, [aCase({ id: 'a' }), aCase({ id: 'c', severity: 3 })], false);
  assert.deepEqual(released, { shown: ['a', 'c'], waiting: [] });
});

test('an empty list takes new cases even under the pointer', () => {
  assert.deepEqual(settle(emptyQueue, [aCase({ id: 'a' })], true).shown, ['a']);
});

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    id: fc.constantFrom(...'abcdefghij'),
    severity: fc.constantFrom<Severity>(1, 2, 3, 4),
    ackDueAt: fc.constantFrom('2026-02-04T05:30:00Z', later),
  })
  .map(aCase);
const someCases = fc.uniqueArray(anyCase, { selector: ({ id }) => id });

test('whatever arrives, a held list keeps its rows, and each case is shown or waits exactly once', () => {
  fc.assert(
    fc.property(someCases, someCases, (first, second) => {
      const calm = settle(emptyQueue, first.toSorted(byUrgency), false);
      const held = settle(calm, second.toSorted(byUrgency), true);
      if (first.length > 0) assert.deepEqual(held.shown, calm.shown);
      const all = [...held.shown, ...held.waiting];
      assert.equal(new Set(all).size, all.length);
      for (const { id } of second) assert.ok(all.includes(id));
    }),
  );
});

test('the order is total: sorting again changes nothing', () => {
  fc.assert(
    fc.property(someCases, (cases) => {
      const once = cases.toSorted(byUrgency);
      assert.deepEqual(once.toReversed().sort(byUrgency), once);
    }),
  );
});

test('nothing changed, same queue', () => {
  const queue = settle(emptyQueue, [aCase({ id: 'a' })], false);
  assert.equal(settle(queue, [aCase({ id: 'a', version: 2 })], false), queue);
});

test('J and K walk the rows and stop at the ends', () => {
  const shown = ['a', 'b', 'c'];
  assert.equal(stepped(shown, undefined, 1), 'a');
  assert.equal(stepped(shown, 'a', 1), 'b');
  assert.equal(stepped(shown, 'c', 1), undefined);
  assert.equal(stepped(shown, 'a', -1), undefined);
  assert.equal(stepped(shown, 'gone', 1), 'a');
});

test('the tone has a reason only while a critical alarm is unacknowledged', () => {
  assert.equal(needsTone([aCase({})]), true);
  assert.equal(needsTone([aCase({ state: 'acknowledged' }), aCase({ severity: 2 })]), false);
});

test('only critical cases that are new are said aloud', () => {
  const old = aCase({ id: 'old' });
  const now = [old, aCase({ id: 'new' }), aCase({ id: 'high', severity: 2 })];
  const said = newlyCritical(new Map([['old', old]]), new Map(now.map((it) => [it.id, it])));
  assert.deepEqual(
    said.map(({ id }) => id),
    ['new'],
  );
});
