import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

test('two sequencers, one that was stopped, and an old backup leave one log', async () => {
  const { status, json, told } = await runCommand('fault/sequencers.ts', ['--seconds', '2']);
  const { tried, failed, together, restored, control_caught: isCaught } = json;
  assert.deepEqual(
    { failed, together, restored, isCaught },
    { failed: 0, together: 2, restored: 4, isCaught: true },
    told,
  );
  assert.ok(Number(tried) >= 6, told);
  assert.equal(status, 0);
});

test('a planted defect is caught: skipped-fact', async () => {
  const flags = ['--seconds', '2', '--plant', 'skipped-fact'];
  const { status, json, told } = await runCommand('fault/sequencers.ts', flags);
  const { failed } = json;
  assert.equal(failed, 1, told);
  assert.equal(status, 1);
});
