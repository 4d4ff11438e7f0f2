// What an officer says of the next version of a route, made whole: the places are copied in, and the length is measured.
import { accept, type Decision, refuse } from '@lakiri/kit';
import { isSoundOpening, type Opening, utcOffsetMinOf } from './opening.ts';
import type { Place } from './place.ts';
import { placeContent } from './publish.ts';
import type { LonLat, Route, Stop } from './route.ts';
import { cumulativeKm, indexLine, locate } from './route-index.ts';
import { isName, isSource } from './version.ts';
import { areSoundWidths, BUFFER_M, type Width } from './width.ts';

export type RouteSays = {
  readonly name: string;
  readonly line: readonly LonLat[];
  readonly bufferM: number;
  /** Stretches that are wider or narrower, in the order of the way. */
  readonly widths?: readonly Width[] | undefined;
  readonly timeLimitH: number;
  readonly stops: readonly StopSays[];
  readonly source: string;
};

/** Where a truck may stand. */
type StopSays = {
  readonly place: string;
  /** Minutes, where they are other than its kind allows. */
  readonly allowedMin?: number | undefined;
  /** By the clock on its wall; absent: at any hour. */
  readonly open?: Omit<Opening, 'utcOffsetMin'> | undefined;
};
/** A month: goods in transit have thirty days (EACCM Regulations 2010, reg. 104). */
const TIME_LIMIT_H_MAX = 720;
/** A day at a border is the most that any rule allows; a strike takes two. */
const ALLOWED_MIN_MAX = 2_880;

export type RedrawRefusal =
  | { readonly code: 'route-name' }
  | { readonly code: 'gazette-source' }
  | { readonly code: 'route-bounds'; readonly bufferM: typeof BUFFER_M; readonly hoursMax: number }
  | { readonly code: 'route-line-short' }
  /** The line does not begin or end within the place that it should. */
  | { readonly code: 'route-off-its-ends'; readonly place: string }
  | { readonly code: 'route-widths' }
  | { readonly code: 'no-such-place'; readonly place: string }
  | { readonly code: 'stop-hours'; readonly place: string }
  | { readonly code: 'stop-minutes'; readonly place: string; readonly minutesMax: number };

export type Redraw = {
  readonly says: RouteSays;
  /** What it keeps. */
  readonly last: Pick<Route, 'id' | 'corridor' | 'from' | 'to' | 'allowedStops'>;
  /** As in force now. */
  readonly places: readonly Place[];
};

/** The next version as it would be published; stops in the order of the way. */
export function redraw({ says, last, places }: Redraw): Decision<Route, RedrawRefusal> {
  const fault = faultIn(says);
  if (fault !== undefined) return refuse(fault);
  const { name, line, bufferM, widths, timeLimitH, source } = says;
  const current = (place: Place): Place =>
    placeContent(places.find(({ id }) => id === place.id) ?? place);
  const [from, to] = [current(last.from), current(last.to)];
  const astray = astrayEnd(line, from, to);
  if (astray !== undefined) return refuse({ code: 'route-off-its-ends', place: astray.id });
  const stops = stopsOf(says, [...places, ...last.allowedStops]);
  if (!stops.accepted) return stops;
  const km = Math.round((cumulativeKm(line).at(-1) ?? 0) * 10) / 10;
  if (widths !== undefined && !areSoundWidths(widths, km)) return refuse({ code: 'route-widths' });
  const { id, corridor } = last;
  const bare = { id, name, corridor, from, to, line, km, bufferM, timeLimitH, source };
  const wide = widths === undefined || widths.length === 0 ? {} : { widths };
  return accept({ ...bare, ...wide, allowedStops: alongTheWay(line, stops.facts) });
}

function faultIn({
  name,
  source,
  bufferM,
  timeLimitH,
  line,
}: RouteSays): RedrawRefusal | undefined {
  if (!isName(name)) return { code: 'route-name' };
  if (!isSource(source)) return { code: 'gazette-source' };
  const isBuffer = bufferM >= BUFFER_M.min && bufferM <= BUFFER_M.max;
  if (!isBuffer || timeLimitH < 1 || timeLimitH > TIME_LIMIT_H_MAX)
    return { code: 'route-bounds', bufferM: BUFFER_M, hoursMax: TIME_LIMIT_H_MAX };
  return line.length < 2 ? { code: 'route-line-short' } : undefined;
}

function stopsOf(says: RouteSays, known: readonly Stop[]): Decision<Stop, RedrawRefusal> {
  const stops: Stop[] = [];
  for (const { place: id, allowedMin, open } of says.stops) {
    const place = known.find((one) => one.id === id);
    if (place === undefined) return refuse({ code: 'no-such-place', place: id });
    if (allowedMin !== undefined && !isMinutes(allowedMin))
      return refuse({ code: 'stop-minutes', place: id, minutesMax: ALLOWED_MIN_MAX });
    if (open !== undefined && !isSoundOpening(open))
      return refuse({ code: 'stop-hours', place: id });
    const utcOffsetMin = utcOffsetMinOf(place.country);
    stops.push({
      ...placeContent(place),
      ...(allowedMin === undefined ? {} : { allowedMin }),
      ...(open === undefined ? {} : { open: { ...open, utcOffsetMin } }),
    });
  }
  return accept(...stops);
}

function isMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= ALLOWED_MIN_MAX;
}

function astrayEnd(line: readonly LonLat[], from: Place, to: Place): Place | undefined {
  const isIn = (place: Place, point: LonLat | undefined): boolean =>
    point !== undefined &&
    locate(indexLine([point, [point[0] + 1e-9, point[1]]]), place).offM <= place.radiusM;
  if (!isIn(from, line.at(0))) return from;
  return isIn(to, line.at(-1)) ? undefined : to;
}

function alongTheWay(line: readonly LonLat[], stops: readonly Stop[]): readonly Stop[] {
  const index = indexLine(line);
  return stops
    .map((stop) => ({ stop, km: locate(index, stop).km }))
    .sort((a, b) => a.km - b.km)
    .map(({ stop }) => stop);
}
