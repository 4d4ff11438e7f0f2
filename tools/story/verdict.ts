import type { Kind } from '@lakiri/alarms';
import { addMs, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Happened, IncidentKind } from '@lakiri/simulator';
import type { Opened, Told } from './trip.ts';

/** What a true incident must bring before an officer; one of them is enough. */
const EXPECTED: Readonly<Partial<Record<IncidentKind, readonly Kind[]>>> = {
  cut: ['seal-cut'],
  opened: ['opened-no-order'],
  'vendor-opened': ['opened-no-order'],
  cover: ['cover-opened'],
  refused: ['unlock-refused'],
  deviation: ['off-route'],
  'long-stop': ['long-stop'],
};

/** An alarm of an incident may be told so long after its end: the seal was in a stretch without a network. */
const TOLD_MS_MAX = 60 * MINUTE_MS;
/** Severity 4 is for the record: nobody is called. */
const ACTIONABLE_MAX = 3;

export const isTrue = ({ kind }: Happened): boolean => EXPECTED[kind] !== undefined;

/** Whether an alarm of the right kind was raised for it, and by which. */
export function isCaught({ kind, from, until }: Happened, alarms: readonly Told[]): boolean {
  const expected = EXPECTED[kind] ?? [];
  const first = addMs(from, -SECOND_MS); // a device says whole seconds
  const last = addMs(until ?? from, TOLD_MS_MAX);
  return alarms.some(
    (one) => expected.includes(one.kind) && one.occurredAt > first && one.occurredAt <= last,
  );
}

export const isActionable = ({ severity }: Opened): boolean => severity <= ACTIONABLE_MAX;

/** How many there are of each kind, the most first. */
export function counts(all: readonly { readonly kind: string }[]): string {
  return [...Map.groupBy(all, ({ kind }) => kind)]
    .map(([kind, of]) => [kind, of.length] as const)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}
