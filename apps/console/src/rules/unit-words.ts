import type { RuleNumber } from '../api/rule-contract.ts';
import type { Choice } from '../ui/field.tsx';
import { type Say, wordKey } from '../words/words.ts';

/** Signs that are the same in every language; other units have words. */
const SIGNS: ReadonlySet<string> = new Set(['m', 'km', 'km/h', '%', '°C']);

/** A unit as it stands after a number; nothing where what is counted stands in the sentence. */
export function unitWords(say: Say, unit: string): string {
  if (SIGNS.has(unit)) return unit;
  const key = wordKey('rules.unit', unit);
  return key === undefined ? '' : say(key);
}

const SEVERITIES = [1, 2, 3, 4] as const;
/** The clocks of the corridors, in minutes from UTC. */
const CLOCKS = [
  { value: '180', label: 'EAT' },
  { value: '120', label: 'CAT' },
] as const;

/** What a number may be, where it is one of a few things and no quantity. */
export function choicesOf(
  say: Say,
  { unit, default: byDefault }: RuleNumber,
  value: string,
): readonly Choice[] | undefined {
  const absent =
    byDefault === null || value === '' ? [{ value: '', label: say('rules.absent') }] : [];
  if (unit === 'severity')
    return [
      ...absent,
      ...SEVERITIES.map((one) => ({ value: String(one), label: say(`severity.${one}`) })),
    ];
  if (unit === 'switch')
    return (['1', '0'] as const).map((one) => ({ value: one, label: say(`rules.switch.${one}`) }));
  if (unit !== 'utc-min') return undefined;
  const isKnown = CLOCKS.some((one) => one.value === value);
  return isKnown ? CLOCKS : [...CLOCKS, { value, label: `UTC ${value} min` }];
}

/** A number with its unit, as it is read. */
export function valueWords(say: Say, number: RuleNumber, value: string): string {
  if (value === '') return say('rules.absent');
  const chosen = choicesOf(say, number, value)?.find((one) => one.value === value);
  if (chosen !== undefined) return chosen.label;
  const unit = unitWords(say, number.unit);
  return unit === '' ? value : `${value} ${unit}`;
}

/** Between what a number must lie, what it was shipped with, and on whose word. */
export function boundsWords(say: Say, number: RuleNumber) {
  const { unit, min, max, source } = number;
  const words = (value: number): string =>
    valueWords(say, number, String(Math.round(value * 100) / 100));
  const isRange = choicesOf(say, number, '') === undefined;
  const shipped =
    number.default === null
      ? say('rules.mayBeAbsent')
      : say('rules.shipped', { value: words(number.default) });
  return {
    bounds: isRange ? say('rules.bounds', { min: words(min), max: words(max) }) : '',
    shipped: source === '' ? '' : shipped,
    source,
    told: unit === 'odds' ? say('rules.oddsHint') : '',
  };
}
