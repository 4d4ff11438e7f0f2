import type { Case } from '../api/contract.ts';
import { distance } from '../map/distance.ts';
import type { Say } from '../words/words.ts';

/** From here on a truck is said to be off its route; below it is the drawing's own error (§7.3). */
const OFF_M_MIN = 1_000;

/** Where a case is, in a few words: `4.1 km off the route, near Lugazi`. */
export function placeWords(say: Say, place: Case['place']): string {
  if (place === null) return say('place.none');
  const { offRouteM, near, km } = place;
  const parts = [
    offRouteM !== null && offRouteM >= OFF_M_MIN
      ? say('place.off', { off: distance(offRouteM) })
      : undefined,
    near === null ? undefined : say('place.near', { near }),
    km === null ? undefined : say('place.km', { km: Math.round(km) }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`;
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
