import type { Journey, Task } from '../api/contract.ts';

/** Letters and digits: what is printed on a seal, whatever stands between. */
export function plain(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

export type Fitted = { readonly number: string; readonly mechanicalSeal: string | null };

/** The number, as the centre writes it, of the fitted seal that was read; undefined: none of them. */
export function fittedAs(fitted: readonly Fitted[], seen: string): string | undefined {
  const read = plain(seen);
  return fitted
    .flatMap(({ number, mechanicalSeal }) => [
      number,
      ...(mechanicalSeal === null ? [] : [mechanicalSeal]),
    ])
    .find((number) => plain(number) === read);
}

const WATCHED: ReadonlySet<string> = new Set(['armed', 'in-transit', 'arrived']);

/** The one journey under watch that goes by this plate or reference. */
export function theJourney(journeys: readonly Journey[], truck: string): Journey | undefined {
  const asked = plain(truck);
  return journeys.find(
    ({ state, ref, vehicle }) =>
      WATCHED.has(state) && (plain(ref) === asked || plain(vehicle.plate ?? '') === asked),
  );
}

export function fittedOn({ seals }: Journey): readonly Fitted[] {
  return seals.filter(({ until }) => until === null);
}

/** The truck as the centre, or a task on this phone, knows it. */
export type Compared = {
  readonly journey: string;
  readonly label: string;
  readonly fitted: readonly Fitted[];
};

/** The truck of one of the tasks that this phone keeps: it can be compared without a network. */
export function truckOfTask(tasks: readonly Task[], typed: string): Compared | undefined {
  const asked = plain(typed);
  const task = tasks.find(
    ({ journey: { ref, plate } }) => plain(ref) === asked || plain(plate ?? '') === asked,
  );
  if (task === undefined) return undefined;
  const { journey, seals } = task;
  return { journey: journey.id, label: journey.plate ?? journey.ref, fitted: seals };
}
