import { MINUTE_MS } from '@lakiri/kit';
import { type Look, minutesOf } from '../look.ts';
import type { PositionNumbers } from '../numbers.ts';
import type { Suspicion } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';

export type FrozenAfter = {
  readonly frozen: Suspicion['frozen'];
  readonly why: DoubtWhy | null;
};

/** Several events of one minute carry one fix: only a fix that stays for minutes is frozen. */
const FROZEN_MS_MIN = 4 * MINUTE_MS;

/**
 * R6: the seal says that it drives, and its coordinates do not change by a digit. A parked truck is none: receivers
 * hold a standing position on purpose, and then say no speed.
 */
export function frozenTrack(
  { place, last }: Look,
  frozen: Suspicion['frozen'],
  numbers: PositionNumbers,
): FrozenAfter {
  if (place === null || last === null) return { frozen, why: null };
  const isSame = place.lat === last.lat && place.lon === last.lon;
  if (!isSame || (place.speedKmh ?? 0) < numbers.frozenKmhMin) return { frozen: null, why: null };
  const since = frozen?.since ?? last.at;
  const fixes = (frozen?.fixes ?? 0) + 1;
  // Said once; counted no further, so that what is remembered does not change with each report.
  if (frozen !== null && isLong(frozen.fixes, last.at - since, numbers))
    return { frozen, why: null };
  if (!isLong(fixes, place.at - since, numbers)) return { frozen: { since, fixes }, why: null };
  const params = { fixes, minutes: minutesOf(place.at - since) };
  return { frozen: { since, fixes }, why: { code: 'track-frozen', params } };
}

function isLong(fixes: number, ms: number, { frozenFixesMin }: PositionNumbers): boolean {
  return fixes >= frozenFixesMin && ms >= FROZEN_MS_MIN;
}
