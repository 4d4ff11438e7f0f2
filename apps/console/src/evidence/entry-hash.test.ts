import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLeafOf } from './entry-hash.ts';

// The leaf of the published vectors of RFC 6962 (transparency-dev/merkle).
const LEAF = '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56';

test('the leaf of an entry is recomputed from its text', () => {
  assert.equal(isLeafOf('L123456', LEAF), true);
  assert.equal(isLeafOf('L123456', LEAF.toUpperCase()), true);
});

test('one letter, or one digit, makes it another', () => {
  assert.equal(isLeafOf('L123457', LEAF), false);
  assert.equal(isLeafOf('L123456', `4${LEAF.slice(1)}`), false);
});
