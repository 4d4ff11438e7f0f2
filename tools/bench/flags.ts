import { parseArgs } from 'node:util';
import { PLANTS, type Plant } from './node-under-test.ts';

type Flags<Name extends string, Switch extends string, Word extends string> = Record<Name, number> &
  Record<Switch, boolean> &
  Record<Word, string> & { readonly plant: Plant | undefined };

/**
 * Flags of a command: numbers by name with their standard values, switches, words by name with those that
 * are allowed, the standard one first, and `--plant`. Throws RangeError, or parseArgs's TypeError, on what
 * is not one.
 */
export function readFlags<
  Name extends string,
  Switch extends string = never,
  Word extends string = never,
>(
  numbers: Readonly<Record<Name, number>>,
  switches: readonly Switch[] = [],
  words: Readonly<Record<Word, readonly string[]>> = {} as Record<Word, readonly string[]>,
): Flags<Name, Switch, Word> {
  const wordNames = Object.keys(words) as Word[];
  const names = Object.keys(numbers) as Name[];
  const { values } = parseArgs({
    options: Object.fromEntries([
      ...[...names, ...wordNames, 'plant'].map((name) => [name, { type: 'string' as const }]),
      ...switches.map((name) => [name, { type: 'boolean' as const }]),
    ]),
  });
  const given = new Map(Object.entries(values));
  return Object.fromEntries([
    ...names.map((name) => [name, numberOf(name, given.get(name), numbers[name])]),
    ...switches.map((name) => [name, given.get(name) === true]),
    ...wordNames.map((name) => [name, wordOf(name, given.get(name), words[name])]),
    ['plant', plantOf(given.get('plant'))],
  ]) as Flags<Name, Switch, Word>;
}

function numberOf(name: string, text: unknown, standard: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} is a number above 0, not ${String(text)}`);
  return value;
}

function wordOf(name: string, text: unknown, allowed: readonly string[]): string | undefined {
  if (text === undefined) return allowed[0];
  const word = allowed.find((known) => known === text);
  if (word === undefined) throw new RangeError(`--${name} is one of ${allowed.join(', ')}`);
  return word;
}

function plantOf(text: unknown): Plant | undefined {
  if (text === undefined) return undefined;
  const plant = PLANTS.find((known) => known === text);
  if (plant === undefined) throw new RangeError(`--plant is one of ${PLANTS.join(', ')}`);
  return plant;
}
