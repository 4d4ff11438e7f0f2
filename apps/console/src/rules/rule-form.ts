import type { Severity } from '../api/contract.ts';
import type { RuleContent, RuleNumber, RuleOverride } from '../api/rule-contract.ts';

/** What a person says of a rule, as typed. */
export type RuleSaid = {
  readonly severity: Severity;
  readonly ackDueMin: string;
  /** By name; empty: absent. */
  readonly numbers: Readonly<Record<string, string>>;
  readonly condition: string;
  readonly overrides: readonly RuleOverride[];
};

const S_PER_MIN = 60;
/** A week: longer than any desk keeps a case untaken. */
const ACK_MIN_MAX = 10_080;

const NUMBER = /^-?\d{1,9}([.,]\d{1,6})?$/;
/** A decimal comma is as good as a point. */
export const numberIn = (text: string): number =>
  NUMBER.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;

export function saidOf(content: RuleContent, numbers: readonly RuleNumber[]): RuleSaid {
  const { severity, ackDueS, params, condition, overrides } = content;
  const typed = numbers.map(({ name }) => [name, textOf(params[name])] as const);
  return {
    severity,
    ackDueMin: String(ackDueS / S_PER_MIN),
    numbers: Object.fromEntries(typed),
    condition: condition ?? '',
    overrides,
  };
}

const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** Whether one number cannot be so: what is absent by default may stay absent. */
export function isFaulty(number: RuleNumber, text: string): boolean {
  if (text.trim() === '') return number.default !== null;
  const value = numberIn(text);
  if (!(value >= number.min && value <= number.max)) return true;
  return number.isWhole && !Number.isInteger(value);
}

export type RuleFault = 'ackDueMin' | { readonly number: RuleNumber };

/** What cannot be right, in the order in which it stands. */
export function faultyIn(said: RuleSaid, numbers: readonly RuleNumber[]): readonly RuleFault[] {
  const ackS = numberIn(said.ackDueMin) * S_PER_MIN;
  const isAckGood = ackS >= 1 && ackS <= ACK_MIN_MAX * S_PER_MIN;
  const wrong = numbers.filter((one) => isFaulty(one, said.numbers[one.name] ?? ''));
  return [...wrong.map((number) => ({ number })), ...(isAckGood ? [] : (['ackDueMin'] as const))];
}

/** The same as the server takes it. */
export function contentOf(said: RuleSaid): RuleContent {
  const given = Object.entries(said.numbers).filter(([, text]) => text.trim() !== '');
  const condition = said.condition.trim();
  return {
    severity: said.severity,
    ackDueS: Math.round(numberIn(said.ackDueMin) * S_PER_MIN),
    params: Object.fromEntries(given.map(([name, text]) => [name, numberIn(text)])),
    overrides: said.overrides,
    condition: condition === '' ? null : condition,
  };
}

/** One thing that is other than before; `undefined` is absent. */
export type RuleChange = {
  readonly what: 'severity' | 'ackDueS' | 'condition' | { readonly number: string };
  readonly before: string | undefined;
  readonly after: string | undefined;
};
/** What of the overrides is other, by name. */
export type OverrideChange = {
  readonly override: string;
  readonly did: 'added' | 'removed' | 'changed';
};

/** What one content says other than another, apart from the overrides. */
export function changesBetween(before: RuleContent, after: RuleContent): readonly RuleChange[] {
  const names = [...new Set([...Object.keys(before.params), ...Object.keys(after.params)])];
  const all: readonly RuleChange[] = [
    { what: 'severity', before: String(before.severity), after: String(after.severity) },
    { what: 'ackDueS', before: String(before.ackDueS), after: String(after.ackDueS) },
    ...names.map((number) => ({
      what: { number },
      before: before.params[number]?.toString(),
      after: after.params[number]?.toString(),
    })),
    {
      what: 'condition',
      before: before.condition ?? undefined,
      after: after.condition ?? undefined,
    },
  ];
  return all.filter((one) => one.before !== one.after);
}

export function overrideChanges(
  before: readonly RuleOverride[],
  after: readonly RuleOverride[],
): readonly OverrideChange[] {
  const old = new Map(before.map((one) => [one.name, canonical(one)]));
  const kept = new Set(after.map(({ name }) => name));
  return [
    ...after.flatMap((one): readonly OverrideChange[] => {
      const was = old.get(one.name);
      if (was === canonical(one)) return [];
      return [{ override: one.name, did: was === undefined ? 'added' : 'changed' }];
    }),
    ...before
      .filter(({ name }) => !kept.has(name))
      .map(({ name }) => ({ override: name, did: 'removed' as const })),
  ];
}

/** Alike however the names within it are ordered. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

export const isSame = (a: RuleContent, b: RuleContent): boolean =>
  changesBetween(a, b).length === 0 && overrideChanges(a.overrides, b.overrides).length === 0;
