import { type Instant, MINUTE_MS } from '@lakiri/kit';
import { bcd, uint } from './bytes.ts';

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Six BCD pairs at `at`, `yyMMddHHmmss` (§3.3) or, for the JT705A, `ddMMyyHHmmss` (§3.2), told at so many
 * minutes east of Greenwich. `null` for what no calendar has: a clock never set says 000000000000.
 */
export function clockAt(
  bytes: Uint8Array,
  at: number,
  { order, utcOffsetMinutes }: { order: 'yyMMdd' | 'ddMMyy'; utcOffsetMinutes: number },
): Instant | null {
  const year = 2000 + bcd(bytes, order === 'yyMMdd' ? at : at + 2);
  const month = bcd(bytes, at + 1);
  const day = bcd(bytes, order === 'yyMMdd' ? at + 2 : at);
  const hour = bcd(bytes, at + 3);
  const minute = bcd(bytes, at + 4);
  const second = bcd(bytes, at + 5);
  const isCalendar =
    year < 2100 &&
    month >= 1 &&
    day >= 1 &&
    day <= (MONTH_DAYS[month - 1] ?? 0) &&
    (month !== 2 || day < 29 || year % 4 === 0) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isCalendar) return null;
  // 2000–2099: 2000 is a leap year, and so is every fourth.
  return (Date.UTC(year, month - 1, day, hour, minute, second) -
    utcOffsetMinutes * MINUTE_MS) as Instant;
}

/** Years of two digits are 2000–2099. */
const CLOCK_FROM = Date.UTC(2000, 0, 1);
const CLOCK_TO = Date.UTC(2100, 0, 1);

/** The digits of a clock so many minutes east, in pairs; a time outside 2000–2099 is the caller's mistake. */
export function clockPairs(at: Instant, utcOffsetMinutes = 0): readonly string[] {
  const local = at + utcOffsetMinutes * MINUTE_MS;
  if (!(local >= CLOCK_FROM && local < CLOCK_TO)) throw new RangeError(`no two-digit year: ${at}`);
  const date = new Date(local);
  return [
    date.getUTCFullYear() % 100,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ].map((part) => String(part).padStart(2, '0'));
}

/** Year in four digits, then month, day, hour, minute, second in a byte each (the 0x8109 of field practice). */
export function plainClock(at: Instant): Uint8Array {
  const date = new Date(at);
  return Uint8Array.from([
    ...uint(date.getUTCFullYear(), 2),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]);
}
