import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, evidenceSearch, isFiltered } from './search.ts';

const rows = [
  [{}, {}],
  [{ q: '7QF2-93' }, { q: '7QF2-93' }],
  [{ q: 18211 }, { q: '18211' }],
  [{ q: '', type: ['x'], subject: null }, {}],
  [{ from: '2026-02-04', to: '2026-02-45' }, { from: '2026-02-04' }],
  [{ from: 'yesterday', type: 'case-closed' }, { type: 'case-closed' }],
  [{ q: 'x'.repeat(300) }, { q: 'x'.repeat(80) }],
  [{ type: 'DROP TABLE', subject: 'x' }, {}],
] as const;
for (const [address, search] of rows)
  test(`the address ${JSON.stringify(address).slice(0, 60)} is read`, () =>
    assert.deepEqual(evidenceSearch(address), search));

test('a day is asked for from its midnight in East Africa to the next', () => {
  assert.deepEqual(askedOf({ q: 'KDJ', from: '2026-02-04', to: '2026-02-04' }), {
    q: 'KDJ',
    from: '2026-02-03T21:00:00.000Z',
    to: '2026-02-04T21:00:00.000Z',
  });
  assert.deepEqual(askedOf({}), { from: undefined, to: undefined });
});

test('an empty address filters nothing', () => {
  assert.equal(isFiltered(evidenceSearch({ q: '' })), false);
  assert.equal(isFiltered(evidenceSearch({ type: 'case-closed' })), true);
});
