// The table of the README against the kinds that there are and the files that it names.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { KINDS } from './kind.ts';

const here = resolve(import.meta.dirname, '..');
const rows = readFileSync(resolve(here, 'README.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 8 && cells[4]?.includes('.ts'))
  .map(([, , kind = '', , rule = '', tests = '']) => ({
    kind: kind.replaceAll('`', ''),
    files: [...`${rule} ${tests}`.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }));

test('each kind has one row of the catalogue', () =>
  assert.deepEqual(rows.map(({ kind }) => kind).sort(), [...KINDS].sort()));

for (const { kind, files } of rows)
  test(`${kind}: its rule and its tests are where the catalogue says`, () => {
    assert.ok(files.length >= 2);
    assert.deepEqual(
      files.filter((file) => !existsSync(resolve(here, file))),
      [],
    );
  });
