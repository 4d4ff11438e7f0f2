import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';

/** Hours in which somebody wants no notice, by the clock on their wall; `fromMin` after `untilMin` goes over midnight. */
export type Quiet = {
  /** Minutes of the local day, 0 to 1439. */
  readonly fromMin: number;
  readonly untilMin: number;
  /** An IANA zone: Africa/Nairobi is EAT (UTC+3), Africa/Kigali is CAT (UTC+2). */
  readonly zone: string;
  /** A matter of severity 1 comes all the same. */
  readonly criticalThrough: boolean;
};

const DAY_MIN = 1_440;

/** Whether this platform knows the zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError is the only answer that Intl has
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** A node's people live in a handful of zones; made-up ones do not fill the memory. */
const CLOCKS_MAX = 64;

/** Minutes of the local day at an instant. Throws RangeError on a zone that `isZone` denies. */
export function localMinutes(at: Instant, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    } as Intl.DateTimeFormatOptions);
    if (clocks.size >= CLOCKS_MAX) clocks.clear();
    clocks.set(zone, clock);
  }
  const [hours = 0, minutes = 0] = clock.format(at).split(':').map(Number);
  return hours * 60 + minutes;
}

export function isQuiet({ fromMin, untilMin, zone }: Quiet, at: Instant): boolean {
  const minute = localMinutes(at, zone);
  return fromMin <= untilMin
    ? minute >= fromMin && minute < untilMin
    : minute >= fromMin || minute < untilMin;
}

/**
 * When a notice may go out: now, or at the end of the quiet hours that hold it. Where a clock is turned
 * meanwhile, the end is still what the wall shows.
 */
export function releaseAt(
  quiet: Quiet | null,
  { at, severity }: { readonly at: Instant; readonly severity: number | null },
): Instant {
  if (quiet === null || (severity === 1 && quiet.criticalThrough) || !isQuiet(quiet, at)) return at;
  const whole = (at - (at % MINUTE_MS)) as Instant;
  const left = (quiet.untilMin - localMinutes(whole, quiet.zone) + DAY_MIN) % DAY_MIN;
  const end = addMs(whole, left * MINUTE_MS);
  const offMin = quiet.untilMin - localMinutes(end, quiet.zone);
  const turned = offMin > DAY_MIN / 2 ? offMin - DAY_MIN : offMin;
  return addMs(end, (turned < -DAY_MIN / 2 ? turned + DAY_MIN : turned) * MINUTE_MS);
}
