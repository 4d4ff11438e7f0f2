import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HourCase, hourOf } from './hour.ts';
import { linesOf } from './hour-storms.ts';
import { columnsOf, type Fix, FROM, MINUTE } from './testing.ts';
import { byName, trucksThen } from './trucks-then.ts';

const east: readonly Fix[] = [
  [0, 36, 60],
  [10, 36.1, 60],
];
const caseOf = (number: number, severity: HourCase['severity'], minute: number): HourCase => ({
  ...{
    id: `c-${number}`,
    kind: 'silent',
    severity,
    journey: `j-${number}`,
    seal: `seal-${number}`,
  },
  ...{ openedAt: new Date(FROM + minute * MINUTE).toISOString(), closedAt: null },
});

const cases = [caseOf(10, 3, 2), caseOf(3, 1, 6)];
const hour = hourOf(columnsOf(Array.from({ length: 12 }, () => east)), cases);
const order = byName(hour);
const namesAt = (minute: number, q = ''): readonly string[] =>
  trucksThen(hour, FROM + minute * MINUTE, { order, q }).map(({ name }) => name);

test('the table has every truck, by plate as a person counts', () => {
  const names = Array.from({ length: 12 }, (_, number) => `KDJ ${number}`);
  assert.deepEqual(namesAt(1), names);
});

test('the most urgent alarm of the moment comes first, and goes back when it was not yet', () => {
  assert.deepEqual(namesAt(3).slice(0, 2), ['KDJ 10', 'KDJ 0']);
  assert.deepEqual(namesAt(7).slice(0, 3), ['KDJ 3', 'KDJ 10', 'KDJ 0']);
});

for (const { q, found } of [
  { q: 'kdj11', found: ['KDJ 11'] },
  { q: 'elk 10', found: ['KDJ 10'] },
  { q: 'R-3', found: ['KDJ 3'] },
  { q: 'KBZ', found: [] },
])
  test(`“${q}” finds ${found.join() || 'nothing'}`, () => assert.deepEqual(namesAt(7, q), found));

test('five of a kind at one place within minutes are one line, named as the queue names it', () => {
  const opened = [0, 1, 2, 3, 4].map((number) => caseOf(number, 3, 4 + number / 10));
  const alone = caseOf(11, 3, 59);
  const [first, second, ...others] = linesOf(hour, [...opened, alone]);
  assert.equal(first?.is === 'storm' && first.key, 'storm-c-0');
  assert.equal(first?.is === 'storm' && first.storm.cases.length, 5);
  assert.equal(second?.is === 'alarm' && second.it.id, 'c-11');
  assert.deepEqual(others, []);
});

test('four are four lines', () => {
  const opened = [0, 1, 2, 3].map((number) => caseOf(number, 3, 4));
  assert.equal(linesOf(hour, opened).length, 4);
});
