import type { Problem } from '../api/contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { distance } from '../map/distance.ts';
import { fieldLabels } from '../words/fields.ts';
import type { Language } from '../words/said.ts';
import { type Say, type Values, wordKey } from '../words/words.ts';

/** A refusal as a person reads it. `facts` is empty where none can be told; `fields` are those that were filled in wrongly. */
export type Told = {
  readonly title: string;
  readonly facts: string;
  readonly fields: readonly string[];
  readonly remedy: string;
};

const INSTANT = /^\d{4}-\d\d-\d\dT/;

/**
 * What was refused, its facts and what to do, in the person's language; where the code is not known, in the server's
 * words, which are English.
 */
export function toldOf(say: Say, language: Language, problem: Problem): Told {
  const { code, title, detail = '' } = problem;
  const known = wordKey('problem', code);
  const remedy = say(wordKey('problem', `${code}.do`) ?? 'problem.unexpected.do');
  const fields = fieldsIn(say, problem);
  if (known === undefined) return { title, facts: detail === title ? '' : detail, fields, remedy };
  const facts = wordKey('problem', `${code}.facts`);
  const values = spoken(problem, language);
  // A fact that the server did not send would leave a hole in the sentence.
  const whole = facts !== undefined && has(facts, values);
  return { title: say(known), facts: whole ? say(facts, values) : '', fields, remedy };
}

/** Each field that was refused, by the label that stands on the screen, once; one without a label only as being there. */
function fieldsIn(say: Say, { errors = [] }: Problem): readonly string[] {
  const said = errors.map(({ path, message }) => {
    const label = path
      .split('/')
      .map((part) => fieldLabels[part])
      .findLast((it) => it !== undefined);
    return label === undefined
      ? say('form.otherField')
      : say('form.field', { field: say(label), why: whyWrong(say, message) });
  });
  return [...new Set(said)];
}

/** What is wrong with a field, from the validator's English, where that names a length. */
function whyWrong(say: Say, message: string): string {
  const [, bound, chars] = /(<=|>=)\s?(\d+) characters/.exec(message) ?? [];
  if (bound === undefined || chars === undefined) return say('form.wrong');
  return say(bound === '<=' ? 'form.tooLong' : 'form.tooShort', { n: Number(chars) });
}

/** The names that a sentence of facts asks for, as the server calls them. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'problem.already-acknowledged.facts': ['by', 'at'],
  'problem.case-closed.facts': ['by', 'at'],
  'problem.seal-not-at-station.facts': ['nearest', 'awayM'],
  'problem.not-at-destination.facts': ['destination', 'awayM'],
  'problem.seals-apart.facts': ['awayM'],
  'problem.battery-short.facts': ['batteryPct', 'neededPct'],
  'problem.deadline-passed.facts': ['deadlineAt'],
  'problem.claim-before-last-act.facts': ['lastAct'],
  'problem.broken.facts': ['incident'],
  'problem.bundle-too-large.facts': ['max'],
  'problem.too-many-keys.facts': ['keysMax'],
  'problem.number-unknown.facts': ['name'],
  'problem.number-missing.facts': ['name'],
  'problem.number-out-of-range.facts': ['name', 'min', 'max'],
  'problem.override-unsound.facts': ['name'],
  'problem.bad-profile.facts': ['path'],
  'problem.effective-too-soon.facts': ['earliest'],
  'problem.effective-before-last.facts': ['last'],
};

function has(facts: string, values: Values): boolean {
  return NEEDS[facts]?.every((name) => values[name] !== undefined && values[name] !== '') ?? false;
}

function spoken(problem: Problem, language: Language): Values {
  return Object.fromEntries(
    Object.entries(problem).flatMap(([name, value]) => {
      const words = spokenValue(name, value, language);
      return words === undefined ? [] : [[name, words]];
    }),
  );
}

function spokenValue(name: string, value: unknown, language: Language): string | undefined {
  if (typeof value === 'number') return name.endsWith('M') ? distance(value) : String(value);
  if (typeof value === 'string')
    return INSTANT.test(value) ? `${secondInstant(value, language)} EAT` : value;
  if (typeof value === 'object' && value !== null && 'name' in value)
    return typeof value.name === 'string' ? value.name : undefined;
  return undefined;
}
