import { HOUR_MS } from './hour.ts';

/** `from`: when the hour begins; absent is the last whole one. `t`: the second of it. `case`: the alarm that is chosen. */
export type HourSearch = { readonly from?: string; readonly t?: string; readonly case?: string };

export function hourSearch(search: Record<string, unknown>): HourSearch {
  const { from, t } = search;
  const chosen = search.case;
  return {
    ...(isInstant(from) ? { from } : {}),
    ...(isInstant(t) ? { t } : {}),
    ...(typeof chosen === 'string' ? { case: chosen } : {}),
  };
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** The hour around a moment: the one that began on the clock before it. Both zones of the corridors keep whole hours. */
export const hourAround = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** When the hour of an address begins, UTC milliseconds. */
export function hourFrom({ from }: HourSearch, now: number): number {
  return from === undefined ? hourAround(now) - HOUR_MS : Date.parse(from);
}

/** The address of the hour in which something happened, at its second. */
export function hourOfMoment(
  at: string,
  chosen?: string,
): Required<Pick<HourSearch, 'from' | 't'>> & HourSearch {
  return {
    from: new Date(hourAround(Date.parse(at))).toISOString(),
    t: new Date(Date.parse(at)).toISOString(),
    ...(chosen === undefined ? {} : { case: chosen }),
  };
}
