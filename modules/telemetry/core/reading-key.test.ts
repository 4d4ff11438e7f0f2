import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { aReport } from '@lakiri/seals/testing';
import { CLAIM_MS_MAX, claimedAt, NO_TIME } from './reading-key.ts';

const rows = [
  { say: 'no time', ms: null, kept: NO_TIME },
  { say: '1970', ms: 0, kept: 0 },
  { say: 'before 1970', ms: -1, kept: NO_TIME },
  { say: 'now', ms: 1_700_000_000_123, kept: 1_700_000_000_123 },
  { say: '2099', ms: 4_102_444_799_000, kept: 4_102_444_799_000 },
  { say: 'the last millisecond of 9999', ms: CLAIM_MS_MAX, kept: CLAIM_MS_MAX },
  { say: 'the year 10000', ms: CLAIM_MS_MAX + 1, kept: NO_TIME },
];
for (const { say, ms, kept } of rows) {
  test(`a device that claims ${say} is kept under ${kept}`, () => {
    assert.equal(claimedAt(aReport({ occurredAt: ms as Instant | null })), kept);
  });
}
