import { type Instant, instantOfUtc, MINUTE_MS } from '@lakiri/kit';

const UNSET = '000000000000';

/** `yyMMddHHmmss`, or `null` where no calendar has it or the clock was never set. */
export function instantOfClock(text: string | null, utcOffsetMinutes: number): Instant | null {
  if (text === null || text === UNSET) return null;
  const at = instantOfPairs(text, [0, 2, 4]);
  return at === undefined ? null : ((at - utcOffsetMinutes * MINUTE_MS) as Instant);
}

/** `ddMMyy` and `hhmmss` with or without a fraction, UTC; `null` where there is none. */
export function instantOfGps(date: string, time: string): Instant | null {
  if (!/^\d{6}$/.test(date) || !/^\d{6}(\.\d{1,4})?$/.test(time)) return null;
  return instantOfPairs(date + time, [4, 2, 0]) ?? null;
}

/** Whole seconds since 1970; `null` for the 0 of "no such operation". */
export function instantOfSeconds(text: string): Instant | null {
  return /^[1-9]\d{0,10}$/.test(text) ? ((Number(text) * 1000) as Instant) : null;
}

/** `yyMMddHHmmss`, UTC. */
export function clockOf(at: Instant): string {
  const date = new Date(at);
  return [date.getUTCFullYear() % 100, date.getUTCMonth() + 1, date.getUTCDate()]
    .concat([date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()])
    .map((part) => String(part).padStart(2, '0'))
    .join('');
}

function instantOfPairs(
  text: string,
  [year, month, day]: readonly [number, number, number],
): Instant | undefined {
  const pair = (at: number): number => Number(text.slice(at, at + 2));
  return instantOfUtc({
    year: 2000 + pair(year),
    month: pair(month),
    day: pair(day),
    hour: pair(6),
    minute: pair(8),
    second: pair(10),
  });
}
