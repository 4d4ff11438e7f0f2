import { type Instant, instantOfUtc, MINUTE_MS, type RawValue } from '@lakiri/kit';

/** What a message says, by name, while it is being read. */
export type Named = Record<string, RawValue>;

/** A plain decimal; `null` for anything else (`nan`, empty, `F50`). */
export function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

/** A number where it is one, the text where not; `null` where the field is empty. */
export function rawOf(text: string): RawValue {
  if (text === '') return null;
  // A leading zero makes it a code: report type 01, version 0100.
  return /^-?(0|[1-9]\d{0,11})(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}

/** Codes whose digits have a meaning each: they stay text though some look like numbers. */
const CODES: ReadonlySet<string> = new Set([
  'digitalInput',
  'digitalOutput',
  'driverUniqueId',
  'eriMask',
  'externalPower',
  'iccid',
  'name',
  'reportId',
  'reportType',
  'state',
  'status',
]);

/** Notes fields under names, one each; those beyond the names under `rest`. Empty and reserved ones are left out. */
export function noteFields(
  raw: Named,
  fields: readonly string[],
  names: readonly (string | undefined)[],
  rest: string,
): void {
  fields.forEach((text, at) => {
    const name = at < names.length ? names[at] : `${rest}.${at - names.length + 1}`;
    if (text !== '' && name !== undefined && name !== 'reserved')
      raw[name] = CODES.has(name) ? text : rawOf(text);
  });
}

/** `YYYYMMDDHHMMSS` of a clock so many minutes ahead of UTC; `null` when no calendar has it. */
export function timeOf(text: string | undefined, aheadMinutes: number): Instant | null {
  if (text === undefined || !isTime(text)) return null;
  const at = (from: number, to: number): number => Number(text.slice(from, to));
  const read = instantOfUtc({
    year: at(0, 4),
    month: at(4, 6),
    day: at(6, 8),
    hour: at(8, 10),
    minute: at(10, 12),
    second: at(12, 14),
  });
  return read === undefined ? null : ((read - aheadMinutes * MINUTE_MS) as Instant);
}

export function isTime(text: string | undefined): text is string {
  return text !== undefined && /^\d{14}$/.test(text);
}

/** `hhhhh:mm:ss` in milliseconds. */
export function durationMsOf(text: string): number | null {
  const parts = /^(\d{1,7}):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return null;
  const [, hours, minutes, seconds] = parts.map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}
