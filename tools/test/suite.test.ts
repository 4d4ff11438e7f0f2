// The runner of the tests itself: what fails is a failure, what only wavered is told.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runSuite } from './suite.ts';

const MINUTE_MS = 60_000;
let directory: string;

before(() => {
  directory = mkdtempSync(join(tmpdir(), 'lakiri-suite-'));
});
after(() => rmSync(directory, { recursive: true }));

/** A file whose one test runs the lines. */
function fileOf(name: string, lines: string): string {
  const path = join(directory, `${name}.mjs`);
  writeFileSync(path, `import { test } from 'node:test';\ntest('it', () => {${lines}});\n`);
  return path;
}

const FAILS = 'throw new Error("broken");';
const PASSES = '';
/** Fails as long as nobody ran it before. */
const wavers = (name: string): string => {
  const mark = JSON.stringify(join(directory, `${name}.ran`));
  return `const fs = process.getBuiltinModule('node:fs'); if (!fs.existsSync(${mark})) { fs.writeFileSync(${mark}, ''); throw new Error('first'); }`;
};

const run = (files: readonly string[], againMax?: number) =>
  runSuite({ title: 'of the runner', files, fileMsMax: MINUTE_MS, ...(againMax && { againMax }) });

test('a defect fails beside others and alone', async () => {
  const { passed, failed, wavered } = await run([fileOf('a', FAILS), fileOf('b', PASSES)], 2);
  assert.deepEqual({ passed, failed, wavered }, { passed: 1, failed: 1, wavered: [] });
});

test('what holds when it runs again alone is named', async () => {
  const file = fileOf('c', wavers('c'));
  const { passed, failed, wavered } = await run([file], 2);
  assert.deepEqual(
    { passed, failed, wavered },
    { passed: 1, failed: 0, wavered: [`${file}:2 it`] },
  );
});

test('more failures than a few are no accident, and nothing runs again where nothing may waver', async () => {
  const names = ['d', 'e', 'f'];
  const many = await run(
    names.map((name) => fileOf(name, wavers(name))),
    2,
  );
  assert.deepEqual([many.failed, many.wavered], [3, []]);
  const pure = await run([fileOf('g', wavers('g'))]);
  assert.deepEqual([pure.failed, pure.wavered], [1, []]);
});

test('a file that dies has failed', async () => {
  const { failed } = await run([fileOf('h', 'process.exit(3);')], 2);
  assert.equal(failed, 1);
});
