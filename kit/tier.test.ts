import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTier, TIERS } from './tier.ts';

test('each tier is read as itself, and nothing else is one', () => {
  for (const tier of TIERS) assert.equal(parseTier(tier), tier);
  for (const none of [-1, 4, 0.5, Number.NaN]) assert.equal(parseTier(none), undefined);
});
