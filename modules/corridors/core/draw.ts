// What an officer says of a place or a route that is new: named, and put between places that there are.
import { accept, type Decision, refuse } from '@lakiri/kit';
import type { GazettedPlace, Place, PlaceId, PlaceKind } from './place.ts';
import { type RedrawRefusal, type RouteSays, redraw } from './redraw.ts';
import type { Corridor, Route, RouteId } from './route.ts';
import { slugOf } from './slug.ts';
import { isName, isSource } from './version.ts';
import { BUFFER_M } from './width.ts';

export type NewRouteSays = RouteSays & {
  readonly corridor: Corridor;
  /** Two places as gazetted. */
  readonly from: string;
  readonly to: string;
};
export type DrawRefusal = RedrawRefusal | { readonly code: 'route-ends' };

/** The first version as it would be published. Its short name is made of its name. */
export function drawRoute(
  says: NewRouteSays,
  places: readonly Place[],
): Decision<Route, DrawRefusal> {
  const id = slugOf<'Route'>(says.name) satisfies RouteId | undefined;
  if (id === undefined) return refuse({ code: 'route-name' });
  if (says.from === says.to) return refuse({ code: 'route-ends' });
  const [from, to] = [says.from, says.to].map((end) => places.find((one) => one.id === end));
  if (from === undefined) return refuse({ code: 'no-such-place', place: says.from });
  if (to === undefined) return refuse({ code: 'no-such-place', place: says.to });
  const { corridor } = says;
  return redraw({ says, last: { id, corridor, from, to, allowedStops: [] }, places });
}

export type PlaceSays = {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
  readonly source: string;
};
export type PlaceRefusal =
  | { readonly code: 'place-name' }
  | { readonly code: 'gazette-source' }
  | { readonly code: 'place-country' }
  | { readonly code: 'place-circle'; readonly radiusM: typeof BUFFER_M };

const COUNTRIES = /^[A-Z]{2}(-[A-Z]{2})?$/;

/** A new place, or other words of one that stands, which keeps its short name. */
export function drawPlace(
  says: PlaceSays,
  last: Pick<Place, 'id' | 'short' | 'name'> | undefined,
): Decision<GazettedPlace, PlaceRefusal> {
  const { name, kind, country, lat, lon, radiusM, source } = says;
  const id: PlaceId | undefined = last?.id ?? slugOf<'Place'>(name);
  if (!isName(name) || id === undefined) return refuse({ code: 'place-name' });
  if (!isSource(source)) return refuse({ code: 'gazette-source' });
  if (!COUNTRIES.test(country)) return refuse({ code: 'place-country' });
  const isOnWorld = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!isOnWorld || radiusM < BUFFER_M.min || radiusM > BUFFER_M.max)
    return refuse({ code: 'place-circle', radiusM: BUFFER_M });
  const short = last !== undefined && last.short !== last.name ? last.short : name;
  return accept({ id, name, short, kind, country, lat, lon, radiusM, source });
}
