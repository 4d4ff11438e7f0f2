import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

const small = ['--seconds', '6', '--seals', '60', '--rate', '400'];
// Both at once: most of their time they wait.
const healthy = runCommand('fault/disk.ts', small);
const planted = runCommand('fault/disk.ts', [...small, '--plant', 'early-ack']);
const SKIP = 'mounting a small disk needs root';

test('a full disk is named, loses nothing, and is over when there is space', async (t) => {
  const { status, json, told } = await healthy;
  if ('skipped' in json) return t.skip(SKIP);
  const { acked, recovery_ms: recoveryMs, ...counted } = json;
  assert.deepEqual(
    counted,
    {
      rounds: 1,
      seconds: 6,
      lost: 0,
      doubled: 0,
      alarms_missing: 0,
      alarms_doubled: 0,
      named_on_readyz: true,
    },
    told,
  );
  assert.ok(Number(acked) > 500 && Number(recoveryMs) > 0, told);
  assert.equal(status, 0);
});

test('a planted defect is caught: early-ack', async (t) => {
  const { status, json, told } = await planted;
  if ('skipped' in json) return t.skip(SKIP);
  const { lost } = json;
  assert.ok(Number(lost) > 0, told);
  assert.equal(status, 1);
});
