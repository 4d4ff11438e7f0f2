import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

const small = ['--cuts', '2', '--control', '5', '--seals', '60', '--rate', '300'];

test('a power cut loses nothing that was acknowledged; without synchronous commits it does', async (t) => {
  const { status, json, told } = await runCommand('fault/power.ts', small);
  if ('skipped' in json) return t.skip(reasonOf(json));
  const { cuts, lost, doubled, disagree } = json;
  assert.deepEqual(
    { cuts, lost, doubled, disagree },
    { cuts: 2, lost: 0, doubled: 0, disagree: 0 },
    told,
  );
  const { acked_reports: reports, acked_facts: facts, control_lost: controlLost } = json;
  assert.ok(Number(reports) > 100 && Number(facts) > 20 && Number(controlLost) > 0, told);
  assert.equal(status, 0);
});

/** A missing program is a package to install; a machine that lets nobody mount is not. */
function reasonOf({ said }: Readonly<Record<string, unknown>>): string {
  return /not installed/.test(String(said))
    ? `${said}: apt-get install xfsprogs e2fsprogs`
    : `mounting a disk in a file needs root, loops and XFS: ${said}`;
}
