import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ConditionFacts, conditionFault, conditionHolds } from './condition.ts';

const facts: ConditionFacts = {
  kind: 'long-stop',
  severity: 3,
  route: 'mombasa-kampala',
  place: null,
  country: 'KE',
  km: 120,
  offRouteM: 40,
  localHour: 23.5,
  sealModel: 'JT701D',
  maker: 'Jointech',
  owner: 'A haulier',
  tier: 1,
  speedKmh: 3,
  batteryPct: null,
  stoppedMin: 31,
  late: false,
  underway: true,
};

const answers = [
  { condition: 'stoppedMin > 30', is: true },
  { condition: 'stoppedMin > 30.5 && localHour >= 22', is: true },
  { condition: 'country in ["UG", "RW"]', is: false },
  { condition: '!(route.startsWith("mombasa") && km < 200)', is: false },
  { condition: 'late ? severity == 1.0 : underway', is: true },
  { condition: 'batteryPct < 20', is: null },
  { condition: 'stoppedMin > 30 || batteryPct < 20', is: null },
  { condition: 'place == "Malaba"', is: null },
  { condition: 'owner.contains("haul")', is: true },
];
for (const { condition, is } of answers)
  test(`“${condition}” is ${is ?? 'not answered where something is unknown'}`, () => {
    assert.equal(conditionFault(condition), null);
    assert.equal(conditionHolds(condition, facts), is);
  });

const faults = [
  { condition: '', from: 0 },
  { condition: 'stoppedMin >', from: 12 },
  { condition: 'stopped > 30', from: 0 },
  { condition: 'stoppedMin', from: 0 },
  { condition: 'route > 3', from: 0 },
  { condition: 'late && route.matches("(a+)+$")', from: 8 },
  { condition: '[1, 2].all(x, x > 0)', from: 14 },
  { condition: 'size(route) > 3', from: 0 },
  { condition: '{"a": late}["a"]', from: 1 },
  { condition: `${'('.repeat(40)}late${')'.repeat(40)}${' && late'.repeat(60)}`, from: 0 },
];
for (const { condition, from } of faults)
  test(`“${condition.slice(0, 40)}” is no condition, from sign ${from}`, () => {
    const fault = conditionFault(condition);
    assert.ok(fault !== null);
    assert.ok(fault.message !== '');
    assert.ok(fault.from <= fault.to && fault.to <= condition.length + 1);
    if (condition.length < 60) assert.equal(fault.from, from);
    assert.equal(conditionHolds(condition, facts), null);
  });

test('whatever is written, reading it ends in a fault or in a condition that answers', () => {
  const words = [
    'late',
    'km',
    '&&',
    '||',
    '(',
    ')',
    '<',
    '3',
    '"KE"',
    'country',
    '==',
    '!',
    '.',
    ',',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 14 }), (parts) => {
      const condition = parts.join(' ');
      const fault = conditionFault(condition);
      const answer = conditionHolds(condition, facts);
      assert.ok(fault === null ? answer !== null : answer === null, condition);
    }),
  );
});
