import { lengthKm, type Route } from '@lakiri/corridors';
import type { LonLat } from '../api/gazette-queries.ts';
import { linesOf, pointsIn } from './fence-form.ts';

/** What a person says of the next version of a route, as typed or as drawn. */
export type RouteSaid = {
  readonly name: string;
  readonly bufferM: string;
  readonly timeLimitH: string;
  /** One point a line: latitude, longitude; from end to end. */
  readonly line: string;
  /** By place; minutes as typed, empty: as its kind allows. A stop that is not here is none. */
  readonly stops: Readonly<Record<string, string>>;
  readonly source: string;
};
export type RouteField = Exclude<keyof RouteSaid, 'stops'>;

/** What stands, to be changed; on whose word must be said anew. */
export function saidOfRoute(route: Route): RouteSaid {
  const { name, bufferM, timeLimitH, line, allowedStops } = route;
  const stops = allowedStops.map(({ id, allowedMin }) => [id, String(allowedMin ?? '')]);
  return {
    ...{ name, bufferM: String(bufferM), timeLimitH: String(timeLimitH), line: linesOf(line) },
    ...{ stops: Object.fromEntries(stops), source: '' },
  };
}

export function lineIn(said: RouteSaid): readonly LonLat[] | undefined {
  const points = pointsIn(said.line);
  return points !== undefined && points.length >= 2 ? points : undefined;
}

const isWhole = (text: string, min: number, max: number): boolean =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;

// The server's own bounds, as far as they can be told without it.
const BUFFER_M = { min: 50, max: 20_000 };
const HOURS_MAX = 720;
const STOP_MIN_MAX = 2_880;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: RouteSaid): readonly (RouteField | 'stops')[] {
  const minutes = Object.values(said.stops).filter((text) => text.trim() !== '');
  const faults: readonly (readonly [RouteField | 'stops', boolean])[] = [
    ['name', said.name.trim() === ''],
    ['bufferM', !isWhole(said.bufferM, BUFFER_M.min, BUFFER_M.max)],
    ['timeLimitH', !isWhole(said.timeLimitH, 1, HOURS_MAX)],
    ['line', lineIn(said) === undefined],
    ['stops', !minutes.every((text) => isWhole(text, 1, STOP_MIN_MAX))],
    ['source', said.source.trim() === ''],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

/** The version that the fields say, for the comparison with the one it is written against. */
export function routeIn(
  said: RouteSaid,
  last: Route,
  places: readonly PlaceOf[],
): Route | undefined {
  const line = lineIn(said);
  if (line === undefined || faultyIn({ ...said, source: 'x' }).length > 0) return undefined;
  const known = [...last.allowedStops, ...places] as unknown as Route['allowedStops'];
  const allowedStops = Object.entries(said.stops).flatMap(([id, minutes]) => {
    const place = known.find((one) => one.id === id);
    if (place === undefined) return [];
    const { allowedMin: _, ...bare } = place;
    return [minutes.trim() === '' ? bare : { ...bare, allowedMin: Number(minutes) }];
  });
  const km = Math.round(lengthKm(line) * 10) / 10;
  const [bufferM, timeLimitH] = [Number(said.bufferM), Number(said.timeLimitH)];
  return { ...last, name: said.name.trim(), line, km, bufferM, timeLimitH, allowedStops };
}

type PlaceOf = { readonly id: string };

/** The same as the server asks for it. */
export function bodyOf(said: RouteSaid, route: string): object {
  const stops = Object.entries(said.stops).map(([place, minutes]) => ({
    place,
    ...(minutes.trim() === '' ? {} : { allowedMin: Number(minutes) }),
  }));
  const says = {
    ...{ name: said.name.trim(), line: lineIn(said) ?? [], source: said.source.trim() },
    ...{ bufferM: Number(said.bufferM), timeLimitH: Number(said.timeLimitH), stops },
  };
  return { is: 'route', route, says };
}
