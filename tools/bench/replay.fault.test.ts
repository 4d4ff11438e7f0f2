import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

test('bench:replay reads whole weeks, warm and after a start', async () => {
  // A small table: how fast it is says nothing here, that each week is whole does.
  const flags = ['--rows', '20000', '--interval', '600', '--looks', '3', '--cold', '1'];
  const { status, json, told } = await runCommand('bench/replay.ts', flags);
  assert.equal(status, 0, told);
  assert.deepEqual([json['rows'], json['of_seal']], [20_160, 1_008]);
  for (const name of ['warm_ms', 'cold_ms']) assert.ok(Number(json[name]) > 0, told);
});
