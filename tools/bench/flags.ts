import { parseArgs } from 'node:util';
import { PLANTS, type Plant } from './node-under-test.ts';

type Flags<Name extends string, Switch extends string> = Record<Name, number> &
  Record<Switch, boolean> & { readonly plant: Plant | undefined };

/**
 * Flags of a command: numbers by name with their standard values, switches, and `--plant`. Throws
 * RangeError, or parseArgs's TypeError, on what is not one.
 */
export function readFlags<Name extends string, Switch extends string = never>(
  numbers: Readonly<Record<Name, number>>,
  switches: readonly Switch[] = [],
): Flags<Name, Switch> {
  const names = Object.keys(numbers) as Name[];
  const { values } = parseArgs({
    options: Object.fromEntries([
      ...[...names, 'plant'].map((name) => [name, { type: 'string' as const }]),
      ...switches.map((name) => [name, { type: 'boolean' as const }]),
    ]),
  });
  const given = new Map(Object.entries(values));
  return Object.fromEntries([
    ...names.map((name) => [name, numberOf(name, given.get(name), numbers[name])]),
    ...switches.map((name) => [name, given.get(name) === true]),
    ['plant', plantOf(given.get('plant'))],
  ]) as Flags<Name, Switch>;
}

function numberOf(name: string, text: unknown, standard: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} is a number above 0, not ${String(text)}`);
  return value;
}

function plantOf(text: unknown): Plant | undefined {
  if (text === undefined) return undefined;
  const plant = PLANTS.find((known) => known === text);
  if (plant === undefined) throw new RangeError(`--plant is one of ${PLANTS.join(', ')}`);
  return plant;
}
