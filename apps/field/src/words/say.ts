import { caseWords } from '@lakiri/console/words/cases';
import { exceptionWords } from '@lakiri/console/words/exceptions';
import { problemWords } from '@lakiri/console/words/problems';
import { responseWords } from '@lakiri/console/words/response';
import type { Language, Said } from '@lakiri/console/words/said';
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { fieldWords } from './field.ts';

/** The console's words for the same things, and the phone's own. */
const words = {
  ...caseWords,
  ...exceptionWords,
  ...problemWords,
  ...responseWords,
  ...fieldWords,
};
export type WordKey = keyof typeof words;
type Values = Readonly<Record<string, string | number>>;
export type Say = (key: WordKey, values?: Values) => string;

const made = new Map<Language, Say>();

/** The sayings of a language; each is compiled when it is first said. */
export function sayIn(language: Language): Say {
  const known = made.get(language);
  if (known !== undefined) return known;
  const i18n = setupI18n({ locale: language, messages: { [language]: {} } });
  const compiled = new Set<WordKey>();
  const say: Say = (key, values) => {
    if (!compiled.has(key)) {
      i18n.load(language, { [key]: compileMessage((words[key] as Said)[language]) });
      compiled.add(key);
    }
    return i18n._(key, values);
  };
  made.set(language, say);
  return say;
}

/** A key made of a part and a server's code, when there is a saying for it. */
export function wordKey(part: string, code: string): WordKey | undefined {
  const key = `${part}.${code}`;
  return Object.hasOwn(words, key) ? (key as WordKey) : undefined;
}
