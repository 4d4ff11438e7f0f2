import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

const small = ['--seals', '500', '--seconds', '2', '--ack-rate', '250', '--rate-max', '600'];
// Both at once: most of their time they wait.
const healthy = runCommand('bench/ingest.ts', small);
const planted = runCommand('bench/ingest.ts', [...small, '--plant', 'dropped-batch']);
const KEYS = [
  'live_per_s',
  'backlog_per_s',
  'raw_copy_per_s',
  'ratio',
  'ack_p50_ms',
  'ack_p99_ms',
  'rss_mb',
  'lost',
  'doubled',
];

test('bench:ingest says all it must, and every acknowledged report is stored once', async () => {
  const { status, json, told } = await healthy;
  assert.deepEqual(Object.keys(json), KEYS, told);
  for (const key of KEYS.slice(0, -2)) assert.ok(Number(json[key]) > 0, `${key}: ${told}`);
  const { lost, doubled } = json;
  assert.deepEqual([lost, doubled, status], [0, 0, 0], told);
  const checkpoints = Number(/(\d+) checkpoints/.exec(told)?.[1]);
  assert.ok(checkpoints >= 3, told); // one in each run
});

test('a planted defect is caught: dropped-batch', async () => {
  const { status, json, told } = await planted;
  const { lost } = json;
  assert.ok(Number(lost) > 0, told);
  assert.equal(status, 1);
});

test('bench:ingest tells a dialect beside Jointech, one that answers nothing too', async () => {
  const { json, told } = await runCommand('bench/ingest.ts', [
    ...['--dialect', 'suntech', '--seals', '200', '--seconds', '2'],
    ...['--ack-rate', '250', '--rate-max', '500'],
  ]);
  const { dialect, lost, doubled } = json;
  assert.deepEqual({ dialect, lost, doubled }, { dialect: 'suntech', lost: 0, doubled: 0 }, told);
  for (const key of ['live_per_s', 'ratio_to_jointech', 'ack_p99_ms'])
    assert.ok(Number(json[key]) > 0, `${key}: ${told}`);
});
