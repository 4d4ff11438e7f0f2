import type { Severity } from '../api/contract.ts';
import { type Hour, severityAt, type TruckThen, truckAt } from './hour.ts';

// The table of an hour: the map's trucks for whoever cannot see it, or looks for one of many.

export type TruckRow = {
  /** Its number in the hour. */
  readonly number: number;
  readonly seal: string;
  readonly sealNumber: string;
  /** Its plate, or its journey's reference where the plate is not to be known. */
  readonly name: string;
  /** `undefined` before its first fix. */
  readonly state: TruckThen['state'] | undefined;
  readonly severity: Severity | null;
};

/** The numbers of the trucks in the order of their names: made once, so that a moment is sorted by alarms alone. */
export function byName({ columns }: Hour): readonly number[] {
  const { trucks } = columns.told;
  const collator = new Intl.Collator('en', { numeric: true });
  return trucks
    .map(({ plate, ref }, number) => ({ name: plate ?? ref, number }))
    .toSorted((one, other) => collator.compare(one.name, other.name))
    .map(({ number }) => number);
}

/** The trucks of an hour at a moment, the most urgent alarm first, then by name; those alone that are looked for. */
export function trucksThen(
  hour: Hour,
  at: number,
  { order, q }: { readonly order: readonly number[]; readonly q: string },
): readonly TruckRow[] {
  const wanted = plain(q);
  const rows: TruckRow[] = [];
  for (const number of order) {
    const truck = hour.columns.told.trucks[number];
    if (truck === undefined) continue;
    const name = truck.plate ?? truck.ref;
    if (wanted !== '' && ![name, truck.number, truck.ref].some((it) => plain(it).includes(wanted)))
      continue;
    rows.push({
      ...{ number, name, seal: truck.seal, sealNumber: truck.number },
      state: truckAt(hour, number, at)?.state,
      severity: severityAt(hour, number, at),
    });
  }
  return rows.toSorted((one, other) => (one.severity ?? 9) - (other.severity ?? 9));
}

/** `kdj 417k`, `KDJ417K` and `KDJ-417K` are one plate. */
const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
