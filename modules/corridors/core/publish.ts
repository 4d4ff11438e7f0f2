import {
  accept,
  canonical,
  type Decision,
  type Id,
  type Instant,
  isoOf,
  type Json,
  refuse,
} from '@lakiri/kit';
import type { Opening } from './opening.ts';
import type { GazettedPlace, Place, PlaceVersion } from './place.ts';
import type { Route, RouteVersion, Stop } from './route.ts';
import { cumulativeKm } from './route-index.ts';
import { type Dated, datedAfter, type OrderRefusal, orderFault } from './version.ts';
import type { Width } from './width.ts';

/** Together with a fact's envelope this stays under the 60,000 bytes that a fact may have. */
export const LINE_POINTS_MAX = 1_500;
export const STOPS_MAX = 80;
/** A longer straight is a lost point, not a road; the reference lines have none above 12 km. */
export const SEGMENT_KM_MAX = 60;

export type PublishRefusal =
  /** The version in force says just this. */
  | { readonly code: 'unchanged' }
  /** The last version starts at or after this one: a new version never changes the old. */
  | OrderRefusal
  | { readonly code: 'line-too-long'; readonly pointsMax: number }
  | { readonly code: 'line-broken'; readonly atPoint: number }
  | { readonly code: 'too-many-stops'; readonly stopsMax: number };

type From = { readonly effectiveFrom: string };
type Withdrawal = From & { readonly source: string };
type OnRoute = { readonly subjectKind: 'route'; readonly subject: Id<'Route'> };
type OnPlace = { readonly subjectKind: 'place'; readonly subject: Id<'Place'> };

export type RoutePublished = OnRoute & {
  readonly type: 'route-published';
  readonly body: Route & From;
};
export type RouteEvents =
  | RoutePublished
  | (OnRoute & { readonly type: 'route-withdrawn'; readonly body: Withdrawal });

export type PlacePublished = OnPlace & {
  readonly type: 'place-published';
  readonly body: GazettedPlace & From;
};
export type PlaceEvents =
  | PlacePublished
  | (OnPlace & { readonly type: 'place-withdrawn'; readonly body: Withdrawal });

export type PublishRoute = {
  readonly subject: Id<'Route'>;
  readonly route: Route;
  readonly effectiveFrom: Instant;
  /** Absent: what lies ahead is not replaced. */
  readonly now?: Instant;
  readonly last: RouteVersion | undefined;
};

/** A route takes force from an instant on; journeys under way keep the version they started with. */
export function publishRoute(command: PublishRoute): Decision<RoutePublished, PublishRefusal> {
  const { subject, route, effectiveFrom } = command;
  if (route.line.length > LINE_POINTS_MAX)
    return refuse({ code: 'line-too-long', pointsMax: LINE_POINTS_MAX });
  if (route.allowedStops.length > STOPS_MAX)
    return refuse({ code: 'too-many-stops', stopsMax: STOPS_MAX });
  const broken = brokenAt(route);
  if (broken !== undefined) return refuse({ code: 'line-broken', atPoint: broken });
  const fault = lastFault(command, (last) => isSame(unsourced(last), unsourced(route)));
  if (fault !== undefined) return refuse(fault);
  return accept({
    subjectKind: 'route',
    subject,
    type: 'route-published',
    body: { ...routeContent(route), effectiveFrom: isoOf(effectiveFrom) },
  });
}

export type PublishPlace = {
  readonly subject: Id<'Place'>;
  readonly place: GazettedPlace;
  readonly effectiveFrom: Instant;
  /** Absent: what lies ahead is not replaced. */
  readonly now?: Instant;
  readonly last: PlaceVersion | undefined;
};

/** A place, or its fence, takes force from an instant on. */
export function publishPlace(command: PublishPlace): Decision<PlacePublished, PublishRefusal> {
  const { subject, place, effectiveFrom } = command;
  const fault = lastFault(command, (last) => isSame(placeContent(last.place), placeContent(place)));
  if (fault !== undefined) return refuse(fault);
  return accept({
    subjectKind: 'place',
    subject,
    type: 'place-published',
    body: { ...gazetted(place), effectiveFrom: isoOf(effectiveFrom) },
  });
}

