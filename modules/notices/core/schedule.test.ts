import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, type Instant } from '@lakiri/kit';
import { nextTryAt, triesMax } from './schedule.ts';

const waits = (kind: 'webhook' | 'sms', more: { chance?: number; askedWaitMs?: number } = {}) =>
  Array.from({ length: triesMax(kind) }, (_, index) =>
    nextTryAt({ kind, tries: index + 1, at: 0 as Instant, chance: 0, askedWaitMs: 0, ...more }),
  );

test('a system is tried for three days, as Standard Webhooks advises', () => {
  const S = 1_000;
  const found = waits('webhook');
  const hours = [2, 5, 10, 14, 20, 24].map((h) => h * 3_600 * S);
  assert.deepEqual(found, [5 * S, 300 * S, 1_800 * S, ...hours, null]);
  assert.ok(found.reduce<number>((sum, one) => sum + (one ?? 0), 0) > 3 * DAY_MS);
});

test('a person is tried for some seven hours', () => {
  assert.deepEqual(waits('sms'), [30_000, 120_000, 600_000, 3_600_000, 21_600_000, null]);
});

test('what failed together comes back apart, a fifth later at most', () => {
  assert.equal(waits('sms', { chance: 0.5 })[0], 33_000);
  assert.equal(waits('sms', { chance: 1 })[0], 36_000);
});

test('what the other side asks for is heeded, within a day', () => {
  assert.equal(waits('webhook', { askedWaitMs: 60_000 })[0], 60_000);
  assert.equal(waits('webhook', { askedWaitMs: 60_000 })[1], 300_000);
  assert.equal(waits('webhook', { askedWaitMs: 9 * DAY_MS })[0], DAY_MS);
  assert.equal(waits('webhook', { askedWaitMs: 9 * DAY_MS }).at(-1), null);
});
