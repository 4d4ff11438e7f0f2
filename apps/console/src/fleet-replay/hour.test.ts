import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN_U8 } from '@lakiri/telemetry';
import { type HourCase, hourOf, momentOf, pinsOf, truckAt } from './hour.ts';
import { hourFrom, hourOfMoment, hourSearch } from './search.ts';
import { columnsOf, type Fix, FROM, MINUTE } from './testing.ts';

/** Heard from before the hour, silent from 10 to 30, then standing. */
const ways: readonly (readonly Fix[])[] = [
  [
    [-2, 36, 60],
    [2, 36.4, 60],
    [6, 36.8, 60],
    [10, 37.2, 60],
    [30, 38, 60],
    [32, 38, 0],
  ],
  [[20, 39, 60]],
  [],
];

for (const { name, truck, minute, told } of [
  {
    name: 'the hour begins with a truck in its place',
    truck: 0,
    minute: 0,
    told: [36.2, 'moving'],
  },
  { name: 'between two fixes it glides', truck: 0, minute: 4, told: [36.6, 'moving'] },
  { name: 'a silence is not glided through', truck: 0, minute: 11, told: [37.2, 'silent'] },
  { name: 'nor at its end', truck: 0, minute: 29, told: [37.2, 'silent'] },
  { name: 'heard again it is where it is heard', truck: 0, minute: 30, told: [38, 'moving'] },
  { name: 'it stands', truck: 0, minute: 33, told: [38, 'stopped'] },
  { name: 'after its last fix it is heard no more', truck: 0, minute: 38, told: [38, 'silent'] },
  { name: 'before its first fix nothing is told', truck: 1, minute: 19, told: undefined },
  { name: 'one fix is a place', truck: 1, minute: 20, told: [39, 'moving'] },
  {
    name: 'it does not run into the next truck’s fixes',
    truck: 1,
    minute: 24,
    told: [39, 'moving'],
  },
  { name: 'a truck that said nothing is nowhere', truck: 2, minute: 30, told: undefined },
] as const)
  test(name, () => {
    const then = truckAt(hourOf(columnsOf(ways), []), truck, FROM + minute * MINUTE);
    const seen = then === undefined ? undefined : [Math.round(then.lon * 1e4) / 1e4, then.state];
    assert.deepEqual(seen, told);
  });

test('an hour that was thinned calls a truck silent later', () => {
  const at = FROM + 29 * MINUTE;
  const twelve: readonly Fix[] = [
    [20, 36, 60],
    [29, 37, 60],
  ];
  const state = (everyS: number | null, minute: number) =>
    truckAt(hourOf(columnsOf([twelve], everyS), []), 0, FROM + minute * MINUTE)?.state;
  assert.deepEqual(
    [state(null, 24), state(300, 24), state(null, 29)],
    ['silent', 'moving', 'moving'],
  );
  assert.equal(truckAt(hourOf(columnsOf([twelve], null), []), 0, at + 6 * MINUTE)?.state, 'silent');
});

test('an unknown speed is no movement and an unknown course is north', () => {
  const columns = columnsOf([[[0, 36, UNKNOWN_U8]]]);
  columns.course[0] = UNKNOWN_U8;
  const then = truckAt(hourOf(columns, []), 0, FROM);
  assert.deepEqual([then?.state, then?.courseDeg], ['stopped', 0]);
});

const opened = (minute: number, some: Partial<HourCase> = {}): HourCase => ({
  ...{ id: `case-${minute}`, kind: 'silent', severity: 3, journey: 'j-0', seal: 'seal-0' },
  openedAt: new Date(FROM + minute * MINUTE).toISOString(),
  closedAt: null,
  ...some,
});

for (const { minute, counts, severity } of [
  { minute: 1, counts: [1, 0, 0, 0], severity: [null] },
  { minute: 12, counts: [0, 0, 1, 1], severity: [3] },
  { minute: 21, counts: [1, 0, 1, 1], severity: [1, null] },
  { minute: 33, counts: [0, 1, 1, 1], severity: [3, null] },
])
  test(`after ${minute} minutes ${counts.join(', ')} move, stand, are silent and have an alarm`, () => {
    const closedAt = new Date(FROM + 25 * MINUTE).toISOString();
    const hour = hourOf(columnsOf(ways), [
      opened(12),
      opened(15, { severity: 1, closedAt }),
      opened(13, { seal: 'unknown' }),
    ]);
    const told = momentOf(hour, FROM + minute * MINUTE);
    const { moving, stopped, silent, alarmed } = told.counts;
    assert.deepEqual([moving, stopped, silent, alarmed], counts);
    assert.deepEqual(
      told.signs.map((sign) => sign.severity),
      severity,
    );
  });

test('alarms that fall together are one pin, by the most urgent; what was opened before is none', () => {
  const pins = pinsOf(
    [opened(30), opened(-5), opened(29.5, { severity: 1 }), opened(50), opened(60)],
    FROM,
  );
  assert.deepEqual(
    pins.map(({ part, severity, cases }) => [Math.round(part * 120) / 2, severity, cases.length]),
    [
      [29.5, 1, 2],
      [50, 3, 1],
    ],
  );
});

for (const { search, read } of [
  { search: {}, read: {} },
  { search: { from: 'yesterday', t: 3 }, read: {} },
  {
    search: { from: '2026-02-04T05:00:00Z', case: 'c' },
    read: { from: '2026-02-04T05:00:00Z', case: 'c' },
  },
])
  test(`the address ${JSON.stringify(search)}`, () => assert.deepEqual(hourSearch(search), read));

test('without an hour it is the last whole one; a moment has its own', () => {
  assert.equal(hourFrom({}, FROM + 20 * MINUTE), FROM - 60 * MINUTE);
  assert.deepEqual(hourOfMoment('2026-02-04T05:20:10+00:00'), {
    from: '2026-02-04T05:00:00.000Z',
    t: '2026-02-04T05:20:10.000Z',
  });
});
