import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant, instant, instantOfUtc, isoOf, parseInstant } from './instant.ts';

const wholes = [
  { ms: 0, is: 0 },
  { ms: 8.64e15, is: 8.64e15 },
  { ms: -8.64e15, is: -8.64e15 },
  { ms: 8.64e15 + 1, is: undefined },
  { ms: 0.5, is: undefined },
  { ms: Number.NaN, is: undefined },
  { ms: Number.POSITIVE_INFINITY, is: undefined },
];
for (const { ms, is } of wholes) {
  test(`${ms} ms are ${is === undefined ? 'no instant' : 'an instant'}`, () =>
    assert.equal(instant(ms), is));
}

const texts = [
  { text: '2026-11-23T04:29:26Z', ms: Date.UTC(2026, 10, 23, 4, 29, 26) },
  { text: '2026-11-23T07:29:26.123+03:00', ms: Date.UTC(2026, 10, 23, 4, 29, 26, 123) },
  { text: '2026-11-23T04:29Z', ms: Date.UTC(2026, 10, 23, 4, 29) },
  { text: '2024-02-29T00:00:00Z', ms: Date.UTC(2024, 1, 29) },
  { text: '2026-02-30T00:00:00Z', ms: undefined },
  { text: '2026-02-29T00:00:00+03:00', ms: undefined },
  { text: '0050-01-01T00:00:00Z', ms: Date.parse('0050-01-01T00:00:00Z') },
  { text: '2026-11-23T04:29:26', ms: undefined },
  { text: '2026-11-23', ms: undefined },
  { text: '2026-13-01T00:00:00Z', ms: undefined },
  { text: '2026-01-01T25:00:00Z', ms: undefined },
  { text: 'now', ms: undefined },
  { text: '', ms: undefined },
];
for (const { text, ms } of texts) {
  test(`"${text}" is ${ms === undefined ? 'no instant' : 'an instant'}`, () =>
    assert.equal(parseInstant(text), ms));
}

const noon = { year: 2026, month: 2, day: 28, hour: 12, minute: 0, second: 0 };
const fields = [
  { say: 'a day of the calendar', at: noon, holds: true },
  { say: 'a leap day', at: { ...noon, year: 2024, day: 29 }, holds: true },
  { say: 'a leap day of no leap year', at: { ...noon, day: 29 }, holds: false },
  { say: '31 April', at: { ...noon, month: 4, day: 31 }, holds: false },
  { say: 'month 0', at: { ...noon, month: 0 }, holds: false },
  { say: 'month 13', at: { ...noon, month: 13 }, holds: false },
  { say: 'day 0', at: { ...noon, day: 0 }, holds: false },
  { say: 'hour 24', at: { ...noon, hour: 24 }, holds: false },
  { say: 'minute 60', at: { ...noon, minute: 60 }, holds: false },
  { say: 'second 59', at: { ...noon, second: 59 }, holds: true },
  { say: 'second 60', at: { ...noon, second: 60 }, holds: false },
];
for (const { say, at, holds } of fields) {
  test(`${say} is ${holds ? 'an' : 'no'} instant`, () =>
    assert.equal(instantOfUtc(at) !== undefined, holds));
}

test('an instant printed is read back, and its fields make it again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
      const at = ms as Instant;
      assert.equal(parseInstant(isoOf(at)), at);
      const date = new Date(ms);
      const whole = instantOfUtc({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
      });
      assert.equal(whole, ms - (ms % 1000));
      assert.equal(addMs(at, 1500), ms + 1500);
    }),
  );
});
