import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

const small = ['--seconds', '4', '--seals', '60', '--rate', '400'];
// Both at once: most of their time they wait.
const healthy = runCommand('fault/database.ts', small);
const planted = runCommand('fault/database.ts', [...small, '--plant', 'early-ack']);

test('while the database is away nothing is acknowledged, /readyz says so, and it ends by itself', async () => {
  const { status, json, told } = await healthy;
  const { acked, recovery_ms_max: recoveryMs, ...counted } = json;
  assert.deepEqual(
    counted,
    {
      rounds: 2,
      seconds: 4,
      lost: 0,
      doubled: 0,
      alarms_missing: 0,
      alarms_doubled: 0,
      acked_while_down: 0,
      named_on_readyz: true,
    },
    told,
  );
  assert.ok(Number(acked) > 500 && Number(recoveryMs) > 0, told);
  assert.equal(status, 0);
});

test('a planted defect is caught: early-ack', async () => {
  const { status, json, told } = await planted;
  const { lost } = json;
  assert.ok(Number(lost) > 0, told);
  assert.equal(status, 1);
});
