import type { Topic } from '@lakiri/notices';
import type { Severity } from '../api/contract.ts';
import type { Subscription, Wish } from '../api/notice-contract.ts';

export const ZONES = ['Africa/Nairobi', 'Africa/Kigali'] as const;

/** What stands in the fields of a wish. */
export type WishFields = {
  readonly channel: string;
  readonly language: Wish['language'];
  readonly topics: readonly Topic[];
  readonly severities: readonly Severity[];
  readonly kinds: readonly string[];
  readonly isQuiet: boolean;
  /** `22:00` */
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly through: boolean;
};

/** An alarm of the two upper severities, and a night's sleep: what most people want first. */
export function freshFields(channel: string, language: Wish['language']): WishFields {
  return {
    ...{ channel, language, topics: ['case-opened'], severities: [1, 2], kinds: [] },
    ...{ isQuiet: false, from: '22:00', until: '06:00', zone: ZONES[0], through: true },
  };
}

const MINUTES = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes of the day in `22:00`; nothing where it is none. */
export function minutesIn(text: string): number | undefined {
  const [, hours, minutes] = MINUTES.exec(text.trim()) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

export function clockOf(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

export function fieldsOf(known: Subscription): WishFields {
  const { channel, language, topics, severities, kinds, quiet } = known;
  const fresh = freshFields(channel, language);
  const asked = { ...fresh, topics, severities, kinds };
  if (quiet === null) return asked;
  const { fromMin, untilMin, zone, criticalThrough: through } = quiet;
  return {
    ...asked,
    isQuiet: true,
    from: clockOf(fromMin),
    until: clockOf(untilMin),
    zone,
    through,
  };
}

/** The wish that the fields say; nothing where one of them is missing or makes no sense. */
export function wishOf(fields: WishFields, scope: Wish['scope']): Wish | undefined {
  const { channel, language, topics, severities, kinds, isQuiet, zone, through } = fields;
  if (channel === '' || topics.length === 0) return undefined;
  const asked = { channel, language, topics, severities, kinds, scope };
  if (!isQuiet) return { ...asked, quiet: null };
  const [fromMin, untilMin] = [minutesIn(fields.from), minutesIn(fields.until)];
  if (fromMin === undefined || untilMin === undefined || fromMin === untilMin) return undefined;
  return { ...asked, quiet: { fromMin, untilMin, zone, criticalThrough: through } };
}
