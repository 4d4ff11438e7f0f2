import { conditionFault, type Kind, mayHaveCondition } from '@lakiri/alarms';
import { mayLeaveOut, numbersOf, type RuleNumber } from './numbers.ts';
import { LIMITS, type RuleContent, type RuleOverride } from './rule.ts';

export type ContentRefusal =
  | { readonly code: 'number-unknown'; readonly name: string }
  | { readonly code: 'number-missing'; readonly name: string }
  | {
      readonly code: 'number-out-of-range';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly isWhole: boolean;
    }
  | {
      readonly code: 'condition-unsound';
      readonly fault: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly code: 'override-unsound'; readonly name: string; readonly fault: OverrideFault };
type OverrideFault = 'named-twice' | 'scope-empty' | 'changes-nothing' | 'radius';

/** What is wrong with a content; undefined where it may stand. */
export function faultIn(kind: Kind, content: RuleContent): ContentRefusal | undefined {
  const numbers = numbersOf(kind);
  const missing = numbers.find(
    ({ name }) => content.params[name] === undefined && !mayLeaveOut(kind, name),
  );
  if (missing !== undefined) return { code: 'number-missing', name: missing.name };
  return (
    numberFault(numbers, content.params) ??
    conditionRefusal(kind, content.condition) ??
    overrideRefusal(numbers, content.overrides)
  );
}

function numberFault(
  numbers: readonly RuleNumber[],
  said: RuleContent['params'],
): ContentRefusal | undefined {
  for (const [name, value] of Object.entries(said)) {
    const known = numbers.find((one) => one.name === name);
    if (known === undefined) return { code: 'number-unknown', name };
    const { min, max, isWhole } = known;
    const isRight = value >= min && value <= max && (!isWhole || Number.isInteger(value));
    if (!isRight) return { code: 'number-out-of-range', name, min, max, isWhole };
  }
  return undefined;
}

function conditionRefusal(kind: Kind, condition: string | null): ContentRefusal | undefined {
  if (condition === null) return undefined;
  if (!mayHaveCondition(kind))
    return { code: 'condition-unsound', fault: 'no condition here', from: 0, to: condition.length };
  const fault = conditionFault(condition);
  if (fault === null) return undefined;
  const { message, from, to } = fault;
  return { code: 'condition-unsound', fault: message, from, to };
}

function overrideRefusal(
  numbers: readonly RuleNumber[],
  overrides: readonly RuleOverride[],
): ContentRefusal | undefined {
  const names = new Set<string>();
  for (const one of overrides) {
    const fault = names.has(one.name) ? 'named-twice' : faultOf(one);
    if (fault !== undefined) return { code: 'override-unsound', name: one.name, fault };
    names.add(one.name);
    const number = numberFault(numbers, one.params);
    if (number !== undefined) return number;
  }
  return undefined;
}

function faultOf({ scope, params, severity }: RuleOverride): OverrideFault | undefined {
  const { place, route, hours, model } = scope;
  if ([place, route, hours, model].every((one) => one === undefined)) return 'scope-empty';
  if (place !== undefined && !(place.radiusM > 0 && place.radiusM <= LIMITS.placeRadiusM))
    return 'radius';
  return Object.keys(params).length === 0 && severity === null ? 'changes-nothing' : undefined;
}
