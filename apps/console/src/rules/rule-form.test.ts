import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleContent, RuleNumber, RuleOverride } from '../api/rule-contract.ts';
import {
  changesBetween,
  contentOf,
  faultyIn,
  isSame,
  overrideChanges,
  type RuleSaid,
  saidOf,
} from './rule-form.ts';

const base = { unit: 'min', min: 1, max: 600, isWhole: true, source: 'assumed' };
const NUMBERS: readonly RuleNumber[] = [
  { ...base, name: 'dayMin', default: 30 },
  { ...base, name: 'growMin', default: null },
  { ...base, name: 'slowKmh', default: 5, isWhole: false },
];
const CONTENT: RuleContent = {
  severity: 3,
  ackDueS: 1_800,
  params: { dayMin: 30, slowKmh: 5 },
  overrides: [],
  condition: null,
};
const SAID = saidOf(CONTENT, NUMBERS);
const typing = (numbers: Record<string, string>): RuleSaid => ({
  ...SAID,
  numbers: { ...SAID.numbers, ...numbers },
});

test('what stands is said, and is the same again', () => {
  assert.deepEqual(contentOf(SAID), CONTENT);
  const whole = { ...CONTENT, condition: '!late', params: { ...CONTENT.params, growMin: 60 } };
  assert.deepEqual(contentOf(saidOf(whole, NUMBERS)), whole);
});

for (const [what, said, faulty] of [
  ['as it stands', SAID, []],
  ['a needed number left out', typing({ dayMin: ' ' }), ['dayMin']],
  ['too much', typing({ dayMin: '601' }), ['dayMin']],
  ['half a minute where whole ones are counted', typing({ dayMin: '2,5' }), ['dayMin']],
  ['a decimal comma', typing({ slowKmh: '2,5' }), []],
  ['no number', typing({ growMin: 'long' }), ['growMin']],
  ['never taken', { ...SAID, ackDueMin: '0' }, ['ackDueMin']],
] as const)
  test(`a rule: ${what}`, () => {
    const found = faultyIn(said, NUMBERS).map((it) => (it === 'ackDueMin' ? it : it.number.name));
    assert.deepEqual(found, faulty);
  });

test('what changes is told once, and only that', () => {
  const after: RuleContent = {
    ...CONTENT,
    severity: 2,
    params: { dayMin: 25, slowKmh: 5, growMin: 60 },
    condition: '!late',
  };
  assert.deepEqual(changesBetween(CONTENT, after), [
    { what: 'severity', before: '3', after: '2' },
    { what: { number: 'dayMin' }, before: '30', after: '25' },
    { what: { number: 'growMin' }, before: undefined, after: '60' },
    { what: 'condition', before: undefined, after: '!late' },
  ]);
  assert.equal(isSame(CONTENT, { ...CONTENT, params: { slowKmh: 5, dayMin: 30 } }), true);
});

const laid = (name: string, params: Record<string, number>): RuleOverride => ({
  ...{ name, params, severity: null },
  scope: { model: 'JT709A', route: 'nc-main' },
});

test('overrides are told by what became of them', () => {
  const before = [laid('night', { dayMin: 10, growMin: 1 }), laid('old', {}), laid('same', {})];
  const turned = { ...laid('same', {}), scope: { route: 'nc-main', model: 'JT709A' } };
  const after = [laid('night', { dayMin: 11, growMin: 1 }), turned, laid('new', {})];
  assert.deepEqual(overrideChanges(before, after), [
    { override: 'night', did: 'changed' },
    { override: 'new', did: 'added' },
    { override: 'old', did: 'removed' },
  ]);
});
