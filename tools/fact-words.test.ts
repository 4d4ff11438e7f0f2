// Whatever kind of fact the program can record has words in the console: an auditor reads no code names.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { words } from '../apps/console/src/words/words.ts';

const root = new URL('..', import.meta.url);
/** Where facts are made: the cores that decide them, and the processes that note their own. */
const MAKERS = ['modules/*/core/**/*.ts', 'apps/server/**/*.ts', 'apps/gateway/**/*.ts'];
/** A fact is named by its subject and a past participle; nothing else there has such a `type`. */
const TYPE = /\btype: '([a-z]+(?:-[a-z]+)+)'/g;

const types = new Set(
  MAKERS.flatMap((glob) => globSync(glob, { cwd: root }))
    .filter((path) => !path.endsWith('.test.ts') && !path.includes('node_modules'))
    .flatMap((path) => [...readFileSync(new URL(path, root), 'utf8').matchAll(TYPE)])
    .map(([, type = '']) => type),
);

test(`the ${types.size} kinds of facts in the sources are said in the console`, () => {
  assert.ok(types.size >= 30, [...types].sort().join(' '));
  const mute = [...types].filter((type) => !Object.hasOwn(words, `fact.${type}`)).sort();
  assert.deepEqual(mute, []);
});
