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

const SUBJECT = /\bsubjectKind: '([a-z]+(?:-[a-z]+)*)'/g;

const sources = MAKERS.flatMap((glob) => globSync(glob, { cwd: root }))
  .filter((path) => !/\.test\.ts$|\/test-|node_modules/.test(path))
  .map((path) => readFileSync(new URL(path, root), 'utf8'));
const named = (pattern: RegExp): ReadonlySet<string> =>
  new Set(sources.flatMap((text) => [...text.matchAll(pattern)]).map(([, name = '']) => name));

const types = named(TYPE);
const subjects = named(SUBJECT);

test(`the ${types.size} kinds of facts in the sources are said in the console`, () => {
  assert.ok(types.size >= 30, [...types].sort().join(' '));
  const mute = [...types].filter((type) => !Object.hasOwn(words, `fact.${type}`)).sort();
  assert.deepEqual(mute, []);
});

test(`so are the ${subjects.size} kinds of things that they are about`, () => {
  assert.ok(subjects.size >= 25, [...subjects].sort().join(' '));
  const mute = [...subjects].filter((kind) => !Object.hasOwn(words, `subject.${kind}`)).sort();
  assert.deepEqual(mute, []);
});
