import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

test('bench:decode times every dialect’s everyday report', async () => {
  // A moment each, on a machine that does other things: what is judged here is that all are read.
  const { json, told } = await runCommand('bench/decode.ts', ['--seconds-each', '0.05']);
  assert.equal(json['dialect'], 'meitrack-cce', told);
  assert.ok(Number(json['per_s']) > 0, told);
});
