import { type Storm, type StormCase, stormsOf } from '@lakiri/alarms';
import type { Instant } from '@lakiri/kit';
import { type Hour, type HourCase, truckAt } from './hour.ts';

type Stormy = StormCase & { readonly it: HourCase };
export type HourStorm = Storm<Stormy>;
/** A line of the list of alarms. */
export type HourLine =
  | { readonly is: 'alarm'; readonly it: HourCase }
  | { readonly is: 'storm'; readonly storm: HourStorm; readonly key: string };

/** The alarms of an hour in the order of time, each storm one line in the place of its first. Where they were is where their trucks were. */
export function linesOf(hour: Hour, opened: readonly HourCase[]): readonly HourLine[] {
  const numbers = new Map(hour.columns.told.trucks.map(({ seal }, number) => [seal, number]));
  const placeOf = ({ seal, openedAt }: HourCase) => {
    const number = numbers.get(seal);
    return number === undefined ? undefined : truckAt(hour, number, Date.parse(openedAt));
  };
  const storms = stormsOf<Stormy>(
    opened.map((it) => ({
      ...{ id: it.id, kind: it.kind, openedAt: Date.parse(it.openedAt) as Instant, it },
      ...{ place: placeOf(it) ?? null, maker: null },
    })),
  );
  const within = new Map(
    storms.flatMap((storm) => storm.cases.map(({ id }) => [id, storm] as const)),
  );
  return opened.flatMap((it): readonly HourLine[] => {
    const storm = within.get(it.id);
    if (storm === undefined) return [{ is: 'alarm', it }];
    return storm.cases[0]?.id === it.id ? [{ is: 'storm', storm, key: keyOf(storm) }] : [];
  });
}

/** As the queue calls it. */
const keyOf = ({ cases }: HourStorm): string => `storm-${cases[0]?.id}`;
