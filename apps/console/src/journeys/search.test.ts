import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerSearch, sealsSearch } from '../seals/search.ts';
import { journeySearch, journeysSearch } from './search.ts';

test('a moment is read only when it is one', () => {
  const t = '2026-02-04T05:29:12Z';
  assert.deepEqual(journeySearch({ t, tab: 'stops' }), { t, tab: 'stops' });
  assert.deepEqual(journeySearch({ t, known: t }), { t, known: t });
  assert.deepEqual(journeySearch({ t: 'yesterday', known: 7, tab: 'photos' }), {});
});

test('a plate of digits alone is still text', () => {
  assert.deepEqual(journeysSearch({ q: 417, state: 'in-transit' }), {
    q: '417',
    state: 'in-transit',
  });
  assert.deepEqual(journeysSearch({ state: 'flying' }), {});
});

test('seals and registrations read their addresses', () => {
  assert.deepEqual(sealsSearch({ q: 'JT', state: 'free', tab: 'never', registered: 'JT-1' }), {
    q: 'JT',
    state: 'free',
    registered: 'JT-1',
  });
  assert.deepEqual(registerSearch({ dialect: 'jointech', wireId: 7018880012 }), {
    dialect: 'jointech',
    wireId: '7018880012',
  });
});
