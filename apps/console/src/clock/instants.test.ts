import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullInstant, hourMinute, secondInstant, timeOfDay } from './instants.ts';

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
