import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { follow, NINE, type Told, told } from '../testing.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { type AnyRuleVersion, rulesAt, rulesOf } from './rule.ts';

const [, , , refused] = DEFAULT_RULES;
const stricter: AnyRuleVersion = {
  ...refused,
  version: 2,
  effectiveFrom: NINE,
  params: { attemptsMin: 2, windowMin: 30 },
};

test('the version in force is the latest that has begun', () => {
  const rules = rulesOf([...DEFAULT_RULES, stricter]);
  assert.equal(rulesAt(rules, (NINE - 1) as Instant)['unlock-refused'].version, 1);
  assert.equal(rulesAt(rules, NINE)['unlock-refused'].version, 2);
  assert.equal(rulesAt(rules, NINE)['off-route'].version, 1);
});

test('what happened before any rule is judged by the first', () => {
  const late = DEFAULT_RULES.map((rule) => ({ ...rule, effectiveFrom: NINE })) as AnyRuleVersion[];
  assert.equal(rulesAt(rulesOf(late), 0 as Instant).silent.version, 1);
});

test('a kind without a rule is a hole, not a default', () => {
  assert.throws(() => rulesOf(DEFAULT_RULES.slice(1)), RangeError);
  assert.throws(() => rulesOf([]), RangeError);
});

test('a late reading is judged by the rule of its own time', () => {
  const rules = rulesOf([...DEFAULT_RULES, stricter]);
  const tries = (from: number): Told[] =>
    [0, 1].map((min) => ({
      min: from + min,
      event: { type: 'unlock.refusedCard', credential: null, wrongCount: null, verification: 0 },
    }));
  const count = (from: number, heardMin?: number) =>
    follow(
      tries(from).map((one) => told(heardMin === undefined ? one : { ...one, heardMin })),
      { rules },
    ).raised.map((one) => one.rule.version);
  assert.deepEqual(count(-30), []);
  assert.deepEqual(count(-30, 40), []);
  assert.deepEqual(count(30), [2]);
});
