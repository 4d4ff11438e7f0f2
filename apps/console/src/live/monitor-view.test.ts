import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCase } from '../monitor/testing.ts';
import { emptyView, onAnswer, onCases, onLost, onPulse, onSnapshot } from './monitor-view.ts';

const at = '2026-02-04T05:30:00Z';
const counts = { open: 1, mine: 0, unassigned: 1, shelved: 0, lastHour: 1 };
const first = aCase({ id: 'a', version: 1 });
const watching = onSnapshot(emptyView, { at, trucks: [], cases: [first], counts });

test('a snapshot replaces everything held', () => {
  const other = onSnapshot(watching, { at, trucks: [], cases: [aCase({ id: 'b' })], counts });
  assert.deepEqual([...other.cases.keys()], ['b']);
  assert.equal(other.link, 'live');
});

test('a late echo never undoes a newer version', () => {
  const mine = aCase({ id: 'a', version: 3, state: 'acknowledged' });
  const answered = onAnswer(watching, mine);
  const echoed = onCases(answered, {
    changed: [aCase({ id: 'a', version: 2 })],
    removed: [],
    counts,
  });
  assert.equal(echoed.cases.get('a')?.state, 'acknowledged');
});

test('a case that left the monitor stays as closed', () => {
  const closed = onCases(watching, { changed: [], removed: ['a', 'never'], counts });
  assert.deepEqual(
    [...closed.cases.values()].map(({ state }) => state),
    ['closed'],
  );
});

test('the link is lost since the first failure, not the last', () => {
  const lost = onLost(onLost(watching, 1_000), 9_000);
  assert.equal(lost.lostAt, 1_000);
  assert.equal(lost.link, 'reconnecting');
});

test('a pulse says that the link lives and how old the feed is', () => {
  const back = onPulse(onLost(watching, 1_000), { at, feedAgeMs: 1_400, trucks: 300 });
  assert.deepEqual(
    [back.link, back.lostAt, back.feedAgeMs, back.trucks, back.feedAt],
    ['live', null, 1_400, 300, Date.parse(at)],
  );
});
