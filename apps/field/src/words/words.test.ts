import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '@lakiri/console/words/said';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { fieldWords } from './field.ts';
import { sayIn } from './say.ts';

const said = Object.entries(fieldWords);

/** The values that a message asks for, at any depth of plural and select. */
function placeholders(message: string): string[] {
  const named = (tokens: CompiledMessage): string[] =>
    tokens.flatMap((token) => {
      if (typeof token === 'string') return [];
      const [name, , choices] = token;
      const inner = typeof choices === 'object' && choices !== null ? Object.values(choices) : [];
      return [name, ...inner.filter(Array.isArray).flatMap((it) => named(it))];
    });
  return [...new Set(named(compileMessageOrThrow(message)))].filter((it) => it !== '#').sort();
}

test('both languages name the same facts, and each says something', () => {
  for (const [key, all] of said) {
    assert.deepEqual(placeholders(all.sw), placeholders(all.en), key);
    for (const language of languages) {
      const values = Object.fromEntries(placeholders(all[language]).map((name) => [name, 3]));
      const out = sayIn(language)(key as keyof typeof fieldWords, values);
      assert.ok(out !== '' && out !== key && !/[{}]/.test(out), `${key} (${language}): ${out}`);
    }
  }
});

test('Swahili is not English left standing', () => {
  const same = said.filter(([key, { en, sw }]) => en === sw && !key.startsWith('me.language'));
  assert.deepEqual(same, []);
});

test('plurals follow the language', () => {
  assert.equal(sayIn('en')('link.kept', { n: 1 }), '1 step kept on this phone.');
  assert.equal(sayIn('sw')('link.kept', { n: 2 }), 'Hatua 2 zimehifadhiwa kwenye simu hii.');
});
