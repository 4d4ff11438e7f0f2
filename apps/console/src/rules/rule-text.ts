import type { Severity } from '../api/contract.ts';
import type { RuleNumber } from '../api/rule-contract.ts';
import { numberIn, type RuleSaid } from './rule-form.ts';

// A rule as text, the same in every language: one number a line with its unit, then the condition. Overrides are a table.

const SEVERITY = 'severity';
const ACK = 'takeWithin';
const WHEN = 'when';
const ACK_UNIT = 'min';

/** Units that a text has no word for, or another than the server’s. */
const IN_TEXT: Readonly<Record<string, string>> = {
  ...{ count: '', severity: '', switch: '', odds: '' },
  ...{ 'clock-h': 'h', 'utc-min': 'min' },
};
const unitOf = ({ unit }: RuleNumber): string => IN_TEXT[unit] ?? unit;

/** A rule as text. What is absent has no line. */
export function textOf(said: RuleSaid, numbers: readonly RuleNumber[]): string {
  const lines = numbers.flatMap((number) => {
    const value = (said.numbers[number.name] ?? '').trim();
    return value === '' ? [] : [lineOf(number.name, value, unitOf(number))];
  });
  const condition = said.condition.trim();
  return [
    `${SEVERITY} = ${said.severity}`,
    lineOf(ACK, said.ackDueMin.trim(), ACK_UNIT),
    ...lines,
    ...(condition === '' ? [] : [`${WHEN} ${condition}`]),
  ].join('\n');
}

const lineOf = (name: string, value: string, unit: string): string =>
  `${name} = ${value}${unit === '' ? '' : ` ${unit}`}`;

export type TextFault = {
  /** From 1. */
  readonly line: number;
  readonly code: 'no-such-name' | 'no-number' | 'other-unit' | 'twice' | 'unreadable' | 'missing';
  readonly name: string;
};
export type TextRead =
  | { readonly ok: true; readonly said: Omit<RuleSaid, 'overrides'> }
  | { readonly ok: false; readonly fault: TextFault };

const LINE = /^(\w+)\s*=\s*(\S+)(?:\s+(\S+))?$/;
const CONDITION = /^when\s+(.*)$/;

/** What a text says of a rule. Bounds are not looked at here: that is done alike for both forms. */
export function readText(text: string, numbers: readonly RuleNumber[]): TextRead {
  const units = new Map([
    [SEVERITY, ''],
    [ACK, ACK_UNIT],
    ...numbers.map((number) => [number.name, unitOf(number)] as const),
  ]);
  const values = new Map<string, string>();
  const lines = text.split('\n').map((line) => line.trim());
  for (const [at, content] of lines.entries()) {
    if (content === '') continue;
    const { name, value, unit } = lineIn(content);
    const code = faultIn({ name, value, unit, known: units.get(name) }, values);
    if (code !== undefined) return { ok: false, fault: { line: at + 1, code, name } };
    values.set(name, value);
  }
  return whole(values, lines.length);
}

type Line = { readonly name: string; readonly value: string; readonly unit: string | undefined };

/** What cannot be read is a name that nothing has. */
function lineIn(content: string): Line {
  const [, condition] = CONDITION.exec(content) ?? [];
  if (condition !== undefined) return { name: WHEN, value: condition, unit: undefined };
  const [, name = content, value = '', unit] = LINE.exec(content) ?? [];
  return { name, value, unit };
}

function faultIn(
  { name, value, unit, known }: Line & { readonly known: string | undefined },
  values: ReadonlyMap<string, string>,
): TextFault['code'] | undefined {
  if (values.has(name)) return 'twice';
  if (name === WHEN) return undefined;
  if (!/^\w+$/.test(name)) return 'unreadable';
  if (known === undefined) return 'no-such-name';
  if (Number.isNaN(numberIn(value))) return 'no-number';
  return unit === undefined || unit === known ? undefined : 'other-unit';
}

const SEVERITIES: readonly Severity[] = [1, 2, 3, 4];

function whole(values: ReadonlyMap<string, string>, line: number): TextRead {
  const severity = SEVERITIES.find((one) => one === numberIn(values.get(SEVERITY) ?? ''));
  const ackDueMin = values.get(ACK);
  if (severity === undefined)
    return { ok: false, fault: { line, code: 'missing', name: SEVERITY } };
  if (ackDueMin === undefined) return { ok: false, fault: { line, code: 'missing', name: ACK } };
  const rest = [...values].filter(([name]) => name !== SEVERITY && name !== ACK && name !== WHEN);
  const condition = values.get(WHEN) ?? '';
  return { ok: true, said: { severity, ackDueMin, numbers: Object.fromEntries(rest), condition } };
}
