import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { PublishPorts } from './publish.ts';
import { checkAll, checkFiles, openTestLog, type TestLog, until } from './test-log.ts';
import { SyncFailed } from './trouble.ts';

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.close());

class Killed extends Error {}
type Step = Exclude<keyof PublishPorts, 'now'>;

/** Dies at a step, once: before it was done, half done, or done but never said so. */
function dyingAt(step: Step, when: 'before' | 'after' | 'half') {
  return (ports: PublishPorts): PublishPorts => ({
    ...ports,
    [step]: async (argument: never) => {
      if (when === 'half') await ports.writeOnce((argument as []).slice(0, 1));
      if (when === 'after') await (ports[step] as (it: never) => Promise<unknown>)(argument);
      throw new Killed();
    },
  });
}

const deaths = (['read', 'writeOnce', 'advance', 'writeCheckpoint', 'forgetPartial'] as const)
  .flatMap((step) => (['before', 'after'] as const).map((when) => [step, when] as const))
  .concat([['writeOnce', 'half' as never]]);
for (const [step, when] of deaths)
  test(`a process that dies ${when} ${step} leaves a log that the next one goes on with`, async () => {
    const first = log.run();
    await log.append(250);
    await log.whole();
    await first.stop();
    await log.append(10);
    const dying = log.run({ around: dyingAt(step, when) });
    await assert.rejects(dying.ended, Killed);
    checkFiles(log.data); // whoever looks now finds a whole log, old or new
    await log.append(3);
    log.run();
    assert.equal(await log.whole(), 263);
    await checkAll(log);
  });

test('a disk that does not confirm ends the process, and is not asked again', async () => {
  let asked = 0;
  const run = log.run({
    around: (ports) => ({
      ...ports,
      writeOnce: () => {
        asked++;
        return Promise.reject(new SyncFailed('tile/0/000', new Error('EIO')));
      },
    }),
  });
  await log.append(1);
  await assert.rejects(run.ended, SyncFailed);
  assert.equal(asked, 1);
});

test('a full disk is waited for', async () => {
  let full = true;
  const run = log.run({
    around: (ports) => ({
      ...ports,
      writeOnce: (files) =>
        full
          ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
          : ports.writeOnce(files),
    }),
  });
  await log.append(2);
  await until(() => /disk of the log is full/.test(run.trouble() ?? ''), 'it says so');
  full = false;
  await log.whole();
  await until(run.isWell, 'nothing is wrong any more');
  await checkAll(log);
});

/** A second machine's data directory, with the key of the first. */
async function secondMachine(): Promise<string> {
  const first = log.run();
  await until(first.isWell, 'the first one has made its key');
  const other = mkdtempSync(join(tmpdir(), 'lakiri-log-'));
  mkdirSync(join(other, 'log'));
  copyFileSync(join(log.data, 'log-key'), join(other, 'log-key'));
  return other;
}

for (const where of ['in one folder', 'on two machines'])
  test(`two sequencers ${where} under load make one log`, async () => {
    const other = await secondMachine();
    const second = log.run({ data: where === 'in one folder' ? log.data : other });
    for (let n = 0; n < 60; n++) {
      await log.append(7);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await log.whole();
    await until(second.isWell, 'the second one is well');
    await checkAll(log);
    if (where === 'on two machines') {
      await log.whole(other);
      await checkAll(log, other);
    }
    rmSync(other, { recursive: true });
  });

for (const step of ['advance', 'writeCheckpoint'] as const)
  test(`a sequencer that is stopped before ${step}, and goes on later, overtakes nobody`, async () => {
    const gate = Promise.withResolvers<void>();
    let isPaused = false;
    const paused = log.run({
      around: (ports) => ({
        ...ports,
        [step]: async (argument: never) => {
          isPaused = true;
          await gate.promise;
          return await (ports[step] as (it: never) => Promise<unknown>)(argument);
        },
      }),
    });
    await log.append(5);
    await until(() => isPaused, 'it is paused');
    log.run();
    await log.append(5);
    assert.equal(await log.whole(), 10);
    gate.resolve();
    await until(paused.isWell, 'it goes on');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(await log.whole(), 10); // its old checkpoint does not stay
    await log.append(1);
    await log.whole();
    assert.deepEqual(paused.troubles, []); // to be late is nothing that an operator has to mend
    await checkAll(log);
  });
