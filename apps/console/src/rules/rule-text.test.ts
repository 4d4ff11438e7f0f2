import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RuleNumber } from '../api/rule-contract.ts';
import type { RuleSaid } from './rule-form.ts';
import { readText, textOf } from './rule-text.ts';

const number = (name: string, unit: string, absent = false): RuleNumber => ({
  ...{ name, unit, min: -10, max: 1_000, isWhole: false },
  ...{ default: absent ? null : 1, source: 'assumed' },
});
const NUMBERS = [
  number('nightFromH', 'clock-h', true),
  number('dayMin', 'min'),
  number('slowKmh', 'km/h'),
  number('growMin', 'min', true),
];

const typed = fc.double({ min: -9_999, max: 9_999, noNaN: true }).map((n) => n.toFixed(2));
const said: fc.Arbitrary<RuleSaid> = fc.record({
  severity: fc.constantFrom(1, 2, 3, 4),
  ackDueMin: typed,
  numbers: fc.record({
    nightFromH: fc.constantFrom('', '19'),
    dayMin: typed,
    slowKmh: typed,
    growMin: fc.option(typed, { nil: '' }),
  }),
  condition: fc.constantFrom('', '!late', 'country in ["KE", "UG"] && speedKmh < 5.0'),
  overrides: fc.constant([]),
});

test('a rule goes to text and back', () => {
  fc.assert(
    fc.property(said, (one) => {
      const text = textOf(one, NUMBERS);
      const read = readText(text, NUMBERS);
      assert.ok(read.ok, text);
      assert.equal(textOf({ ...read.said, overrides: [] }, NUMBERS), text);
    }),
  );
});

const GOOD = 'severity = 3\ntakeWithin = 30 min\ndayMin = 25\n\nwhen !late';
for (const [text, fault] of [
  [GOOD, undefined],
  [GOOD.replace('25', '2,5 min'), undefined],
  ['', { line: 1, code: 'missing', name: 'severity' }],
  [GOOD.replace('severity = 3', 'severity = 5'), { line: 5, code: 'missing', name: 'severity' }],
  [GOOD.replace('dayMin', 'dayMax'), { line: 3, code: 'no-such-name', name: 'dayMax' }],
  [GOOD.replace('25', 'long'), { line: 3, code: 'no-number', name: 'dayMin' }],
  [GOOD.replace('30 min', '30 h'), { line: 2, code: 'other-unit', name: 'takeWithin' }],
  [`${GOOD}\ndayMin = 20`, { line: 6, code: 'twice', name: 'dayMin' }],
  [`${GOOD}\nwhen late`, { line: 6, code: 'twice', name: 'when' }],
  [`${GOOD}\nor so`, { line: 6, code: 'unreadable', name: 'or so' }],
] as const)
  test(`text: ${fault === undefined ? 'is read' : `${fault.code} at line ${fault.line}`}`, () => {
    const read = readText(text, NUMBERS);
    assert.deepEqual(read.ok ? undefined : read.fault, fault);
  });
