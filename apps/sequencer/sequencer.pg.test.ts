import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { appendFacts } from '@lakiri/platform/facts';
import { aFact, checkAll, checkFiles, openTestLog, type TestLog, until } from './test-log.ts';

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.close());
const pathOf = (path: string): string => join(log.data, 'log/test', path);

test('a new node has a log of nothing, then of every fact, and a key of its own', async () => {
  const run = log.run();
  await until(run.isWell, 'the log is open');
  assert.equal(checkFiles(log.data).size, 0);
  assert.equal(statSync(join(log.data, 'log-key')).mode & 0o777, 0o600);
  await log.append(3);
  await log.whole();
  await checkAll(log);
  assert.match(
    readFileSync(pathOf('policy'), 'utf8'),
    /^log node-[0-9a-f]{8}\.local\/log\/test\+.*\nquorum none\n$/,
  );
});

test('facts that come together from many transactions are all in the log, once', async () => {
  const run = log.run();
  const writers = Array.from({ length: 5 }, async (_, writer) => {
    for (let n = 0; n < 40; n++)
      await log.app.asNode(async (tx) => {
        await appendFacts(tx, [aFact()]);
        await new Promise((resolve) => setTimeout(resolve, (writer * 7 + n) % 11));
        await appendFacts(tx, [aFact(), aFact()], { announce: n % 2 === 0 });
      });
  });
  await Promise.all(writers);
  assert.equal(await log.whole(), 600);
  await run.stop();
  await checkAll(log);
});

test('narrower forms of a full tile and of a full bundle go', async () => {
  log.run();
  await log.append(250);
  await log.whole();
  assert.ok(statSync(pathOf('tile/0/000.p/250')).isFile());
  await log.append(10);
  await log.whole();
  await until(() => !exists('tile/0/000.p') && !exists('tile/entries/000.p'), 'they are gone');
  await checkAll(log);
});

const exists = (path: string): boolean =>
  statSync(pathOf(path), { throwIfNoEntry: false }) !== undefined;
