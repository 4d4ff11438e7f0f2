import type { Instant } from '@lakiri/kit';

/** An instant as Postgres prints it in UTC: to the microsecond, without zeros at the end. */
export function pgTime(at: Instant): string {
  const [date = '', time = ''] = new Date(at).toISOString().slice(0, -1).split('T');
  const [seconds = '', fraction = ''] = time.split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${date} ${seconds}${digits === '' ? '' : `.${digits}`}+00`;
}

/** The instant of Postgres's text; undefined where it is not a whole millisecond, as all of ours are. */
export function instantOfPg(text: string): Instant | undefined {
  const at = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')) as Instant;
  return Number.isNaN(at) || pgTime(at) !== text ? undefined : at;
}
