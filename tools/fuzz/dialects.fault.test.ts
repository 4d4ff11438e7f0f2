import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';
import { fuzzNames } from './fuzz-targets.ts';

const small = ['--frames', '20000', '--seed', '7'];

for (const dialect of fuzzNames())
  test(`mutants of ${dialect} break nothing`, async () => {
    const { status, json, told } = await runCommand('fuzz/dialects.ts', [
      ...['--dialect', dialect],
      ...small,
    ]);
    const { kept_growth_mb: keptMb, rss_growth_mb: rssMb, ...counted } = json;
    assert.deepEqual(counted, { dialect, frames: 20_000, crashes: 0, hangs: 0 }, told);
    assert.equal(status, 0, `${String(keptMb)} MB kept, ${String(rssMb)} MB resident\n${told}`);
  });

const plants = [
  { plant: 'throw', seen: 'crashes' },
  { plant: 'lose', seen: 'crashes' },
  { plant: 'hang', seen: 'hangs' },
  { plant: 'leak', seen: 'kept_growth_mb' },
] as const;
for (const { plant, seen } of plants)
  test(`a planted defect is caught: ${plant}`, async () => {
    const flags = ['--dialect', 'jt808', ...small, '--plant', plant, '--hang-ms', '2000'];
    const { status, json, told } = await runCommand('fuzz/dialects.ts', flags);
    assert.ok(Number(json[seen]) > 0, told);
    assert.equal(status, 1, told);
  });
