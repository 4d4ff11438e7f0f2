import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

test('bench:backtest judges a stored day as its own intake judged it', async () => {
  // Four trucks: how fast it is says nothing here, that both come to the same alarms does.
  const { status, json, told } = await runCommand('bench/backtest.ts', [
    '--days',
    '1',
    '--trucks',
    '4',
  ]);
  assert.equal(status, 0, told);
  assert.ok(Number(json['reports']) > 1_000, told);
  assert.equal(json['present'], json['played'], told);
});
