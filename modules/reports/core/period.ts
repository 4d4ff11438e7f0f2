// A period is whole days by the clock on somebody's wall. Where a clock is turned a day is 23 or 25 hours long; on the
// corridor none is.
import { HOUR_MS, type Instant, instantOfUtc } from '@lakiri/kit';

/** A day of a calendar, without a zone: `2026-11-23`. */
export type Day = string & { readonly brand: 'Day' };

/** From the first instant of a local day to the first instant after another. */
export type Period = {
  readonly firstDay: Day;
  /** Within the period. */
  readonly lastDay: Day;
  /** An IANA zone: Africa/Nairobi is EAT, Africa/Kigali is CAT. */
  readonly zone: string;
  readonly from: Instant;
  /** No more within it. */
  readonly to: Instant;
};

/** A quarter of a year. A year of alarms is read by its quarters. */
export const PERIOD_DAYS_MAX = 92;

export type PeriodRefusal =
  | { readonly code: 'no-such-zone'; readonly zone: string }
  | { readonly code: 'period-backwards' }
  | { readonly code: 'period-too-long'; readonly daysMax: number };

export type FoundPeriod = { readonly period: Period } | { readonly refusal: PeriodRefusal };

export type DaysAsked = { readonly firstDay: Day; readonly lastDay: Day; readonly zone: string };

/** A day of the calendar as people write it in ISO 8601; nothing for 31 February. */
export function parseDay(text: string): Day | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) && utcOf(text) !== undefined ? (text as Day) : undefined;
}

/** The period of these days, or why there is none. */
export function periodOf({ firstDay, lastDay, zone }: DaysAsked): FoundPeriod {
  if (offsetMs(0 as Instant, zone) === undefined)
    return { refusal: { code: 'no-such-zone', zone } };
  if (lastDay < firstDay) return { refusal: { code: 'period-backwards' } };
  if (daysFrom(firstDay, lastDay) >= PERIOD_DAYS_MAX)
    return { refusal: { code: 'period-too-long', daysMax: PERIOD_DAYS_MAX } };
  const [from, to] = [midnight(firstDay, zone), midnight(dayAfter(lastDay), zone)];
  return { period: { firstDay, lastDay, zone, from, to } };
}

/** The day after so many days; before, where they are negative. */
export function dayAfter(day: Day, days = 1): Day {
  const at = new Date(utcOf(day) ?? Number.NaN);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10) as Day;
}

/** Which day it is there. Throws RangeError on a zone that nobody knows. */
export function localDay(at: Instant, zone: string): Day {
  return new Date(localMs(at, zone)).toISOString().slice(0, 10) as Day;
}

/** Hour of the local day, 0 to 23. Throws RangeError on a zone that nobody knows. */
export function localHour(at: Instant, zone: string): number {
  return new Date(localMs(at, zone)).getUTCHours();
}

/** The first instant of a local day. Throws RangeError on a zone that nobody knows. */
export function midnight(day: Day, zone: string): Instant {
  const wall = utcOf(day) ?? Number.NaN;
  const guess = (wall - (offsetMs(wall as Instant, zone) ?? Number.NaN)) as Instant;
  const end = (wall - (offsetMs(guess, zone) ?? Number.NaN)) as Instant;
  if (Number.isNaN(end)) throw new RangeError(`no zone ${zone}`);
  return end;
}

/** Days from one to another; 0 for the same. */
export function daysFrom(first: Day, last: Day): number {
  return Math.round(((utcOf(last) ?? Number.NaN) - (utcOf(first) ?? Number.NaN)) / (24 * HOUR_MS));
}

function utcOf(day: string): number | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return instantOfUtc({ year, month, day: date, hour: 0, minute: 0, second: 0 });
}

function localMs(at: Instant, zone: string): number {
  const offset = offsetMs(at, zone);
  if (offset === undefined) throw new RangeError(`no zone ${zone}`);
  return at + offset;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** A node's people live in a handful of zones; made-up ones do not fill the memory. */
const CLOCKS_MAX = 64;

/** What is to be added to UTC there and then; nothing where this platform knows no such zone. */
function offsetMs(at: Instant, zone: string): number | undefined {
  const clock = clocks.get(zone) ?? clockOf(zone);
  if (clock === undefined) return undefined;
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = part as Record<string, string>;
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return wall - Math.floor(at / 1_000) * 1_000;
}

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    } as Intl.DateTimeFormatOptions);
  } catch {
    return undefined; // RangeError is the only answer that Intl has
  }
  if (clocks.size >= CLOCKS_MAX) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}
