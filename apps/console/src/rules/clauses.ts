import type { RuleVariable } from '../api/rule-contract.ts';

// A condition as a person builds it: what is asked, joined by “and”. It is a part of CEL; what goes further is text only.

const TEXT_TESTS = ['is', 'is-not', 'in', 'not-in'] as const;
const NUMBER_TESTS = ['<', '<=', '>', '>='] as const;
const YES_TESTS = ['yes', 'no'] as const;
export type ClauseTest =
  | (typeof TEXT_TESTS)[number]
  | (typeof NUMBER_TESTS)[number]
  | (typeof YES_TESTS)[number];

/** One thing that must hold. `value` is as typed: a number, a text, or texts parted by commas. */
export type Clause = { readonly name: string; readonly test: ClauseTest; readonly value: string };

export const testsOf = {
  string: TEXT_TESTS,
  number: NUMBER_TESTS,
  bool: YES_TESTS,
} as const satisfies Record<RuleVariable['type'], readonly ClauseTest[]>;

/** A clause that says nothing wrong yet, to begin with. */
export function newClause({ name, type }: Pick<RuleVariable, 'name' | 'type'>): Clause {
  return { name, test: testsOf[type][0], value: '' };
}

const NUMBER = /^-?\d{1,7}(\.\d{1,6})?$/;
const typedNumber = (text: string): string => text.trim().replace(',', '.');
const partsOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Whether a clause is filled in. */
export function isWhole({ test, value }: Clause): boolean {
  if (test === 'yes' || test === 'no') return true;
  if (test === 'in' || test === 'not-in') return partsOf(value).length > 0;
  if (test === 'is' || test === 'is-not') return value.trim() !== '';
  return NUMBER.test(typedNumber(value));
}

/** The clauses as CEL; those that are not filled in say nothing. */
export function celOf(clauses: readonly Clause[]): string {
  return clauses.filter(isWhole).map(celOfOne).join(' && ');
}

const quoted = (text: string): string => JSON.stringify(text.trim());

function celOfOne({ name, test, value }: Clause): string {
  const list = `[${partsOf(value).map(quoted).join(', ')}]`;
  switch (test) {
    case 'yes':
      return name;
    case 'no':
      return `!${name}`;
    case 'is':
      return `${name} == ${quoted(value)}`;
    case 'is-not':
      return `${name} != ${quoted(value)}`;
    case 'in':
      return `${name} in ${list}`;
    case 'not-in':
      return `!(${name} in ${list})`;
    default:
      return `${name} ${test} ${decimal(value)}`;
  }
}

/** CEL keeps whole numbers and others apart; what is asked of is never whole. */
function decimal(value: string): string {
  const text = String(Number(typedNumber(value)));
  return text.includes('.') ? text : `${text}.0`;
}

const WORD = /[A-Za-z_]\w*/y;
const NUMERAL = /-?\d+(\.\d+)?/y;
const STRING = /"(?:[^"\\]|\\["\\])*"/y;

/** A reader of one line: takes what it is asked for, or nothing. */
function readerOf(text: string) {
  let at = 0;
  const skip = (): void => {
    while (text[at] === ' ') at += 1;
  };
  const match = (pattern: RegExp): string | undefined => {
    skip();
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    at += found?.length ?? 0;
    return found;
  };
  const take = (symbol: string): boolean => {
    skip();
    const isThere = text.startsWith(symbol, at);
    if (isThere) at += symbol.length;
    return isThere;
  };
  const isOver = (): boolean => text.slice(at).trim() === '';
  return { match, take, isOver };
}
type Reader = ReturnType<typeof readerOf>;

/** The clauses that a condition is made of; `undefined` where it says more than clauses can. */
export function clausesOf(
  condition: string,
  variables: readonly Pick<RuleVariable, 'name' | 'type'>[],
): readonly Clause[] | undefined {
  if (condition.trim() === '') return [];
  const types = new Map(variables.map(({ name, type }) => [name, type]));
  const reader = readerOf(condition);
  const clauses: Clause[] = [];
  do {
    const clause = readClause(reader, types);
    if (clause === undefined) return undefined;
    clauses.push(clause);
  } while (reader.take('&&'));
  return reader.isOver() ? clauses : undefined;
}

type Types = ReadonlyMap<string, RuleVariable['type']>;

function readClause(reader: Reader, types: Types): Clause | undefined {
  if (reader.take('!')) {
    if (!reader.take('(')) {
      const name = reader.match(WORD) ?? '';
      return types.get(name) === 'bool' ? { name, test: 'no', value: '' } : undefined;
    }
    const inner = readClause(reader, types);
    return inner?.test === 'in' && reader.take(')') ? { ...inner, test: 'not-in' } : undefined;
  }
  const name = reader.match(WORD) ?? '';
  const type = types.get(name);
  if (type === undefined) return undefined;
  if (type === 'bool') return { name, test: 'yes', value: '' };
  return type === 'number' ? readNumber(reader, name) : readText(reader, name);
}

function readNumber(reader: Reader, name: string): Clause | undefined {
  const test = (['<=', '>=', '<', '>'] as const).find((one) => reader.take(one));
  const numeral = test === undefined ? undefined : reader.match(NUMERAL);
  if (test === undefined || numeral === undefined || !NUMBER.test(numeral)) return undefined;
  return { name, test, value: numeral.replace(/\.0+$/, '') };
}

function readText(reader: Reader, name: string): Clause | undefined {
  if (reader.take('==')) return textClause(name, 'is', reader.match(STRING));
  if (reader.take('!=')) return textClause(name, 'is-not', reader.match(STRING));
  if (reader.match(WORD) !== 'in' || !reader.take('[')) return undefined;
  const parts: string[] = [];
  do {
    const part = unquoted(reader.match(STRING));
    // A comma parts the texts where they are typed.
    if (part === undefined || part.includes(',')) return undefined;
    parts.push(part);
  } while (reader.take(','));
  return reader.take(']') ? { name, test: 'in', value: parts.join(', ') } : undefined;
}

function textClause(name: string, test: ClauseTest, text: string | undefined): Clause | undefined {
  const value = unquoted(text);
  return value === undefined ? undefined : { name, test, value };
}

/** Texts with blanks around them, and empty ones, cannot be typed as clauses. */
function unquoted(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const value = text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return value === '' || value !== value.trim() ? undefined : value;
}