type After<V> = {
  readonly effectiveFrom: Instant;
  readonly now?: Instant;
  readonly last: V | undefined;
};

/** What was withdrawn may be said again as it was. */
function lastFault<V extends Dated & { readonly isWithdrawn?: true }>(
  { last, effectiveFrom, now }: After<V>,
  isUnchanged: (last: V) => boolean,
): PublishRefusal | undefined {
  if (last !== undefined && last.isWithdrawn !== true && isUnchanged(last))
    return { code: 'unchanged' };
  return orderFault({ last, effectiveFrom, now });
}

/** What holds after a publication. Throws on a fact that cannot follow: the log is broken. */
export function evolveRoute(last: RouteVersion | undefined, fact: RouteEvents): RouteVersion {
  const dated = datedAfter(last, fact.body.effectiveFrom);
  if (fact.type === 'route-published') return { ...routeContent(fact.body), ...dated };
  if (last === undefined) throw new Error('withdrawn, but never published');
  return { ...routeContent(last), source: fact.body.source, ...dated, isWithdrawn: true };
}

export function evolvePlace(last: PlaceVersion | undefined, fact: PlaceEvents): PlaceVersion {
  const dated = datedAfter(last, fact.body.effectiveFrom);
  if (fact.type === 'place-published') return { place: gazetted(fact.body), ...dated };
  if (last === undefined) throw new Error('withdrawn, but never published');
  const place = { ...placeContent(last.place), source: fact.body.source };
  return { place, ...dated, isWithdrawn: true };
}

/** What a version of a route says, without when and as which version. */
function routeContent(route: Route): Route {
  const { id, name, corridor, line, km, bufferM, widths, timeLimitH, source } = route;
  return {
    id,
    name,
    corridor,
    from: placeContent(route.from),
    to: placeContent(route.to),
    line,
    km,
    bufferM,
    ...(widths === undefined ? {} : { widths: widths.map(widthContent) }),
    timeLimitH,
    allowedStops: route.allowedStops.map(stopContent),
    ...(source === undefined ? {} : { source }),
  };
}

function widthContent({ fromKm, toKm, bufferM }: Width): Width {
  return { fromKm, toKm, bufferM };
}

function stopContent(stop: Stop): Stop {
  const { allowedMin, open } = stop;
  return {
    ...placeContent(stop),
    ...(allowedMin === undefined ? {} : { allowedMin }),
    ...(open === undefined ? {} : { open: openingContent(open) }),
  };
}

function openingContent({ opensMin, closesMin, utcOffsetMin }: Opening): Opening {
  return { opensMin, closesMin, utcOffsetMin };
}

function gazetted(place: GazettedPlace): GazettedPlace {
  const { source } = place;
  return { ...placeContent(place), ...(source === undefined ? {} : { source }) };
}

/** What a place is, without on whose word. */
export function placeContent(place: Place): Place {
  const { id, name, short, kind, country, lat, lon, radiusM } = place;
  return { id, name, short, kind, country, lat, lon, radiusM };
}

/** On whose word is no part of what a version says. */
function unsourced(route: Route): Route {
  const { source: _, ...rest } = routeContent(route);
  return rest;
}

function isSame(a: object, b: object): boolean {
  return canonical(a as Json) === canonical(b as Json);
}

/** The first point that a road cannot reach from the one before it; 0 when there is no line at all. */
export function brokenAt({ line }: Pick<Route, 'line'>): number | undefined {
  if (line.length < 2) return 0;
  const km = cumulativeKm(line);
  const at = km.findIndex((sum, point) => {
    const stepKm = sum - (km[point - 1] ?? 0);
    return point > 0 && (stepKm > SEGMENT_KM_MAX || stepKm === 0 || Number.isNaN(stepKm));
  });
  return at === -1 ? undefined : at;
}
