import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import type { CommandRef } from '@lakiri/seals';
import { anArmedSeal, besideRoad, follow, NINE, type Told, told } from '../testing.ts';

const order = {
  command: '01900000-0000-7000-8000-0000000000d0' as CommandRef,
  from: NINE,
  until: addMs(NINE, 30 * MINUTE_MS),
};
const bits = (motorLocked: boolean) => ({ bits: { ...NO_BITS, motorLocked } });
const opened = (min: number, over: Partial<Told> = {}): Told => ({
  min,
  ...besideRoad(36.5),
  speedKmh: 0,
  ...bits(false),
  ...over,
});
const closed = (min: number, over: Partial<Told> = {}): Told =>
  opened(min, { ...bits(true), ...over });
const destination = besideRoad(38);
const noFix = { fix: 'none', lat: null, lon: null } as const;

for (const [name, readings, kinds] of [
  ['beside the road', [opened(5)], ['opened-outside']],
  ['near miss: at its destination', [opened(5, destination)], []],
  ['near miss: in an allowed stop', [opened(5, besideRoad(37, 900))], []],
  ['near miss: closed', [closed(5)], []],
  ['after the order is over it is no order’s', [opened(31)], ['opened-no-order']],
  ['goes on saying so: once', [opened(5), opened(6), opened(20)], ['opened-outside']],
  ['doubled', [opened(5), opened(5)], ['opened-outside']],
  [
    'without a fix, and the last one was just before',
    [closed(4), opened(5, noFix)],
    ['opened-outside'],
  ],
  ['near miss: nobody knows where', [opened(5, noFix)], []],
  ['near miss: without a fix at its destination', [closed(4, destination), opened(5, noFix)], []],
  [
    'told late, when it is closed again',
    [closed(20, destination), opened(5, { heardMin: 21 })],
    ['opened-outside'],
  ],
] as const)
  test(`opened outside: ${name}`, () => {
    const { raised } = follow(
      readings.map((one) => told(one)),
      { seal: anArmedSeal({ order }) },
    );
    assert.deepEqual(
      raised.map(({ kind }) => kind),
      kinds,
    );
    const [alarm] = raised;
    if (alarm?.kind === 'opened-outside') assert.equal(alarm.why[0]?.code, 'opened-by-order');
  });
