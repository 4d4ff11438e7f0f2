import { type Instant, instantOfUtc, MINUTE_MS, type RawValue } from '@lakiri/kit';

/** Fields by name as the device wrote them, while a message is being read. */
export type Named = Record<string, string>;

/**
 * Names fields one after the other; those beyond the names are `after.1` and on, counted through the
 * message. Empty ones are left out.
 */
export function name(
  into: Named,
  fields: readonly string[],
  names: readonly (string | undefined)[],
): void {
  const counted = Object.keys(into).filter((key) => key.startsWith('after.'));
  const last = Math.max(0, ...counted.map((key) => Number(key.slice('after.'.length))));
  fields.forEach((text, at) => {
    const known = at < names.length ? names[at] : `after.${last + at - names.length + 1}`;
    if (text !== '' && known !== undefined) into[known] = text;
  });
}

/** A plain decimal, signed or not, with leading zeros as these devices write them. */
export function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

/** A number where no digit is lost by it, the text where one would be (`0072`, `+23.0`). */
export function rawOf(text: string): RawValue {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}

const DATE = /^\d{8}$/;
const TIME = /^\d\d:\d\d:\d\d$/;

/** Where a date stands before a time; -1 where none does. */
export function dateIn(fields: readonly string[], from = 0): number {
  return fields.findIndex(
    (text, at) => at >= from && DATE.test(text) && TIME.test(fields[at + 1] ?? ''),
  );
}

/** Where a latitude stands before a longitude; -1 where none does. */
export function placeIn(fields: readonly string[], from: number): number {
  return fields.findIndex(
    (text, at) => at >= from && isDegrees(text) && isDegrees(fields[at + 1] ?? ''),
  );
}

function isDegrees(text: string): boolean {
  return /^[+-]\d{1,3}\.\d{1,9}$/.test(text);
}

/** `yyyymmdd` and `hh:mm:ss` of a clock so many minutes ahead of UTC. */
export function timeOf(
  date: string | undefined,
  time: string | undefined,
  aheadMinutes: number,
): Instant | null {
  if (date === undefined || time === undefined || !DATE.test(date) || !TIME.test(time)) return null;
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const at = instantOfUtc({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(4, 6)),
    day: Number(date.slice(6, 8)),
    hour,
    minute,
    second,
  });
  return at === undefined ? null : ((at - aheadMinutes * MINUTE_MS) as Instant);
}
