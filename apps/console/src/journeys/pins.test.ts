import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JourneyEvent } from '../api/contract.ts';
import { pinsOf } from './pins.ts';

const MINUTE = 60_000;
const span = { from: 0, to: 100 * MINUTE };
const event = (minute: number, type: string, params: JourneyEvent['params'] = {}): JourneyEvent => {
  const at = new Date(minute * MINUTE).toISOString();
  return { at, recordedAt: at, type, by: null, params };
};

for (const { name, events, pins } of [
  {
    name: 'what rules and officers at the desk do has none',
    events: [event(5, 'alarm-raised'), event(6, 'case-noted')],
    pins: [],
  },
  { name: 'a call', events: [event(10, 'call-logged')], pins: ['call 10 1'] },
  {
    name: 'a unit, step by step',
    events: [event(10, 'dispatch-sent'), event(40, 'dispatch-arrived')],
    pins: ['unit 10 1', 'unit 40 1'],
  },
  {
    name: 'an exception',
    events: [event(10, 'journey-exception-reported', { exceptionKind: 'breakdown' })],
    pins: ['exception 10 1'],
  },
  {
    name: 'a photograph gives the sign, of a reseal or of a unit’s report',
    events: [
      event(10, 'journey-exception-reported', { newPhotoSha256: 'ab' }),
      event(50, 'dispatch-reported', { photos: 2 }),
      event(80, 'dispatch-reported', { photos: 0 }),
    ],
    pins: ['photo 10 1', 'photo 50 1', 'unit 80 1'],
  },
  {
    name: 'what falls together is one pin, in whatever order it was told',
    events: [
      event(12, 'dispatch-sent'),
      event(10, 'call-logged'),
      event(11, 'call-logged'),
      event(13, 'call-logged'),
    ],
    pins: ['unit 10 3', 'call 13 1'],
  },
  { name: 'nothing outside the rail', events: [event(101, 'call-logged')], pins: [] },
])
  test(`pins: ${name}`, () => {
    const seen = pinsOf(events, span).map(
      (pin) => `${pin.kind} ${pin.at / MINUTE} ${pin.events.length}`,
    );
    assert.deepEqual(seen, pins);
  });
