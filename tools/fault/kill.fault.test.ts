import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

const small = ['--rounds', '3', '--seals', '60', '--rate', '400'];
// All at once: most of their time they wait for restarts.
const healthy = runCommand('fault/kill.ts', small);
const planted = ['early-ack', 'dropped-batch'].map((plant) => ({
  plant,
  running: runCommand('fault/kill.ts', [...small, '--plant', plant]),
}));

test('kill -9 of gateway, Postgres and both loses and doubles nothing', async () => {
  const { status, json, told } = await healthy;
  const { acked, ...counted } = json;
  assert.deepEqual(
    counted,
    { rounds: 3, lost: 0, doubled: 0, alarms_missing: 0, alarms_doubled: 0 },
    told,
  );
  assert.ok(Number(acked) > 500, told);
  assert.equal(status, 0);
});

for (const { plant, running } of planted)
  test(`a planted defect is caught: ${plant}`, async () => {
    const { status, json, told } = await running;
    const { lost } = json;
    assert.ok(Number(lost) > 0, told);
    assert.equal(status, 1);
  });
