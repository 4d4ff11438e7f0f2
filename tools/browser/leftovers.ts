// Finds words on a screen that its language does not have: what nobody translated, and bare codes.

import { marked, piecesOf } from '@lakiri/console/sentence';
import { words } from '@lakiri/console/words';
import type { Page } from 'playwright-core';

/** Every text that somebody sees or has read aloud, but bytes and makers' own names: text, and the attributes that are spoken. */
const SEEN = `(() => {
  const seen = new Set([document.title]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement?.checkVisibility({ visibilityProperty: true }) &&
        node.parentElement.closest('[translate=no]') === null) seen.add(node.data);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll('[' + name + ']'))
      if (element.checkVisibility({ visibilityProperty: true })) seen.add(element.getAttribute(name));
  return [...seen].map((text) => text.replaceAll(/\\s+/g, ' ').trim()).filter((text) => text !== '');
})()`;

export function wordsSeen(page: Page): Promise<readonly string[]> {
  return page.evaluate(SEEN) as Promise<readonly string[]>;
}

/** Values of these are codes of the centre: a person is told their words, never themselves. */
const CODES =
  /^(id|state|kind|subjectKind|type|act|code|outcome|cause|fix|roles|event|link|clock|source|flag|language|corridor)$/;

/** Every word of an answer of the centre that is a name and not a code. */
export function namesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return CODES.test(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => namesIn(one, name));
}

/** Units, time zones, names of keys, and the makers of the map, which no language changes. */
const SHARED =
  /^(km|km\/h|°c|m|x|s|eat|cat|lakiri|esc|enter|space|j|k|j k|a|n|r|e|f|l|u|t|g|c|d|p|csv|jt\d\w*|t[0-3]|o|gateway-\d+|© ?openstreetmap contributors \(odbl\)|natural earth|geonames \(cc by 4\.0\))$/i;
/** An id, or its end, which tells two of a kind apart. */
const IDS = /^(…[\da-f-]{6}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/;
const MONTHS = /^(\d\d )?(Jan|Feb|Mac|Apr|Mei|Jun|Jul|Ago|Sep|Okt|Nov|Des)( \d{4})?$/;
/** Between what may be told side by side in one text, the widest first. */
const BETWEEN = [/(?:^| )· /, /[“”()]/, /: |\. /, /, /, /\s(?=\+?\d)|(?<=\d|%)\s/];
/** A sentence may hold a name that holds a distance; deeper there is nothing. */
const DEPTH_MAX = 5;

export type Lexicon = { has(text: string): boolean };

/** What a screen of a language may say: its catalogue, filled with names, numbers, and times. */
export function lexiconOf(language: 'en' | 'sw', names: Iterable<string>): Lexicon {
  const known = new Set([...names, ...partsOfRules(language)].map(flat));
  const messages = Object.values(words)
    .map((said) => said[language])
    .filter((message) => /\p{L}{2}/u.test(message.replaceAll(/\{\w+\}/g, '')));
  const plain = new Set(messages.filter((message) => !message.includes('{')).map(flat));
  const patterns = messages
    .filter((message) => message.includes('{'))
    .flatMap((message) => patternsOf(message).patterns)
    .map((pattern) => new RegExp(`^${pattern}$`, 'isu'));
  const has = (text: string, depth: number): boolean => {
    // A text that goes on after another, or before one, as a list of words does.
    const trimmed = text.trim().replace(/^[·,] | [·,]$/g, '');
    if (!/\p{L}/u.test(trimmed) || SHARED.test(trimmed) || MONTHS.test(trimmed)) return true;
    if (IDS.test(trimmed)) return true;
    if ([text, trimmed].map(flat).some((it) => known.has(it) || plain.has(it))) return true;
    if (depth === DEPTH_MAX) return false;
    for (const pattern of patterns) {
      const found = pattern.exec(trimmed);
      if (found?.slice(1).every((part) => part === undefined || has(part, depth + 1))) return true;
    }
    return BETWEEN.some((between) => {
      const parts = trimmed.split(between);
      return parts.length > 1 && parts.every((part) => has(part, depth + 1));
    });
  };
  return { has: (text) => has(text, 0) };
}

/** What rules say stands in parts, with fields between them that are called by the parts around. */
function partsOfRules(language: 'en' | 'sw'): readonly string[] {
  return Object.entries(words)
    .filter(([key]) => key.startsWith('rule.says.') || key === 'rules.saysSeverity')
    .flatMap(([, said]) => {
      const filled = said[language].replaceAll(
        /\{(\w+)\}/g,
        (_, name) => marked([name])[name] ?? '',
      );
      return piecesOf(filled).map((it) => ('number' in it ? it.around : it.text));
    });
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

type Read = { readonly patterns: readonly string[]; readonly rest: string };

/** An ICU message as patterns, one for each way its choices fall; a value that is put in is a group. */
function patternsOf(message: string): Read {
  let patterns: readonly string[] = [''];
  let rest = message;
  while (rest !== '' && !rest.startsWith('}')) {
    const read = rest.startsWith('{') ? argumentOf(rest.slice(1)) : letterOf(rest);
    patterns = patterns.flatMap((before) => read.patterns.map((after) => before + after));
    rest = read.rest;
  }
  return { patterns, rest: rest.slice(1) };
}

/** `#` is the number of a plural. */
function letterOf(text: string): Read {
  const letter = (text[0] ?? '').replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  return { patterns: [letter === '#' ? '[\\d.,]+' : letter], rest: text.slice(1) };
}

/** `name}`, `name, number}` or `name, plural, one {…} other {…}}`. */
function argumentOf(text: string): Read {
  const simple = /^\s*\w+\s*(?:,\s*number\s*)?\}/.exec(text);
  if (simple !== null) return { patterns: ['(.+?)'], rest: text.slice(simple[0].length) };
  let rest = text.replace(/^\s*\w+\s*,\s*\w+\s*,/, '');
  const patterns: string[] = [];
  for (;;) {
    const choice = /^\s*[=\w]+\s*\{/.exec(rest);
    if (choice === null) break;
    const inner = patternsOf(rest.slice(choice[0].length));
    patterns.push(...inner.patterns);
    rest = inner.rest;
  }
  return { patterns, rest: rest.replace(/^\s*\}/, '') };
}
