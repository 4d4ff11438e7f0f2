import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BITS } from '@lakiri/kit';
import { besideRoad, follow, type Told, told } from '../testing.ts';

// 200 km left at 25 km/h and 0.4 % an hour take 3.2 %, beside a reserve of 10 %.
const far = besideRoad(36.201);
const at = (min: number, batteryPct: number | null, more: Partial<Told> = {}): Told => ({
  min,
  ...far,
  batteryPct,
  ...more,
});
const charging = { bits: { ...NO_BITS, charging: true } };

type Row = { readonly name: string; readonly readings: readonly Told[]; readonly alarms: number };
const rows: readonly Row[] = [
  { name: 'less than the way takes', readings: [at(0, 13)], alarms: 1 },
  { name: 'near miss: enough', readings: [at(0, 14)], alarms: 0 },
  {
    name: 'near miss: as little, near the end',
    readings: [at(0, 13, besideRoad(37.5))],
    alarms: 0,
  },
  { name: 'it stays short: once', readings: [at(0, 13), at(1, 12), at(2, 11)], alarms: 1 },
  { name: 'doubled', readings: [at(0, 13), at(0, 13)], alarms: 1 },
  {
    name: 'around the edge: once',
    readings: [at(0, 13), at(1, 14), at(2, 13), at(3, 15), at(4, 13)],
    alarms: 1,
  },
  { name: 'charged, and short again', readings: [at(0, 13), at(1, 60), at(2, 13)], alarms: 2 },
  { name: 'on charge', readings: [at(0, 5, charging)], alarms: 0 },
  { name: 'the battery is not told', readings: [at(0, null)], alarms: 0 },
  {
    name: 'told late it is of another time',
    readings: [at(10, 80), at(0, 5, { heardMin: 11 })],
    alarms: 0,
  },
  { name: 'at 0,0 the way is unknown', readings: [at(0, 5, { lat: 0, lon: 0 })], alarms: 0 },
  { name: 'a wrong clock', readings: [at(9_000_000, 5, { heardMin: 0 })], alarms: 0 },
];

for (const { name, readings, alarms } of rows)
  test(`battery: ${name}`, () => {
    const { raised } = follow(readings.map((one) => told(one)));
    assert.equal(raised.filter((one) => one.kind === 'battery-short').length, alarms);
  });

test('it names what there is, what is needed, and for how far', () => {
  const { raised } = follow([told(at(0, 9))]);
  assert.deepEqual(raised[0]?.why, [
    { code: 'battery', params: { pct: 9, needsPct: 14, remainingKm: 200 } },
  ]);
});
