import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kind, Outcome, Severity } from '@lakiri/alarms';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  type AlarmRow,
  type AlarmsAsked,
  type AlarmTargets,
  alarmLines,
  alarmReport,
  type CaseRow,
  FREQUENT_MAX,
} from './index.ts';

const from = Date.UTC(2026, 10, 15, 21) as Instant;
const hours = (h: number): Instant => addMs(from, h * HOUR_MS);
const minutes = (m: number): Instant => addMs(from, m * MINUTE_MS);
const targets: AlarmTargets = {
  version: 1,
  source: 'EEMUA 191',
  perSlot: 1,
  floodPerSlot: 10,
  standingH: 24,
  chatterPerHour: 5,
  mixPct: { 1: 1, 2: 5, 3: 15, 4: 79 },
};
const seals = new Map([
  ['seal-a', { number: 'ELK-1', maker: 'Jointech' }],
  ['seal-b', { number: 'ELK-2', maker: 'Jointech' }],
  ['seal-c', { number: 'ELK-3', maker: null }],
]);

const alarm = (kind: Kind, seal: string, at: Instant): AlarmRow => ({
  ...{ case: `${kind} ${seal}`, kind, severity: 3, seal, at },
});
let made = 0;
const openCase = (over: Partial<CaseRow> = {}): CaseRow => ({
  id: `case-${++made}`,
  kind: 'long-stop',
  severity: 3,
  journey: 'journey',
  seal: 'seal-a',
  openedAt: hours(1),
  closedAt: null,
  outcome: null,
  isMerged: false,
  isShelved: false,
  ...over,
});
const closed = (outcome: Outcome, over: Partial<CaseRow> = {}): CaseRow =>
  openCase({ closedAt: hours(2), outcome, ...over });
const report = (over: Partial<AlarmsAsked> = {}) =>
  alarmReport({
    period: { from, to: hours(7 * 24) },
    now: hours(1_000),
    ...{ alarms: [], cases: [], shelvings: [], seals, watches: [], targets },
    ...over,
  });

test('outcomes are told per rule, and only what was decided judges a rule', () => {
  const { byRule } = report({
    alarms: [
      alarm('long-stop', 'seal-a', hours(1)),
      alarm('long-stop', 'seal-a', hours(2)),
      alarm('long-stop', 'seal-b', hours(3)),
      alarm('seal-cut', 'seal-c', hours(4)),
    ],
    cases: [
      closed('true'),
      closed('false'),
      closed('nuisance'),
      closed('technical'),
      closed('undecided'),
      closed('test'),
      openCase(),
      openCase({ closedAt: hours(3), isMerged: true }),
      closed('true', { kind: 'seal-cut', severity: 1, seal: 'seal-c' }),
    ],
  });
  assert.deepEqual(byRule, [
    {
      ...{ kind: 'long-stop', alarms: 3, cases: 8, sharePct: 75, truePct: 33.3 },
      outcomes: {
        ...{ true: 1, false: 1, nuisance: 1, technical: 1, test: 1, undecided: 1 },
        ...{ open: 1, merged: 1 },
      },
    },
    {
      ...{ kind: 'seal-cut', alarms: 1, cases: 1, sharePct: 25, truePct: 100 },
      outcomes: {
        ...{ true: 1, false: 0, nuisance: 0, technical: 0, test: 0, undecided: 0 },
        ...{ open: 0, merged: 0 },
      },
    },
  ]);
});

test('makers are told apart, and the unknown one too', () => {
  const { byMaker } = report({
    alarms: [
      alarm('long-stop', 'seal-c', hours(1)),
      alarm('long-stop', 'seal-a', hours(1)),
      alarm('seal-cut', 'seal-b', hours(1)),
      alarm('seal-cut', 'gone', hours(1)),
    ],
    cases: [closed('false', { seal: 'seal-b' }), closed('true', { seal: 'seal-c' })],
  });
  const told = byMaker.map(({ maker, alarms, cases, truePct }) => [maker, alarms, cases, truePct]);
  assert.deepEqual(told, [
    [null, 2, 1, 100],
    ['Jointech', 2, 1, 0],
  ]);
});

test('chattering is so many of one kind on one seal within an hour', () => {
  const rows = [
    { say: 'four', at: [0, 10, 20, 30], is: [] },
    { say: 'five within the hour', at: [0, 10, 20, 30, 60], is: [[5, minutes(0)]] },
    { say: 'five, the last a minute late', at: [0, 10, 20, 30, 61], is: [] },
    { say: 'told in any order', at: [60, 0, 30, 20, 10], is: [[5, minutes(0)]] },
    { say: 'the worst hour', at: [0, 100, 110, 120, 130, 140, 150], is: [[6, minutes(100)]] },
  ] as const;
  for (const { say, at, is } of rows) {
    const alarms = at.map((m) => alarm('shock', 'seal-a', minutes(m)));
    const told = report({ alarms }).chattering.map((one) => [one.count, one.at]);
    assert.deepEqual(told, is, say);
  }
  const apart = [0, 1, 2].flatMap((m) => [
    alarm('shock', 'seal-a', minutes(m)),
    alarm('shock', 'seal-b', minutes(m)),
    alarm('overspeed', 'seal-a', minutes(m)),
  ]);
  assert.deepEqual(report({ alarms: apart }).chattering, []);
});

