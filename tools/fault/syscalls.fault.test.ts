import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

const SKIP = 'strace may not be used here; it needs the right to trace';

test('a failing call of the publisher leaves a log that goes on, and is whole', async (t) => {
  const { status, json, told } = await runCommand('fault/syscalls.ts', ['--every', '23']);
  if ('skipped' in json) return t.skip(reasonOf(json));
  const { tried, clean, failed } = json;
  assert.equal(failed, 0, told);
  assert.equal(clean, tried, told);
  assert.ok(Number(tried) >= 8, told);
  assert.equal(status, 0);
});

test('a planted defect is caught: sync-retried', async (t) => {
  const flags = ['--syncs', '--every', '25', '--plant', 'sync-retried'];
  const { status, json, told } = await runCommand('fault/syscalls.ts', flags);
  if ('skipped' in json) return t.skip(reasonOf(json));
  const { failed } = json;
  assert.ok(Number(failed) > 0, told);
  assert.equal(status, 1);
});

/** A missing program is a package to install; a machine that lets nobody trace is not. */
function reasonOf({ said }: Readonly<Record<string, unknown>>): string {
  return said === 'strace is not installed'
    ? 'strace is not installed: apt-get install strace'
    : SKIP;
}
