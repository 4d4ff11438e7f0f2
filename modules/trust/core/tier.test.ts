import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tier } from '@lakiri/kit';
import { type Act, type Leave, mayAlone, type ProofVerdict, tierOf } from './tier.ts';

const TIERS: readonly [ProofVerdict, Tier, boolean, Tier][] = [
  ['none', 3, true, 0],
  ['failed', 3, true, 0],
  ['vendor', 0, false, 1],
  ['vendor', 3, true, 1],
  ['mac', 0, true, 0],
  ['mac', 1, true, 1],
  ['mac', 3, true, 2],
  ['signature', 0, true, 0],
  ['signature', 2, true, 2],
  ['signature', 3, false, 2],
  ['signature', 3, true, 3],
];
for (const [proof, tierMax, isChainWhole, tier] of TIERS)
  test(`${proof}, approved to T${tierMax}, chain ${isChainWhole ? 'whole' : 'broken'}: T${tier}`, () => {
    assert.equal(tierOf({ proof, tierMax, isChainWhole }), tier);
  });

const ACTS: readonly Act[] = ['clear-alarm', 'release', 'accept-unlock'];
const MAY: readonly (readonly [Tier, readonly Leave[]])[] = [
  [0, ['no', 'no', 'no']],
  [1, ['with-second-source', 'no', 'no']],
  [2, ['yes', 'with-place-and-time', 'no']],
  [3, ['yes', 'yes', 'with-our-command-counter']],
];
for (const [tier, leave] of MAY)
  test(`alone, a report of T${tier} may: ${leave.join(', ')}`, () => {
    assert.deepEqual(
      ACTS.map((act) => mayAlone(tier, act)),
      leave,
    );
  });
