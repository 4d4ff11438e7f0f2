import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CAUSES } from '@lakiri/alarms';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { type Language, languages, type Said } from './said.ts';
import { sayIn, words } from './words.ts';

const said = Object.entries<Said>(words);

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

test('every key is said in every language, and nothing is said twice', () => {
  const silent = said.flatMap(([key, all]) =>
    languages.filter((language) => all[language].trim() === '').map((it) => `${key} (${it})`),
  );
  assert.deepEqual(silent, []);
});

test('no key stands in two tables: the later one would silence the other', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter((it) => !/test/.test(it));
  const keys = files.flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    return [...text.matchAll(/^ {2}'?([\w.-]+)'?: \{\s*en:/gm)].map(([, key = '']) => key);
  });
  // A few stand in tables within tables.
  assert.ok(keys.length > 0.95 * said.length, `${keys.length} of ${said.length}`);
  assert.deepEqual(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
});

test('both languages name the same facts', () => {
  const differing = said
    .filter(([, all]) => placeholders(all.en).join() !== placeholders(all.sw).join())
    .map(([key]) => key);
  assert.deepEqual(differing, []);
});

test('Swahili is not English left standing', () => {
  // Names, units and words that both languages share.
  const shared =
    /^(app|menu\.language|country|dialect|why\.unknown|form\.field|case\.did\.note|place\.km|nav\.seals|map\.moving|journeys\.state)/;
  const same = said
    .filter(([key, all]) => all.en === all.sw && !shared.test(key))
    .map(([key]) => key);
  assert.deepEqual(same, []);
});

test('every message is readable ICU in its language', () => {
  const broken = said.flatMap(([key, all]) => languages.filter((it) => fails(key, all, it)));
  assert.deepEqual(broken, []);
});

function fails(key: string, all: Said, language: Language): boolean {
  const values = Object.fromEntries(placeholders(all[language]).map((name) => [name, 3]));
  const out = sayIn(language)(key as keyof typeof words, values);
  return out === '' || out === key || /[{}]/.test(out);
}

test('every cause that a case may be closed with is said', () => {
  const mute = CAUSES.filter(({ code }) => !Object.hasOwn(words, `cause.${code}`));
  assert.deepEqual(mute, []);
});

test('a longer saying keeps what is put in, and its plurals', () => {
  const [say, long] = [sayIn('en'), sayIn('en', true)];
  for (const values of [
    { open: 1, unassigned: 0 },
    { open: 7, unassigned: 2 },
  ]) {
    const [plain, longer] = [say('queue.says', values), long('queue.says', values)];
    assert.ok(longer.length >= plain.length * 1.3, longer);
    assert.deepEqual(longer.match(/\d+/g), plain.match(/\d+/g));
  }
  assert.equal(long('app.name').startsWith(say('app.name')), true);
});

test('plurals follow the language', () => {
  assert.equal(sayIn('en')('queue.says', { open: 1, unassigned: 0 }), '1 open alarm, 0 unassigned');
  assert.equal(
    sayIn('en')('queue.says', { open: 7, unassigned: 2 }),
    '7 open alarms, 2 unassigned',
  );
  assert.equal(sayIn('sw')('age.hours', { n: 1, rest: 12 }), 'saa 1 dak 12 zilizopita');
  assert.equal(sayIn('sw')('age.hours', { n: 2, rest: 0 }), 'saa 2 zilizopita');
});
