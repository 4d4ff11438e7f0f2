import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const END_MS_MAX = 60_000;

const childOf = (marks: string): string => `
  import { setTimeout as sleep } from 'node:timers/promises';
  import { appendFileSync } from 'node:fs';
  import { beChild } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)};
  import { silentLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)};
  while (process.connected) await sleep(10); // its supervisor dies while it starts
  const mark = (word) => appendFileSync(${JSON.stringify(marks)}, word);
  beChild({ log: silentLog(), stop: () => Promise.resolve(mark('stopped ')) });
  process.on('exit', () => mark('ended'));
  setInterval(() => undefined, 1_000);
`;

test('a child whose supervisor died while it was starting ends too', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lakiri-child-'));
  const script = join(directory, 'child.mts');
  const marks = join(directory, 'marks');
  writeFileSync(marks, '');
  writeFileSync(script, childOf(marks));
  const parent = `
    require('node:child_process').fork(${JSON.stringify(script)}, { detached: true, stdio: 'ignore' });
    setTimeout(() => process.exit(), 50);`;
  spawnSync(process.execPath, ['--eval', parent]);
  const until = performance.now() + END_MS_MAX;
  while (!readFileSync(marks, 'utf8').includes('ended') && performance.now() < until)
    await sleep(20);
  assert.equal(readFileSync(marks, 'utf8'), 'stopped ended');
  rmSync(directory, { recursive: true });
});
