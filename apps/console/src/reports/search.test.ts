import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, reportsSearch } from './search.ts';

test('an address is read, and what makes no sense in it is left out', () => {
  const rows = [
    [{}, {}],
    [
      { report: 'corridors', from: '2026-02-01', to: '2026-02-28', zone: 'Africa/Kigali' },
      { report: 'corridors', from: '2026-02-01', to: '2026-02-28', zone: 'Africa/Kigali' },
    ],
    [{ report: 'wages', from: '2026-02-30', to: 7, zone: 'Mars/Olympus', x: 1 }, {}],
  ] as const;
  for (const [search, is] of rows) assert.deepEqual(reportsSearch(search), is);
});

test('without days it is the week that ends today there', () => {
  const now = Date.parse('2026-03-03T21:30:00Z'); // 4 March in Nairobi, 3 March in Kigali
  const rows = [
    [{}, { from: '2026-02-26', to: '2026-03-04', zone: 'Africa/Nairobi' }],
    [{ zone: 'Africa/Kigali' }, { from: '2026-02-25', to: '2026-03-03', zone: 'Africa/Kigali' }],
    [{ to: '2026-01-03' }, { from: '2025-12-28', to: '2026-01-03', zone: 'Africa/Nairobi' }],
    [{ from: '2026-03-01' }, { from: '2026-03-01', to: '2026-03-04', zone: 'Africa/Nairobi' }],
  ] as const;
  for (const [search, is] of rows) assert.deepEqual(askedOf(search, now), is);
});
