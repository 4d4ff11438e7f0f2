import type { Case } from '../api/case-contract.ts';
import type { Place } from '../api/contract.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import type { Say } from '../words/words.ts';

/** From here on a truck is said to be off its route; below it is the drawing's own error (§7.3). */
const OFF_M_MIN = 1_000;
/** A place farther off than this says nothing of where a truck is: ten minutes' drive on an open road. */
export const NEAR_M_MAX = 12_000;

type Where = Pick<NonNullable<Case['place']>, 'lat' | 'lon' | 'km' | 'offRouteM'>;

/** Where a case is, in a few words: `4.1 km off the route, near Lugazi`. */
export function placeWords(say: Say, place: Where | null, places: readonly Place[]): string {
  return worded(say, place, places, { brief: false });
}

/** The same for a row of the queue, which has room for no more: `4.1 km off the route, Lugazi`. */
export function briefPlaceWords(say: Say, place: Where | null, places: readonly Place[]): string {
  return worded(say, place, places, { brief: true });
}

function worded(
  say: Say,
  place: Where | null,
  places: readonly Place[],
  { brief }: { brief: boolean },
): string {
  if (place === null) return say('place.none');
  const { offRouteM, km } = place;
  const near = nameNear(places, place);
  const off = offRouteM !== null && offRouteM >= OFF_M_MIN ? offRouteM : undefined;
  const strayedNear = brief && off !== undefined ? near : undefined;
  const parts = [
    off === undefined ? undefined : say('place.off', { off: distance(off) }),
    near === undefined ? undefined : (strayedNear ?? say('place.near', { near })),
    km === null || strayedNear !== undefined ? undefined : say('place.km', { km: Math.round(km) }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`;
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The place that a position is near, by its short name; none beyond the limit. */
function nameNear(places: readonly Place[], at: Where): string | undefined {
  const near = nearPlace(places, at);
  return near === undefined || near.awayM > NEAR_M_MAX ? undefined : near.name;
}
