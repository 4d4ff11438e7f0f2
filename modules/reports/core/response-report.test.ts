import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, HOUR_MS, type Instant, SECOND_MS } from '@lakiri/kit';
import {
  type AnsweredRow,
  responseLines,
  responseReport,
  type ShiftHours,
  type Stage,
} from './index.ts';

const midnight = Date.UTC(2026, 10, 22, 21) as Instant; // of Nairobi
const now = addMs(midnight, 24 * HOUR_MS);
const shifts: ShiftHours = { version: 1, startsH: [6, 14, 22], source: 'test' };

type Took = Partial<Record<Stage, number>>;
let made = 0;
/** Opened at this hour of Nairobi; each step so many seconds after. */
function row(hour: number, took: Took, over: Partial<AnsweredRow> = {}): AnsweredRow {
  const openedAt = addMs(midnight, hour * HOUR_MS);
  const at = (stage: Stage): Instant | null => {
    const s = took[stage];
    return s === undefined ? null : addMs(openedAt, s * SECOND_MS);
  };
  return {
    ...{ case: `case-${++made}`, severity: 2, openedAt, ackDueAt: addMs(openedAt, 300_000) },
    first: {
      acknowledged: at('acknowledged'),
      called: at('called'),
      dispatched: at('dispatched'),
      'on-site': at('on-site'),
      closed: at('closed'),
    },
    ...over,
  };
}
const report = (rows: readonly AnsweredRow[], zone = 'Africa/Nairobi') =>
  responseReport({ rows, zone, shifts, now });

test('median and p90 of each step, of the cases that came so far', () => {
  const rows = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((s) =>
    row(8, { acknowledged: s, ...(s > 80 ? { called: s + 5, 'on-site': 3_600 } : {}) }),
  );
  assert.deepEqual(report(rows).all.stages, [
    { stage: 'acknowledged', cases: 10, medianS: 50, p90S: 90 },
    { stage: 'called', cases: 2, medianS: 95, p90S: 105 },
    { stage: 'dispatched', cases: 0, medianS: null, p90S: null },
    { stage: 'on-site', cases: 2, medianS: 3_600, p90S: 3_600 },
    { stage: 'closed', cases: 0, medianS: null, p90S: null },
  ]);
});

test('a case is taken late by the clock of its rule, and one that nobody took too', () => {
  const rows = [
    [row(8, { acknowledged: 300 }), 0],
    [row(8, { acknowledged: 301 }), 1],
    [row(8, {}), 1],
    [row(24, {}), 0], // opened just now: still in time
  ] as const;
  for (const [one, late] of rows) assert.equal(report([one]).all.lateTaken, late);
});

test('what was done before the case was opened was done at once', () => {
  assert.equal(report([row(8, { dispatched: -60 })]).all.stages[2]?.medianS, 0);
});

test('shifts are by the hours on the wall, over midnight too', () => {
  const rows = [5.9, 6, 13.9, 14, 21.9, 22, 23, 1].map((h) => row(h, {}));
  const told = (of: readonly AnsweredRow[], zone: string) =>
    report(of, zone).byShift.map(({ fromH, untilH, cases }) => [fromH, untilH, cases]);
  assert.deepEqual(told(rows, 'Africa/Nairobi'), [
    [6, 14, 2],
    [14, 22, 2],
    [22, 6, 4],
  ]);
  assert.deepEqual(told([row(6, {})], 'Africa/Kigali'), [
    [6, 14, 0],
    [14, 22, 0],
    [22, 6, 1],
  ]);
});

test('severities are told apart', () => {
  const rows = [row(8, { acknowledged: 10 }, { severity: 1 }), row(8, {}, { severity: 4 })];
  assert.deepEqual(
    report(rows).bySeverity.map(({ severity, cases }) => [severity, cases]),
    [
      [1, 1],
      [2, 0],
      [3, 0],
      [4, 1],
    ],
  );
});

test('every figure is a line', () => {
  const lines = responseLines(report([row(8, { acknowledged: 10 })]));
  assert.equal(lines.length, 8 * 17);
  assert.deepEqual(
    lines.find(({ item, measure }) => item === '6-14' && measure === 'acknowledged_median_s')
      ?.value,
    10,
  );
});
