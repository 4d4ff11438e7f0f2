import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSeal } from './compare.ts';

const account = { dialect: 'jointech', wireId: '8131000000', sent: 4, unacked: [3] } as const;

const rows = [
  { why: 'all stored once', ks: [0, 1, 2], unproved: 0, lost: 0, doubled: 0 },
  {
    why: 'what was not acknowledged may be stored',
    ks: [0, 1, 2, 3],
    unproved: 0,
    lost: 0,
    doubled: 0,
  },
  { why: 'an acknowledged one is missing', ks: [0, 2], unproved: 0, lost: 1, doubled: 0 },
  { why: 'nothing is stored', ks: [], unproved: 0, lost: 3, doubled: 0 },
  { why: 'one is stored three times', ks: [0, 1, 1, 1, 2], unproved: 0, lost: 0, doubled: 2 },
  { why: 'one was never sent', ks: [0, 1, 2, 4], unproved: 0, lost: 0, doubled: 1 },
  {
    why: 'one is of a time between two frames',
    ks: [0, 1, 2, 0.5],
    unproved: 0,
    lost: 0,
    doubled: 1,
  },
  { why: 'one has no raw frame', ks: [0, 1, 2], unproved: 1, lost: 1, doubled: 0 },
];

for (const { why, ks, unproved, lost, doubled } of rows)
  test(`the comparison sees: ${why}`, () => {
    assert.deepEqual(compareSeal(account, { ks, unproved }), { acked: 3, lost, doubled });
  });
