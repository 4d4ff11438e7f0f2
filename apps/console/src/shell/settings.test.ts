import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsFrom } from './settings.ts';

const start = { theme: 'system', language: null, keys: true, sound: false, long: false };
const rows = [
  [null, start],
  ['not JSON', start],
  ['[]', start],
  ['{"theme":"pink","language":"fr"}', start],
  [
    '{"theme":"dark","language":"sw","keys":false,"sound":true,"long":true}',
    { theme: 'dark', language: 'sw', keys: false, sound: true, long: true },
  ],
] as const;
for (const [stored, settings] of rows) {
  test(`${stored} is read as ${JSON.stringify(settings)}`, () => {
    assert.deepEqual(settingsFrom(stored), settings);
  });
}
