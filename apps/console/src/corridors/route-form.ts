import { CORRIDORS, lengthKm, type Route, utcOffsetMinOf } from '@lakiri/corridors';
import type { LonLat } from '../api/gazette-queries.ts';
import { linesOf, pointsIn } from './fence-form.ts';

/** What a person says of the next version of a route, as typed or as drawn. */
export type RouteSaid = {
  readonly name: string;
  readonly bufferM: string;
  readonly timeLimitH: string;
  /** One point a line: latitude, longitude; from end to end. */
  readonly line: string;
  /** One stretch a line: from which kilometre, to which, metres. */
  readonly widths: string;
  /** By place. A stop that is not here is none. */
  readonly stops: Readonly<Record<string, StopSaid>>;
  readonly source: string;
  /** Of a new route: between which places, and of which corridor. */
  readonly from: string;
  readonly to: string;
  readonly corridor: string;
};
export type RouteField = Exclude<keyof RouteSaid, 'stops' | 'corridor'>;

/** Minutes as typed, empty: as its kind allows; hours on its wall, both empty: it never closes. */
export type StopSaid = {
  readonly minutes: string;
  readonly opens: string;
  readonly closes: string;
};
export const NEW_STOP: StopSaid = { minutes: '', opens: '', closes: '' };

export const NEW_ROUTE: RouteSaid = {
  ...{ name: '', bufferM: '', timeLimitH: '', line: '', widths: '', stops: {}, source: '' },
  ...{ from: '', to: '', corridor: CORRIDORS[0] },
};

/** What stands, to be changed; on whose word must be said anew. */
export function saidOfRoute(route: Route): RouteSaid {
  const { name, bufferM, timeLimitH, line, allowedStops } = route;
  const stops = allowedStops.map(({ id, allowedMin, open }) => [
    id,
    {
      minutes: String(allowedMin ?? ''),
      opens: open === undefined ? '' : clockOf(open.opensMin),
      closes: open === undefined ? '' : clockOf(open.closesMin),
    },
  ]);
  const widths = route.widths ?? [];
  const ends = { from: route.from.id, to: route.to.id, corridor: route.corridor };
  return {
    ...ends,
    widths: widths.map(({ fromKm, toKm, bufferM: m }) => `${fromKm}, ${toKm}, ${m}`).join('\n'),
    ...{ name, bufferM: String(bufferM), timeLimitH: String(timeLimitH), line: linesOf(line) },
    ...{ stops: Object.fromEntries(stops), source: '' },
  };
}

const HOUR_MIN = 60;

/** Minutes after midnight as a clock tells them. */
export function clockOf(min: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(min / HOUR_MIN))}:${two(min % HOUR_MIN)}`;
}

function minutesOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(clock.trim()) ?? [];
  const min = Number(hours) * HOUR_MIN + Number(minutes);
  return Number(minutes) < HOUR_MIN && min <= DAY_MIN ? min : undefined;
}

type Hours = { readonly opensMin: number; readonly closesMin: number };

/** When a stop is open; `null`: always. Undefined: the hours say nothing. */
function hoursIn({ opens, closes }: StopSaid): Hours | null | undefined {
  if (opens.trim() === '' && closes.trim() === '') return null;
  const [opensMin, closesMin] = [minutesOf(opens), minutesOf(closes)];
  if (opensMin === undefined || closesMin === undefined) return undefined;
  return opensMin % DAY_MIN === closesMin % DAY_MIN ? undefined : { opensMin, closesMin };
}

const WIDTH = /^\s*(\d+(?:\.\d+)?)\s*[,;\s]\s*(\d+(?:\.\d+)?)\s*[,;\s]\s*(\d+)\s*$/;

/** The stretches of another width; undefined where a line says none. */
function widthsIn(text: string): NonNullable<Route['widths']> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const widths = lines.flatMap((line) => {
    const [, fromKm, toKm, bufferM] = WIDTH.exec(line) ?? [];
    const width = { fromKm: Number(fromKm), toKm: Number(toKm), bufferM: Number(bufferM) };
    return width.toKm > width.fromKm && isBuffer(width.bufferM) ? [width] : [];
  });
  const inOrder = widths.every(({ fromKm }, at) => fromKm >= (widths[at - 1]?.toKm ?? 0));
  return widths.length === lines.length && inOrder ? widths : undefined;
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
const DAY_MIN = 1_440;
const isBuffer = (m: number): boolean => m >= BUFFER_M.min && m <= BUFFER_M.max;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: RouteSaid): readonly (RouteField | 'stops')[] {
  const stops = Object.values(said.stops);
  const minutes = stops.map((stop) => stop.minutes).filter((text) => text.trim() !== '');
  const faults: readonly (readonly [RouteField | 'stops', boolean])[] = [
    ['name', said.name.trim() === ''],
    ['from', said.from === ''],
    ['to', said.to === '' || said.to === said.from],
    ['bufferM', !isWhole(said.bufferM, BUFFER_M.min, BUFFER_M.max)],
    ['timeLimitH', !isWhole(said.timeLimitH, 1, HOURS_MAX)],
    ['line', lineIn(said) === undefined],
    ['widths', widthsIn(said.widths) === undefined],
    [
      'stops',
      !minutes.every((text) => isWhole(text, 1, STOP_MIN_MAX)) ||
        stops.some((stop) => hoursIn(stop) === undefined),
    ],
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
  const allowedStops = Object.entries(said.stops).flatMap(([id, stop]) => {
    const place = known.find((one) => one.id === id);
    if (place === undefined) return [];
    const { allowedMin: _, open: __, ...bare } = place;
    const hours = hoursIn(stop) ?? undefined;
    const utcOffsetMin = utcOffsetMinOf(place.country);
    const minutes = stop.minutes.trim() === '' ? {} : { allowedMin: Number(stop.minutes) };
    return [{ ...bare, ...minutes, ...(hours && { open: { ...hours, utcOffsetMin } }) }];
  });
  const widths = widthsIn(said.widths) ?? [];
  const { widths: _, ...rest } = last;
  const km = Math.round(lengthKm(line) * 10) / 10;
  const [bufferM, timeLimitH] = [Number(said.bufferM), Number(said.timeLimitH)];
  const next = { ...rest, name: said.name.trim(), line, km, bufferM, timeLimitH, allowedStops };
  return widths.length === 0 ? next : { ...next, widths };
}

type PlaceOf = { readonly id: string };

/** One that stands, by its short name; or one that is new, by the id that a draft gave it. */
export type RouteRef =
  | { readonly is: 'stands'; readonly id: string }
  | { readonly is: 'new'; readonly id: string | undefined };

/** The same as the server asks for it. */
export function bodyOf(said: RouteSaid, route: RouteRef): object {
  const stops = Object.entries(said.stops).map(([place, stop]) => {
    const open = hoursIn(stop) ?? undefined;
    return {
      place,
      ...(stop.minutes.trim() === '' ? {} : { allowedMin: Number(stop.minutes) }),
      ...(open && { open }),
    };
  });
  const widths = widthsIn(said.widths) ?? [];
  const says = {
    ...(widths.length === 0 ? {} : { widths }),
    ...{ name: said.name.trim(), line: lineIn(said) ?? [], source: said.source.trim() },
    ...{ bufferM: Number(said.bufferM), timeLimitH: Number(said.timeLimitH), stops },
  };
  if (route.is === 'stands') return { is: 'route', route: route.id, says };
  const { from, to, corridor } = said;
  const own = route.id === undefined ? {} : { route: route.id };
  return { is: 'route-new', ...own, says: { ...says, from, to, corridor } };
}
