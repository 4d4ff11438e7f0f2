import type { Place } from '@lakiri/seals';
import { between, minutesOf, tenth } from '../look.ts';
import type { PositionNumbers } from '../numbers.ts';
import type { DoubtWhy } from '../why.ts';

/**
 * Of a reading by another connection than the last one's: no truck goes so far in that time, so they are two. A device
 * that connects anew is where it was; in a tunnel, on a ferry or without a network it had the time to go on.
 */
export function twoPlaces(
  last: Place | null,
  place: Place | null,
  numbers: PositionNumbers,
): DoubtWhy | null {
  if (last === null || place === null) return null;
  const { km, kmh, ms } = between(last, place);
  if (km < numbers.jumpKmMin || kmh <= numbers.jumpKmhMin) return null;
  return { code: 'two-places', params: { km: tenth(km), minutes: minutesOf(ms) } };
}
