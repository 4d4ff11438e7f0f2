import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type LogFiles, openLogFiles } from './log-files.ts';

let directory: string;
let files: LogFiles;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'lakiri-files-'));
  files = await openLogFiles(join(directory, 'log/centre'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
const aside = (): string[] =>
  readdirSync(join(files.directory, '.new'), { recursive: true }) as string[];

test('a file that never changes is written once, and again only as it is', async () => {
  const both = [file('tile/0/000', 'a'), file('tile/entries/x001/234.p/7', 'b')];
  await files.writeOnce(both);
  await files.writeOnce(both);
  assert.deepEqual([...(await files.tiles())].sort(), both.map(({ path }) => path).sort());
  await assert.rejects(files.writeOnce([file('tile/0/000', 'other')]), { code: 'forked' });
  assert.equal(String(await files.read('tile/0/000')), 'a');
  assert.equal(await files.read('tile/0/001'), undefined);
});

test('a file is replaced as a whole, and partial tiles are forgotten', async () => {
  await files.replace(file('checkpoint', 'one'));
  await files.replace(file('checkpoint', 'two'));
  assert.equal(readFileSync(join(files.directory, 'checkpoint'), 'utf8'), 'two');
  await files.writeOnce([file('tile/0/000.p/7', 'a'), file('tile/0/001.p/7', 'a')]);
  await files.forgetPartial(['tile/0/000', 'tile/0/002']);
  assert.deepEqual([...(await files.tiles())], ['tile/0/001.p/7']);
});

test('what cannot be written leaves nothing aside', async () => {
  writeFileSync(join(files.directory, 'tile'), 'in the way');
  await assert.rejects(files.writeOnce([file('tile/0/000', 'a')]), { code: 'ENOTDIR' });
  assert.equal(aside().length, 1);
});

test('what a dead process left goes, and what a running one writes stays', async () => {
  for (const name of ['4194304-dead', `${process.ppid}-running`, `${process.pid}-former`])
    mkdirSync(join(files.directory, '.new', name));
  for (let n = 0; n < 3; n++) await openLogFiles(files.directory);
  const left = aside();
  assert.equal(left.length, 2);
  assert.ok(left.includes(`${process.ppid}-running`));
});
