// When an allowed stop is open. A truck that stands there while it is closed stands where it may not.
import { addMs, DAY_MS, type Instant, MINUTE_MS } from '@lakiri/kit';

/** By the clock on the wall of the place: minutes after midnight; over midnight where it opens later than it closes. */
export type Opening = {
  readonly opensMin: number;
  readonly closesMin: number;
  readonly utcOffsetMin: number;
};

const DAY_MIN = 1_440;
const EAT_MIN = 180;
const CAT_MIN = 120;
/** East of the corridors' time-zone line it is UTC+3, west of it UTC+2. */
const CAT_COUNTRIES: readonly string[] = ['BI', 'CD', 'RW', 'SS'];
/** Longer than any truck stands in one place without somebody looking. */
const DAYS_TOLD = 8;

/** The offset of the wall clock in a country, ISO 3166-1 alpha-2; on a border that of the country named first. */
export function utcOffsetMinOf(country: string): number {
  return CAT_COUNTRIES.includes(country.slice(0, 2)) ? CAT_MIN : EAT_MIN;
}

export function isSoundOpening({ opensMin, closesMin }: Omit<Opening, 'utcOffsetMin'>): boolean {
  const isMinute = (min: number): boolean => Number.isInteger(min) && min >= 0 && min <= DAY_MIN;
  return isMinute(opensMin) && isMinute(closesMin) && opensMin % DAY_MIN !== closesMin % DAY_MIN;
}

export type OpenSpan = { readonly from: Instant; readonly until: Instant };

/** When it is open from an instant on, for some days. */
export function openSpans(opening: Opening, since: Instant): readonly OpenSpan[] {
  const { opensMin, closesMin, utcOffsetMin } = opening;
  const local = since + utcOffsetMin * MINUTE_MS;
  const midnight = addMs(since, -(((local % DAY_MS) + DAY_MS) % DAY_MS));
  const longMin = (closesMin - opensMin + DAY_MIN) % DAY_MIN;
  return Array.from({ length: DAYS_TOLD + 1 }, (_, day) => {
    const from = addMs(midnight, (day - 1) * DAY_MS + opensMin * MINUTE_MS);
    return { from, until: addMs(from, longMin * MINUTE_MS) };
  }).filter(({ until }) => until > since);
}
