// One line of CEL that an administration may lay on a rule: asked only where the rule would raise. It cannot loop, wait
// or look anything up: of the language only operators, lists and three questions about text are taken.
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Kind } from './kind.ts';

/** What a condition may ask about the alarm that would be raised. `null` is what nobody knows. */
export type ConditionFacts = {
  readonly kind: string;
  readonly severity: number;
  readonly route: string | null;
  readonly place: string | null;
  readonly country: string | null;
  readonly km: number | null;
  readonly offRouteM: number | null;
  readonly localHour: number;
  readonly sealModel: string;
  readonly maker: string;
  readonly owner: string | null;
  readonly tier: number | null;
  readonly speedKmh: number | null;
  readonly batteryPct: number | null;
  readonly stoppedMin: number;
  readonly late: boolean;
  readonly underway: boolean;
};

export type ConditionVariable = {
  readonly name: keyof ConditionFacts;
  readonly type: 'string' | 'number' | 'bool';
  readonly unit: string | null;
  readonly mayBeNull: boolean;
  readonly says: string;
};

const text = (name: ConditionVariable['name'], says: string, mayBeNull = false) =>
  ({ name, type: 'string', unit: null, mayBeNull, says }) as const;
const number = (
  name: ConditionVariable['name'],
  unit: string | null,
  says: string,
  mayBeNull = true,
) => ({ name, type: 'number', unit, mayBeNull, says }) as const;
const yes = (name: ConditionVariable['name'], says: string) =>
  ({ name, type: 'bool', unit: null, mayBeNull: false, says }) as const;

export const CONDITION_VARIABLES: readonly ConditionVariable[] = [
  text('kind', 'the kind of alarm'),
  number('severity', null, 'as it would be raised', false),
  text('route', 'the route’s id', true),
  text('place', 'the place of the route it stands in', true),
  text('country', 'ISO 3166-1 alpha-2, by the border posts of the route', true),
  number('km', 'km', 'along the route'),
  number('offRouteM', 'm', 'from the line of the route'),
  number('localHour', 'h', 'of the day there, 0 to 24', false),
  text('sealModel', 'the model of the seal'),
  text('maker', 'who made the seal'),
  text('owner', 'who owns the seal', true),
  number('tier', null, 'how sure the origin of the last word is, 0 to 3'),
  number('speedKmh', 'km/h', 'of the last fix'),
  number('batteryPct', '%', 'as last told'),
  number('stoppedMin', 'min', 'for how long it has stood; 0 where it does not', false),
  yes('late', 'told after something newer'),
  yes('underway', 'departed, and not yet arrived'),
];

/** A line that a person can read; the parser's stack and a step of evaluation are bounded by it. */
export const CONDITION_CHARS_MAX = 500;
const LIMITS = {
  maxAstNodes: 100,
  maxDepth: 12,
  maxListElements: 50,
  maxMapEntries: 0,
  maxCallArguments: 1,
} as const;
/** Linear in their text. Regular expressions and macros are not: neither is taken. */
const QUESTIONS: readonly string[] = ['startsWith', 'endsWith', 'contains'];

export type ConditionFault = {
  readonly message: string;
  readonly from: number;
  readonly to: number;
};

let environment: Environment | undefined;

function environmentOf(): Environment {
  if (environment !== undefined) return environment;
  const made = new Environment({ unlistedVariablesAreDyn: false, limits: LIMITS });
  const types = { string: 'string', number: 'double', bool: 'bool' } as const;
  for (const { name, type } of CONDITION_VARIABLES) made.registerVariable(name, types[type]);
  environment = made;
  return made;
}

/** What is wrong with a condition; null where it is sound. */
export function conditionFault(condition: string): ConditionFault | null {
  const whole = { from: 0, to: condition.length };
  if (condition.length > CONDITION_CHARS_MAX)
    return { message: `longer than ${CONDITION_CHARS_MAX} characters`, ...whole };
  try {
    const parsed = environmentOf().parse(condition);
    const foreign = foreignIn(parsed.ast);
    if (foreign !== null) return foreign;
    const checked = parsed.check();
    if (!checked.valid) return faultOf(checked.error, whole);
    if (checked.type !== 'bool') return { message: 'does not say yes or no', ...whole };
    return null;
  } catch (error) {
    return faultOf(error, whole);
  }
}

function faultOf(error: unknown, whole: Pick<ConditionFault, 'from' | 'to'>): ConditionFault {
  const { message = 'cannot be read', range } = (error ?? {}) as {
    readonly message?: string;
    readonly range?: { readonly start: number; readonly end: number };
  };
  const at = range === undefined ? whole : { from: range.start, to: range.end };
  return { message: message.split('\n')[0] ?? message, ...at };
}

/** The first thing of the language that is not taken. */
function foreignIn(node: ASTNode): ConditionFault | null {
  const no = (message: string) => ({ message, from: node.range.start, to: node.range.end });
  if (node.op === 'call') return no(`${node.args[0]}() is not among what may be asked`);
  if (node.op === 'map') return no('maps are not taken');
  if (node.op === 'rcall' && !QUESTIONS.includes(node.args[0]))
    return no(`${node.args[0]}() is not among what may be asked`);
  for (const part of partsOf(node.args)) {
    const found = foreignIn(part);
    if (found !== null) return found;
  }
  return null;
}

function partsOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap((one: unknown) => partsOf(one));
  const isNode = typeof args === 'object' && args !== null && 'op' in args && 'range' in args;
  return isNode ? [args as ASTNode] : [];
}

type Asked = {
  readonly answer: (facts: ConditionFacts) => unknown;
  /** Of the variables it names, those that may be unknown. */
  readonly needs: readonly (keyof ConditionFacts)[];
};
const READ = new Map<string, Asked | null>();
/** Of all versions of all rules a node ever has in force at once; more are read again each time. */
const READ_MAX = 512;

/** Whether it holds; null where it cannot be answered: it names something that nobody knows. */
export function conditionHolds(condition: string, facts: ConditionFacts): boolean | null {
  const asked = readOf(condition);
  if (asked === null || asked.needs.some((name) => facts[name] === null)) return null;
  try {
    const answer = asked.answer(facts);
    return typeof answer === 'boolean' ? answer : null;
  } catch {
    return null;
  }
}

function readOf(condition: string): Asked | null {
  const known = READ.get(condition);
  if (known !== undefined) return known;
  const read = conditionFault(condition) === null ? askedBy(condition) : null;
  if (READ.size < READ_MAX) READ.set(condition, read);
  return read;
}

function askedBy(condition: string): Asked {
  const answer = environmentOf().parse(condition);
  const named = namesIn(answer.ast);
  const needs = CONDITION_VARIABLES.filter(({ name, mayBeNull }) => mayBeNull && named.has(name));
  return { answer, needs: needs.map(({ name }) => name) };
}

function namesIn(node: ASTNode): ReadonlySet<string> {
  if (node.op === 'id') return new Set([node.args]);
  return new Set(partsOf(node.args).flatMap((part) => [...namesIn(part)]));
}

/** What is raised by people, or beside the rules of a seal’s track, has nothing that a condition could ask. */
const WITHOUT: readonly Kind[] = [
  'identity-doubted',
  'position-doubted',
  'jamming-suspected',
  'clock-jumped',
  'opening-uncertain',
];

/** Whether a rule of this kind may have a condition. */
export function mayHaveCondition(kind: Kind): boolean {
  return !WITHOUT.includes(kind);
}
