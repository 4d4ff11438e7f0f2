import { type Say, wordKey, words } from '../words/words.ts';
import type { RuleFault } from './rule-form.ts';
import { marked, piecesOf } from './sentence.ts';
import { unitWords } from './unit-words.ts';

/** What is wrong with a number, by the words around its place in the sentence. */
export function faultWords(say: Say, kind: string, fault: RuleFault): string {
  if (fault === 'ackDueMin') return say('rules.wrong.ackDueMin');
  const { name, unit, min, max, isWhole } = fault.number;
  const range = { min, max, unit: unitWords(say, unit), isWhole: String(isWhole) };
  return say('rules.wrong.number', { what: whatOf(say, kind, name), ...range });
}

/** A number of a rule by the words around it; its own name where no sentence has it. */
export function whatOf(say: Say, kind: string, name: string): string {
  const key = wordKey('rule.says', kind);
  if (key === undefined) return name;
  const names = [...words[key].en.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one);
  const piece = piecesOf(say(key, marked(names))).find(
    (it) => 'number' in it && it.number === name,
  );
  return piece !== undefined && 'number' in piece ? piece.around : name;
}
