// docs/dependencies.md is the whole truth: every package that a manifest asks for has its line there,
// the line names the places that ask for it, and no line outlives its package.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';

const DOCUMENT = 'docs/dependencies.md';
const KINDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;
type Manifest = Partial<Record<(typeof KINDS)[number], Record<string, string>>>;

/** A package that is not ours, and the folder whose manifest asks for it. */
type Asked = { readonly name: string; readonly folder: string };

const asked: readonly Asked[] = execFileSync('git', ['ls-files', '--', '*package.json'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '')
  .flatMap((file) => {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const names = KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
    const folder = dirname(file) === '.' ? 'repository' : dirname(file);
    return [...new Set(names)]
      .filter((name) => !name.startsWith('@lakiri/'))
      .map((name) => ({ name, folder }));
  });

/** A row: packages in code marks, where `*` stands for any ending; then folders or parts of their paths. */
type Line = { readonly packages: readonly string[]; readonly places: readonly string[] };

const lines: readonly Line[] = readFileSync(DOCUMENT, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, packages = '', places = '', why = ''] = line.split('|').map((cell) => cell.trim());
    assert.ok(why.length >= 15, `${packages}: say why`);
    return {
      packages: [...packages.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
      places: places.split(/,\s*/),
    };
  });

const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
const isAt = (place: string, folder: string): boolean =>
  folder === place || folder.split('/').includes(place);

test('every dependency of every manifest has a line that names where it is used', () => {
  const missing = asked.filter(
    ({ name, folder }) =>
      !lines.some(
        ({ packages, places }) =>
          packages.some((pattern) => fits(pattern, name)) &&
          places.some((place) => isAt(place, folder)),
      ),
  );
  assert.deepEqual(
    missing.map(({ name, folder }) => `${name} of ${folder}: add it to ${DOCUMENT}`),
    [],
  );
});

test('every line is of a dependency that somebody has, and of places that have it', () => {
  const idle = lines.flatMap(({ packages, places }) => [
    ...packages
      .filter((pattern) => !asked.some(({ name }) => fits(pattern, name)))
      .map((pattern) => `nobody has ${pattern}`),
    ...places
      .filter(
        (place) =>
          !asked.some(
            ({ name, folder }) =>
              isAt(place, folder) && packages.some((pattern) => fits(pattern, name)),
          ),
      )
      .map((place) => `${place} has none of ${packages.join(', ')}`),
  ]);
  assert.deepEqual(idle, []);
});
