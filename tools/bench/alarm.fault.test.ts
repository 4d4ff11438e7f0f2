import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

const small = ['--seals', '250', '--rate', '100', '--seconds', '5', '--alarms', '10'];
// Both at once: most of their time they wait.
const healthy = runCommand('bench/alarm.ts', small);
const planted = runCommand('bench/alarm.ts', [...small, '--plant', 'early-ack']);

test('bench:alarm hears every cut in a console’s stream', async () => {
  const { status, json, told } = await healthy;
  const { p50_ms: p50Ms, p95_ms: p95Ms, max_ms: maxMs, ...counted } = json;
  assert.deepEqual(counted, { alarms: 10, missing: 0, lost: 0, doubled: 0 }, told);
  const times = [p50Ms, p95Ms, maxMs].map(Number);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok((times[0] ?? 0) > 0, told);
  assert.equal(status, 0);
});

test('a planted defect is caught: early-ack', async () => {
  const { status, json, told } = await planted;
  const { lost } = json;
  assert.ok(Number(lost) > 0, told);
  assert.equal(status, 1);
});
