import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addSignatures } from '@lakiri/evidence';
import { testLog } from '@lakiri/evidence/testing';
import { checkpointFileOf } from './checkpoint-file.ts';
import { openLogFiles } from './log-files.ts';

const root = mkdtempSync(join(tmpdir(), 'lakiri-checkpoint-'));
after(() => rmSync(root, { recursive: true }));

const log = testLog('customs.example/log/centre');
const [at5, at6] = [log.checkpoint(5), log.checkpoint(6)];
const headOf = (size: number) => ({ size, checkpoint: log.checkpoint(size) });
const line = (name: string): string =>
  `— ${name} ${Buffer.from(`${name}12345`).toString('base64')}`;
const read = (directory: string): string => readFileSync(join(directory, 'checkpoint'), 'utf8');
let directories = 0;

async function opened(delayMs = 0) {
  const directory = join(root, String(directories++));
  const files = await openLogFiles(directory);
  const slow: typeof files = {
    ...files,
    replace: async (file) => {
      await sleep(delayMs);
      await files.replace(file);
    },
  };
  return { directory, file: checkpointFileOf(slow) };
}

test('lines come under the checkpoint that they were given for, each once', async () => {
  const { directory, file } = await opened();
  await file.publish(headOf(5));
  await file.cosign(at5, [line('a')]);
  await file.cosign(at5, [line('a'), line('b')]);
  assert.equal(read(directory), addSignatures(at5, [line('a'), line('b')]));
});

test('lines for an older checkpoint change nothing, even while the newer one is being written', async () => {
  const { directory, file } = await opened(20);
  await file.publish(headOf(5));
  await Promise.all([file.publish(headOf(6)), file.cosign(at5, [line('a')])]);
  assert.equal(read(directory), at6);
  await Promise.all([file.cosign(at6, [line('b')]), file.publish(headOf(7))]);
  assert.equal(read(directory), log.checkpoint(7));
});

test('catching up keeps lines that are there, and never goes back', async () => {
  const { directory, file } = await opened();
  await file.publish({ size: 6, checkpoint: at6 });
  await file.cosign(at6, [line('a')]);
  for (const [size, checkpoint] of [
    [5, at5],
    [6, at6],
  ] as const)
    await file.publish({ size, checkpoint });
  assert.equal(read(directory), addSignatures(at6, [line('a')]));
});
