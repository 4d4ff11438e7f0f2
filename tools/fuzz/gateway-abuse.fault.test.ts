import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

// The sender that never finishes is cut off after a minute: watched by the command itself, not here.
const small = ['--rounds', '1', '--patience', '1'];
const healthy = runCommand('fuzz/gateway-abuse.ts', small);
const planted = runCommand('fuzz/gateway-abuse.ts', [
  ...['--rounds', '2', '--patience', '1', '--rate', '200', '--plant', 'dropped-batch'],
]);

test('bad input is refused and counted, and healthy seals are served beside it', async () => {
  const { status, json, told } = await healthy;
  const { faults, lost, doubled } = json;
  assert.deepEqual({ faults, lost, doubled }, { faults: 0, lost: 0, doubled: 0 }, told);
  for (const key of ['malformed', 'refused', 'closed', 'healthy_acked'])
    assert.ok(Number(json[key]) > 0, `${key}: ${told}`);
  assert.equal(status, 0);
});

test('a planted defect is caught: dropped-batch', async () => {
  const { status, json, told } = await planted;
  const { lost } = json;
  assert.ok(Number(lost) > 0, told);
  assert.equal(status, 1);
});
