/** UTC milliseconds since 1970, an integer. The only form in which time enters a core. */
export type Instant = number & { readonly brand: 'Instant' };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** JavaScript's own range of dates: ±8.64e15 ms. What lies outside cannot be printed or stored. */
const INSTANT_MS_MAX = 8.64e15;

/** An instant from milliseconds; `undefined` unless an integer that a date can hold. */
export function instant(ms: number): Instant | undefined {
  return Number.isInteger(ms) && Math.abs(ms) <= INSTANT_MS_MAX ? (ms as Instant) : undefined;
}

/** An instant from ISO 8601 text with a zone; `undefined` for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text))
    return undefined;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  // Date.parse takes 31 February for 3 March.
  const midnight = instantOfUtc({ year, month, day, hour: 0, minute: 0, second: 0 });
  return midnight === undefined ? undefined : instant(Date.parse(text));
}

export type UtcFields = {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

/** The instant of UTC calendar fields; `undefined` when no calendar has them (31 February, 24:61). */
export function instantOfUtc(at: UtcFields): Instant | undefined {
  const ms = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
  const date = new Date(ms);
  const holds =
    date.getUTCMonth() === at.month - 1 &&
    date.getUTCDate() === at.day &&
    date.getUTCHours() === at.hour &&
    date.getUTCMinutes() === at.minute &&
    at.second < 60;
  return holds ? instant(ms) : undefined;
}

/** `2026-11-23T04:29:26.000Z` */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

export function addMs(at: Instant, ms: number): Instant {
  return (at + ms) as Instant;
}
