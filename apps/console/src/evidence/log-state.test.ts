import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogState } from '../api/evidence-contract.ts';
import { sayIn } from '../words/words.ts';
import { type Witnessing, witnessing, witnessSentences } from './log-state.ts';
import { aLog } from './testing.ts';

const now = Date.parse('2026-02-04T05:30:13Z');
const said = (some: Partial<LogState>) => witnessSentences(sayIn('en'), aLog(some), now);
const two = { size: 18_212, at: '2026-02-04T05:30:01Z', by: ['auditor', 'port'], quorum: true };

test('by whom, at what size and when', () => {
  assert.deepEqual(said({}), ['Witnessed at 18,212 by auditor, port, 12 s ago.']);
});

test('what came after it is not witnessed', () => {
  assert.deepEqual(said({ size: 18_213 })[1], '1 newer fact is not witnessed yet.');
  assert.deepEqual(said({ size: 20_212 })[1], '2,000 newer facts are not witnessed yet.');
});

test('too few witnesses are said to be too few', () => {
  const one = { ...two, by: ['port'], quorum: false };
  assert.deepEqual(
    said({ witnessed: one })[1],
    'Fewer witnesses have signed than the 2 that the policy asks for.',
  );
});

test('a log that nobody was asked to witness, and one that nobody has', () => {
  assert.match(said({ witnessed: null, policy: null })[0] ?? '', /none configured/);
  assert.deepEqual(said({ witnessed: null }), ['3 witnesses are named, none has signed yet.']);
});

const bar = (some: Partial<LogState>, at = now): Witnessing | undefined =>
  witnessing(aLog(some), at);

test('the bar counts from the last witnessed state while something is newer', () => {
  const last = { by: 2, of: 3, agoMs: 12_000 };
  assert.deepEqual(bar({}), { refuses: false, unwitnessedMs: 0, isLate: false, last });
  assert.equal(bar({ size: 18_213 })?.unwitnessedMs, 12_000);
  const few = bar({ witnessed: { ...two, quorum: false } });
  assert.deepEqual([few?.unwitnessedMs, few?.last], [12_000, null]);
});

test('after a minute it is late; nobody witnesses a log without a policy', () => {
  assert.equal(bar({ size: 18_213 }, now + 48_000)?.isLate, false);
  assert.equal(bar({ size: 18_213 }, now + 48_001)?.isLate, true);
  assert.equal(bar({ policy: null, witnessed: null }), undefined);
});

test('a log that never was witnessed counts from its last entry; one that refuses says so', () => {
  assert.equal(bar({ witnessed: null })?.unwitnessedMs, 13_000);
  assert.equal(bar({ policy: null, witnessed: null, refuses: 'x' })?.refuses, true);
});
