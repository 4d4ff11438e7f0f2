import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

test('bench:lies finds what it should, and seldom doubts an honest truck', async () => {
  // A small world: the bars are for the whole one.
  const { json, told } = await runCommand('bench/lies.ts', ['--journeys', '12', '--runs', '30']);
  const lies = json['lies'] as Record<string, { rate: number }>;
  for (const [name, least] of [
    ['jam', 0.8],
    ['teleport', 0.9],
    ['replayed trip', 0.9],
  ] as const)
    assert.ok((lies[name]?.rate ?? 0) >= least, told);
  const honest = json['honest'] as { suspects: number };
  assert.ok(honest.suspects <= 2, told);
});
