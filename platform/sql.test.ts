import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantOfSql } from './sql.ts';

for (const [text, ms] of [
  ['1970-01-01 00:00:00+00', 0],
  ['2026-11-23 04:29:26.123456+00', Date.UTC(2026, 10, 23, 4, 29, 26, 123)],
  ['2026-11-23 04:29:26.1+00', Date.UTC(2026, 10, 23, 4, 29, 26, 100)],
  ['2026-11-23 04:29:26.07+00', Date.UTC(2026, 10, 23, 4, 29, 26, 70)],
  ['2026-11-23 07:29:26+03', Date.UTC(2026, 10, 23, 4, 29, 26)],
  ['2026-11-23 07:29:26.5+03:30', Date.UTC(2026, 10, 23, 3, 59, 26, 500)],
  ['0099-03-01 00:00:00+00', Date.parse('0099-03-01T00:00:00Z')],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
] as const)
  test(`${text} is ${ms}`, () => assert.equal(instantOfSql(text), ms));

test('every instant that Postgres tells in UTC is read as it is', () => {
  const year = (n: number): number => Date.UTC(n, 0);
  fc.assert(
    fc.property(fc.integer({ min: year(1000), max: year(9999) }), (ms) => {
      const text = new Date(ms).toISOString().replace('T', ' ').replace('Z', '+00');
      assert.equal(instantOfSql(text), ms);
      assert.equal(instantOfSql(text.replace(/\.?0*\+00$/, '+00')), ms);
    }),
  );
});
