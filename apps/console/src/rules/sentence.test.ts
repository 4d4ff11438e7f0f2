import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULES, KINDS } from '@lakiri/alarms';
import { languages } from '../words/said.ts';
import { sayIn, type WordKey, words } from '../words/words.ts';
import { marked, piecesOf } from './sentence.ts';

/** May be given, and no shipped version does. */
const OPTIONAL = { 'position-doubted': ['cellOdds'], 'long-stop': ['growMin', 'growSeverity'] };

for (const kind of KINDS)
  for (const language of languages)
    test(`${kind} says each of its numbers once (${language})`, () => {
      const key = `rule.says.${kind}`;
      assert.ok(Object.hasOwn(words, key), key);
      const versions = DEFAULT_RULES.filter((rule) => rule.kind === kind);
      const optional = (OPTIONAL as Record<string, readonly string[]>)[kind] ?? [];
      const names = new Set([...versions.flatMap((it) => Object.keys(it.params)), ...optional]);
      const pieces = piecesOf(sayIn(language)(key as WordKey, marked([...names])));
      const numbers = pieces.flatMap((it) => ('number' in it ? [it.number] : []));
      assert.deepEqual(numbers.toSorted(), [...names].sort());
      for (const it of pieces) if ('number' in it) assert.match(it.around, /\p{L}{2}/u);
    });

test('a number is called by what stands around it, up to the end of the thought', () => {
  const { a, b } = marked(['a', 'b']);
  assert.deepEqual(piecesOf(`It stood for ${a} by day, or ${b} by night. Over.`), [
    { text: 'It stood for ' },
    { number: 'a', around: 'It stood for … by day' },
    { text: ' by day, or ' },
    { number: 'b', around: 'or … by night' },
    { text: ' by night. Over.' },
  ]);
});
