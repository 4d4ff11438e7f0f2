import type { Case } from '../api/case-contract.ts';
import type { Place } from '../api/contract.ts';
import { distance } from '../map/distance.ts';
import { type Near, nearPlace } from '../map/near-place.ts';
import type { Say } from '../words/words.ts';

/** From here on a truck is said to be off its route; below it is the drawing's own error (§7.3). */
const OFF_M_MIN = 1_000;
/** A place farther off than this says nothing of where a truck is: ten minutes' drive on an open road. */
export const NEAR_M_MAX = 12_000;
/** From here on not even the distance to a place helps. */
export const FAR_M_MAX = 100_000;
/** A name that a row of the queue shows whole beside a plate and a distance. */
const BRIEF_CHARS_MAX = 16;

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
  const isOff = offRouteM !== null && offRouteM >= OFF_M_MIN;
  const near = nearWords(say, nearPlace(places, place), { brief, isOff });
  const isFull = brief && near?.isLong === true;
  const parts = [
    isOff ? say('place.off', { off: distance(offRouteM) }) : undefined,
    near?.words,
    km === null || isFull ? undefined : say('place.km', { km: Math.round(km) }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`;
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Manner = { readonly brief: boolean; readonly isOff: boolean };

/** Near what, or how far from it: a bare kilometre does not say of which road. A row has no room for a long name. */
function nearWords(
  say: Say,
  nearest: Near | undefined,
  { brief, isOff }: Manner,
): { readonly words: string; readonly isLong: boolean } | undefined {
  if (nearest === undefined) return undefined;
  const { name, awayM } = nearest;
  if (awayM <= NEAR_M_MAX)
    return {
      words: brief && isOff ? name : say('place.near', { near: name }),
      isLong: isOff || name.length > BRIEF_CHARS_MAX,
    };
  const isTooLong = brief && name.length > BRIEF_CHARS_MAX;
  if (isOff || isTooLong || awayM > FAR_M_MAX) return undefined;
  return { words: say('place.far', { away: distance(awayM), place: name }), isLong: true };
}

/** The place that a position is near, by its short name; none beyond the limit. */
export function nameNear(
  places: readonly Place[],
  at: Pick<Where, 'lat' | 'lon'>,
): string | undefined {
  const near = nearPlace(places, at);
  return near === undefined || near.awayM > NEAR_M_MAX ? undefined : near.name;
}
