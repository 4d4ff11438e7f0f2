import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type MigrationFile, pendingMigrations, readMigrations } from './migration-files.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function setOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-sql-'));
  folders.push(folder);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return { module: 'seals', directory: pathToFileURL(`${folder}/`) };
}

test('files are read by number; line ends do not change what they are', () => {
  const unix = readMigrations(setOf({ '0002-b.sql': 'SELECT 2;\n', '0001-a.sql': 'SELECT 1;\n' }));
  const dos = readMigrations(setOf({ '0001-a.sql': 'SELECT 1;\r\n' }));
  assert.deepEqual(
    unix.map(({ number, name }) => [number, name]),
    [
      [1, 'a'],
      [2, 'b'],
    ],
  );
  assert.equal(unix[0]?.sha256, dos[0]?.sha256);
});

const badFiles = [
  { files: { 'a.sql': '' }, code: 'migration-misnamed' },
  { files: { '1-a.sql': '' }, code: 'migration-misnamed' },
  { files: { '0001-A.sql': '' }, code: 'migration-misnamed' },
  { files: { '0001-a.sql': '', '0001-b.sql': '' }, code: 'migration-doubled' },
  { files: { '0001-a.sql': 'SELECT 1;\nCOMMIT;\n' }, code: 'migration-own-transaction' },
] as const;
for (const { files, code } of badFiles)
  test(`${code}: ${Object.keys(files).join(', ')}`, () => {
    assert.throws(() => readMigrations(setOf(files)), { code });
  });

test('a function body may say BEGIN and END', () => {
  const sql = 'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  NULL;\nEND;\n$$;';
  assert.equal(readMigrations(setOf({ '0001-a.sql': sql })).length, 1);
});

const file = (number: number, sha256 = 'x', module = 'seals'): MigrationFile => ({
  ...{ module, number, name: 'a', sha256, sql: '' },
});

const rows = [
  { code: 'migration-newer', files: [file(1)], applied: [file(1), file(2)] },
  { code: 'migration-newer', files: [file(1)], applied: [file(1), file(1, 'x', 'tariff')] },
  { code: 'migration-vanished', files: [file(2)], applied: [file(1)] },
  { code: 'migration-changed', files: [file(1, 'y')], applied: [file(1, 'x')] },
  { code: 'migration-late', files: [file(1), file(2), file(3)], applied: [file(1), file(3)] },
];
for (const { code, files, applied } of rows)
  test(`${code} is refused with its file`, () => {
    assert.throws(() => pendingMigrations(files, applied), {
      code,
      message: /(seals|tariff)\/000\d/,
    });
  });

test('what is not applied is left to apply, in order', () => {
  const files = [file(1), file(2), file(3), file(1, 'x', 'journeys')];
  assert.deepEqual(pendingMigrations(files, [file(1)]), files.slice(1));
  assert.deepEqual(pendingMigrations(files, files), []);
});
