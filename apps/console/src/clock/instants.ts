import type { Language } from '../words/said.ts';

/**
 * The two clocks of the corridors: Kenya, Uganda and Tanzania keep East Africa Time (+3), Rwanda, Burundi, South Sudan and
 * eastern DR Congo Central Africa Time (+2). Neither has summer time, so a fixed offset is exact.
 */
export type Zone = 'EAT' | 'CAT';
const OFFSET_MS = { EAT: 3 * 3_600_000, CAT: 2 * 3_600_000 } as const satisfies Record<
  Zone,
  number
>;

const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  sw: ['Jan', 'Feb', 'Mac', 'Apr', 'Mei', 'Jun', 'Jul', 'Ago', 'Sep', 'Okt', 'Nov', 'Des'],
} as const satisfies Record<Language, readonly string[]>;

type Instant = number | string;

function wall(instant: Instant, zone: Zone): Date {
  return new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + OFFSET_MS[zone]);
}

/** When a day (`2026-02-04`) begins on the wall of a zone, in UTC milliseconds. */
export function dayStart(day: string, zone: Zone): number {
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS[zone];
}

/** The instant, ISO 8601 in UTC, of a time on the wall of a zone (`2026-02-04T08:30`); `undefined` where it is none. */
export function instantOnWall(text: string, zone: Zone): string | undefined {
  const ms = Date.parse(`${text}Z`) - OFFSET_MS[zone];
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** `08:30:12` on the wall of a zone. */
export function timeOfDay(instant: Instant, zone: Zone = 'EAT'): string {
  const at = wall(instant, zone);
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
}

/** `08:30` on the wall of a zone. */
export function hourMinute(instant: Instant, zone: Zone = 'EAT'): string {
  return timeOfDay(instant, zone).slice(0, 5);
}

/** `04 Feb` (§5.4). */
export function dayMonth(instant: Instant, language: Language): string {
  const at = wall(instant, 'EAT');
  return `${pad(at.getUTCDate())} ${MONTHS[language][at.getUTCMonth()]}`;
}

/** `04 Feb 2026 08:30 EAT` (§5.4). */
export function fullInstant(instant: Instant, language: Language): string {
  return `${dayMonth(instant, language)} ${wall(instant, 'EAT').getUTCFullYear()} ${hourMinute(instant)} EAT`;
}

/** `04 Feb 08:30:12`: inside one journey, where the year is known and the second matters. */
export function secondInstant(instant: Instant, language: Language): string {
  return `${dayMonth(instant, language)} ${timeOfDay(instant)}`;
}

/** `04 Feb 2026 08:30:12 EAT · 07:30 CAT`, no zone parted from its time; the day of Central Africa where it is another. */
export function bothClocks(instant: Instant, language: Language): string {
  const east = wall(instant, 'EAT');
  const central = wall(instant, 'CAT');
  const other =
    east.getUTCDate() === central.getUTCDate()
      ? ''
      : `${pad(central.getUTCDate())} ${MONTHS[language][central.getUTCMonth()]} `;
  return `${dayMonth(instant, language)} ${east.getUTCFullYear()} ${timeOfDay(instant)}\u00a0EAT · ${other}${hourMinute(instant, 'CAT')}\u00a0CAT`;
}

/** `2026-02-04T08:30:12` on the wall of a zone: what {@link instantOnWall} reads. */
export function wallTime(instant: Instant, zone: Zone): string {
  return wall(instant, zone).toISOString().slice(0, 19);
}
