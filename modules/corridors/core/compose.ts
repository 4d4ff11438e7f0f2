// A gazette names a route by its ends and the roads between; this turns the names into a line.
import { distanceM } from './distance.ts';
import type { Place, PlaceId, PlaceKind } from './place.ts';
import {
  BUFFER_M_DEFAULT,
  type Corridor,
  type LonLat,
  type Route,
  type RouteId,
  timeLimitHOf,
} from './route.ts';
import { cumulativeKm, indexLine, locate } from './route-index.ts';

/** Part of a reference line, by the numbers of its points; `from` beyond `to` goes against it. */
export type Slice = { readonly line: string; readonly from: number; readonly to: number };

export type RouteDefinition = {
  readonly id: RouteId;
  readonly name: string;
  readonly corridor: Corridor;
  readonly from: PlaceId;
  readonly to: PlaceId;
  readonly slices: readonly Slice[];
};

/** Places and routes as one publication gives them. */
export type Gazette = { readonly places: readonly Place[]; readonly routes: readonly Route[] };

export type GazetteSource = {
  readonly places: readonly Place[];
  readonly lines: ReadonlyMap<string, readonly LonLat[]>;
  readonly definitions: readonly RouteDefinition[];
};

/** Points nearer than this are one: two slices meet there, and a segment between would have no course. */
const JOIN_M = 20;

/** Where a truck may stand on its way besides its two ends. Depots are ends, never stops on the way. */
const STOP_KINDS: ReadonlySet<PlaceKind> = new Set([
  'rest_stop',
  'weighbridge',
  'osbp',
  'border_post',
  'icd',
]);

/** Composes every defined route. Throws RangeError on a definition that names what does not exist. */
export function composeGazette(source: GazetteSource): Gazette {
  return {
    places: source.places,
    routes: source.definitions.map((definition) => composeRoute(source, definition)),
  };
}

function composeRoute(source: GazetteSource, definition: RouteDefinition): Route {
  const from = getPlace(source.places, definition.from);
  const to = getPlace(source.places, definition.to);
  const road = joined(definition.slices.flatMap((slice) => pointsOf(source.lines, slice)));
  const line = betweenEnds(road, from, to);
  const km = Math.round((cumulativeKm(line).at(-1) ?? 0) * 10) / 10;
  const { id, name, corridor } = definition;
  const bufferM = BUFFER_M_DEFAULT;
  const bare = { id, name, corridor, from, to, line, km, bufferM, timeLimitH: timeLimitHOf(km) };
  return { ...bare, allowedStops: stopsAlong({ ...bare, allowedStops: [] }, source.places) };
}

function getPlace(places: readonly Place[], id: PlaceId): Place {
  const place = places.find((one) => one.id === id);
  if (place === undefined) throw new RangeError(`no place ${id}`);
  return place;
}

function pointsOf(lines: GazetteSource['lines'], { line, from, to }: Slice): readonly LonLat[] {
  const points = lines.get(line);
  if (points?.[from] === undefined || points[to] === undefined)
    throw new RangeError(`no points ${from} to ${to} on line ${line}`);
  return from <= to ? points.slice(from, to + 1) : points.slice(to, from + 1).reverse();
}

function joined(points: readonly LonLat[]): readonly LonLat[] {
  return points.filter((point, at) => {
    const before = points[at - 1];
    return before === undefined || apartM(before, point) >= JOIN_M;
  });
}

/** The road from where it is nearest to one place until where it is nearest to the other, with both. */
function betweenEnds(road: readonly LonLat[], from: Place, to: Place): readonly LonLat[] {
  const index = indexLine(road);
  const startKm = locate(index, from).km;
  const endKm = locate(index, to).km;
  const between = road.filter((_, at) => {
    const km = index.km[at] ?? 0;
    return km > startKm && km < endKm;
  });
  return joined([[from.lon, from.lat], ...between, [to.lon, to.lat]]);
}

function apartM(a: LonLat, b: LonLat): number {
  return distanceM({ lon: a[0], lat: a[1] }, { lon: b[0], lat: b[1] });
}

function stopsAlong(route: Route, places: readonly Place[]): readonly Place[] {
  const index = indexLine(route.line);
  return places
    .filter((place) => STOP_KINDS.has(place.kind) && place !== route.from && place !== route.to)
    .map((place) => ({ place, ...locate(index, place) }))
    .filter(({ offM }) => offM <= route.bufferM)
    .sort((a, b) => a.km - b.km)
    .map(({ place }) => place);
}
