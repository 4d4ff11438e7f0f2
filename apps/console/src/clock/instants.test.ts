import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bothClocks,
  dayStart,
  fullInstant,
  hourMinute,
  secondInstant,
  timeOfDay,
} from './instants.ts';

test('an instant is told on the walls of East and Central Africa', () => {
  const at = '2026-02-04T05:30:09Z';
  assert.equal(fullInstant(at, 'en'), '04 Feb 2026 08:30 EAT');
  assert.equal(timeOfDay(at), '08:30:09');
  assert.equal(hourMinute(at, 'CAT'), '07:30');
});

test('the date turns at midnight in Nairobi, three hours before Greenwich', () => {
  assert.equal(fullInstant('2026-02-28T21:30:00Z', 'sw'), '01 Mac 2026 00:30 EAT');
  assert.equal(secondInstant(Date.parse('2026-12-31T20:59:59Z'), 'sw'), '31 Des 23:59:59');
});

test('both clocks are told, and the day of the west where it is another', () => {
  assert.equal(
    bothClocks('2026-02-04T05:30:09Z', 'en'),
    '04 Feb 2026 08:30:09\u00a0EAT · 07:30\u00a0CAT',
  );
  assert.equal(
    bothClocks('2026-02-03T21:10:00Z', 'sw'),
    '04 Feb 2026 00:10:00\u00a0EAT · 03 Feb 23:10\u00a0CAT',
  );
});

test('a day begins at midnight on its own wall', () => {
  assert.equal(new Date(dayStart('2026-02-04', 'EAT')).toISOString(), '2026-02-03T21:00:00.000Z');
  assert.equal(new Date(dayStart('2026-02-04', 'CAT')).toISOString(), '2026-02-03T22:00:00.000Z');
});