test('what is open for longer than a day at the end of the period stands', () => {
  const end = 7 * 24;
  const rows = [
    { say: 'a day', one: openCase({ openedAt: hours(end - 24) }), stands: false },
    { say: 'more', one: openCase({ openedAt: addMs(hours(end - 24), -1) }), stands: true },
    { say: 'from before the period', one: openCase({ openedAt: hours(-90) }), stands: true },
    { say: 'closed within', one: closed('true', { closedAt: hours(end - 1) }), stands: false },
    { say: 'closed after', one: closed('true', { closedAt: hours(end + 1) }), stands: true },
    { say: 'opened after', one: openCase({ openedAt: hours(end + 1) }), stands: false },
  ];
  for (const { say, one, stands } of rows)
    assert.equal(report({ cases: [one] }).standingCount, stands ? 1 : 0, say);
  const [oldest] = report({
    cases: rows.map(({ one }) => one),
    now: hours(end - 0.5),
  }).standing;
  assert.partialDeepStrictEqual(oldest, { number: 'ELK-1', openH: end - 1 + 90 });
});

test('the mix of severities is held against its target', () => {
  const of = (severity: Severity, count: number) =>
    Array.from({ length: count }, () => openCase({ severity }));
  const before = openCase({ severity: 1, openedAt: hours(-1) });
  const { mix, cases } = report({ cases: [...of(1, 1), ...of(3, 3), before] });
  assert.equal(cases, 4);
  assert.deepEqual(
    mix.map((one) => [one.severity, one.cases, one.pct, one.targetPct]),
    [
      [1, 1, 25, 1],
      [2, 0, 0, 5],
      [3, 3, 75, 15],
      [4, 0, 0, 79],
    ],
  );
  assert.equal(report().mix[0]?.pct, null);
});

test('the ten most frequent, and what they are of all', () => {
  const many = Array.from({ length: 12 }, (_, n) =>
    Array.from({ length: n + 1 }, () => alarm('shock', `seal-${String(n).padStart(2, '0')}`, from)),
  ).flat();
  const { frequent, frequentPct } = report({ alarms: many });
  assert.equal(frequent.length, FREQUENT_MAX);
  assert.partialDeepStrictEqual(frequent[0], { count: 12, number: '…l-11', sharePct: 15.4 });
  assert.equal(frequentPct, 96.2);
  const alike = report({
    alarms: [alarm('shock', 'seal-b', from), alarm('shock', 'seal-a', from)],
  });
  assert.deepEqual(
    alike.frequent.map(({ number }) => number),
    ['ELK-1', 'ELK-2'],
  );
});

test('the shelf: how often, how many cases, and what is on it', () => {
  const one = openCase({ isShelved: true });
  assert.deepEqual(report({ cases: [one], shelvings: [one.id, one.id, 'other'] }).shelved, {
    ...{ times: 3, cases: 2, now: 1 },
  });
});

test('rates count what comes to people: cases, and not each further alarm', () => {
  const alarms = Array.from({ length: 30 }, () => alarm('shock', 'seal-a', hours(1)));
  const { rates } = report({ alarms, cases: [openCase(), openCase({ openedAt: hours(-1) })] });
  assert.equal(rates.alarms, 1);
});

test('every figure is a line, and names its target', () => {
  const lines = alarmLines(
    report({ alarms: [alarm('seal-cut', 'seal-c', hours(1))], cases: [closed('true')] }),
  );
  const find = (section: string, item: string, measure: string) =>
    lines.find((l) => l.section === section && l.item === item && l.measure === measure);
  assert.deepEqual(find('rate', '', 'mean_per_person_10min'), {
    ...{ section: 'rate', item: '', measure: 'mean_per_person_10min', value: 0 },
    ...{ target: 1, source: 'EEMUA 191' },
  });
  assert.equal(find('maker', '', 'alarms')?.value, 1);
  assert.equal(find('rule', 'long-stop', 'outcome_true')?.value, 1);
  assert.equal(find('severity', '3', 'pct')?.target, 15);
  const keys = lines.map(({ section, item, measure }) => `${section}|${item}|${measure}`);
  assert.equal(new Set(keys).size, keys.length);
});
