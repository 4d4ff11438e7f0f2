// What the device says was done to it or to its truck: each kind with what is just not it, doubled, late, reordered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SealEvent, SealEventType } from '@lakiri/kit';
import { atKm, follow, type Told, told } from '../testing.ts';
import type { Kind } from './kind.ts';

const event = (type: SealEventType): SealEvent => ({
  type,
  credential: null,
  wrongCount: null,
  verification: null,
});
const says = (type: SealEventType, minutes: readonly number[], over: Partial<Told> = {}): Told[] =>
  minutes.map((min) => ({ min, ...atKm(30 + min / 2), event: event(type), ...over }));
const now = (min: number): Told => ({ min, ...atKm(100) });

type Row = {
  readonly kind: Kind;
  readonly name: string;
  readonly readings: readonly Told[];
  readonly alarms: number;
  readonly severity?: number;
  readonly late?: boolean;
};

const events: readonly Row[] = (
  [
    ['device-removed', 'tamper.removed', 'tamper.coverClosed', 30, 1],
    ['power-cut', 'power.cut', 'power.restored', 60, 3],
    ['power-cut', 'power.off', 'device.started', 60, 3],
    ['shock', 'tamper.dropped', 'device.woken', 60, 4],
    ['sos', 'person.sos', 'lock.rfid', 10, 1],
    ['accident', 'vehicle.accident', 'part.lost', 30, 1],
  ] as const
).flatMap(([kind, type, other, againMin, severity]): Row[] => [
  { kind, name: `${type}`, readings: says(type, [0]), alarms: 1, severity },
  { kind, name: `near miss: ${other}`, readings: says(other, [0, 5]), alarms: 0 },
  { kind, name: `${type} doubled`, readings: says(type, [0, 0]), alarms: 1 },
  {
    kind,
    name: `${type} again and again`,
    readings: says(type, [0, 1, 2, againMin - 1]),
    alarms: 1,
  },
  { kind, name: `${type} again later`, readings: says(type, [0, againMin]), alarms: 2 },
  {
    kind,
    name: `${type} told late`,
    readings: [now(60), ...says(type, [0], { heardMin: 61 })],
    alarms: 1,
    late: true,
  },
  {
    kind,
    name: `${type} twice, told in the wrong order`,
    readings: [now(200), ...says(type, [5, 0], { heardMin: 201 })],
    alarms: 1,
    late: true,
  },
]);

const shocks: readonly Row[] = [
  {
    kind: 'shock',
    name: 'three within ten minutes',
    readings: says('tamper.shock', [0, 4, 10]),
    alarms: 1,
  },
  { kind: 'shock', name: 'near miss: two', readings: says('tamper.shock', [0, 4]), alarms: 0 },
  {
    kind: 'shock',
    name: 'near miss: one on each bad stretch',
    readings: says('tamper.shock', [0, 11, 22, 33, 44]),
    alarms: 0,
  },
  {
    kind: 'shock',
    name: 'near miss: one told thrice',
    readings: says('tamper.shock', [0, 0, 0]),
    alarms: 0,
  },
  {
    kind: 'shock',
    name: 'three in the wrong order',
    readings: [now(60), ...says('tamper.shock', [10, 0, 5], { heardMin: 61 })],
    alarms: 1,
    late: true,
  },
];

const at = (
  values: readonly number[],
  name: 'temperatureC' | 'humidityPct',
  everyMin = 5,
): Told[] => values.map((value, n) => ({ min: n * everyMin, ...atKm(30 + n), [name]: value }));
const warm = (values: readonly number[], everyMin = 5): Told[] =>
  at(values, 'temperatureC', everyMin);

const climate: readonly Row[] = [
  {
    kind: 'temperature-out',
    name: 'too warm for ten minutes',
    readings: warm([20, 71, 72, 75]),
    alarms: 1,
  },
  { kind: 'temperature-out', name: 'too cold', readings: warm([-25, -25, -25]), alarms: 1 },
  {
    kind: 'temperature-out',
    name: 'near miss: at the limit',
    readings: warm([70, 70, 70, 70]),
    alarms: 0,
  },
  {
    kind: 'temperature-out',
    name: 'near miss: five minutes',
    readings: warm([20, 71, 71, 60]),
    alarms: 0,
  },
  {
    kind: 'temperature-out',
    name: 'to and fro about the limit: once',
    readings: warm([71, 71, 71, 69.5, 71, 69.5, 71, 71, 71]),
    alarms: 1,
  },
  {
    kind: 'temperature-out',
    name: 'cool again, then warm again',
    readings: warm([71, 71, 71, 50, 71, 71, 71]),
    alarms: 2,
  },
  {
    kind: 'temperature-out',
    name: 'doubled',
    readings: warm([71, 71, 71]).flatMap((one) => [one, one]),
    alarms: 1,
  },
  {
    kind: 'temperature-out',
    name: 'told late',
    readings: [now(60), ...warm([71, 71, 71]).map((one) => ({ ...one, heardMin: 61 }))],
    alarms: 1,
    late: true,
  },
  {
    kind: 'temperature-out',
    name: 'without a fix',
    readings: warm([71, 71, 71]).map((one) => ({ ...one, fix: 'none' as const })),
    alarms: 1,
  },
  {
    kind: 'humidity-out',
    name: 'no limit for dry cargo',
    readings: at([100, 100, 100], 'humidityPct', 30),
    alarms: 0,
  },
];

for (const { kind, name, readings, alarms, severity, late = false } of [
  ...events,
  ...shocks,
  ...climate,
])
  test(`${kind}: ${name}`, () => {
    const own = follow(readings.map((one) => told(one))).raised.filter((one) => one.kind === kind);
    assert.equal(own.length, alarms);
    for (const one of own) {
      if (severity !== undefined) assert.equal(one.severity, severity);
      assert.equal(one.late, late);
      assert.equal(
        one.why.some(({ code }) => code === 'told-late'),
        late,
      );
    }
  });
