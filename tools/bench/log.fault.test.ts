import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

const small = [
  ...['--rate', '400', '--seconds', '4', '--writers', '2'],
  ...['--seals', '200', '--ingest-rate', '400', '--ingest-seconds', '1'],
];
// Both at once: most of their time they wait.
const healthy = runCommand('bench/log.ts', small);
const planted = runCommand('bench/log.ts', [...small, '--plant', 'skipped-fact']);

test('bench:log finds every fact in the published log, and says how soon', async () => {
  const { status, json, told } = await healthy;
  const { missing, doubled, ...figures } = json;
  const keys = ['facts_per_s', 'integrated_per_s', 'integration_p50_ms', 'integration_p99_ms'];
  assert.deepEqual(Object.keys(figures), [...keys, 'ingest_ratio'], told);
  for (const value of Object.values(figures)) assert.ok(Number(value) > 0, told);
  assert.deepEqual([missing, doubled, status], [0, 0, 0], told);
});

test('a planted defect is caught: skipped-fact', async () => {
  const { status, json, told } = await planted;
  const { missing } = json;
  assert.ok(Number(missing) > 0, told);
  assert.equal(status, 1);
});
