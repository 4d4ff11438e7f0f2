import {
  accept,
  canonical,
  type Decision,
  type Id,
  type Instant,
  isoOf,
  type Json,
  parseInstant,
  refuse,
} from '@lakiri/kit';
import type { Place, PlaceVersion } from './place.ts';
import type { Route, RouteVersion, Stop } from './route.ts';
import { cumulativeKm } from './route-index.ts';

/** Together with a fact's envelope this stays under the 60,000 bytes that a fact may have. */
export const LINE_POINTS_MAX = 1_500;
export const STOPS_MAX = 80;
/** A longer straight is a lost point, not a road; the reference lines have none above 12 km. */
export const SEGMENT_KM_MAX = 60;

export type PublishRefusal =
  /** The version in force says just this. */
  | { readonly code: 'unchanged' }
  /** The last version starts at or after this one: a new version never changes the old. */
  | { readonly code: 'not-after-last'; readonly last: Instant }
  | { readonly code: 'line-too-long'; readonly pointsMax: number }
  | { readonly code: 'line-broken'; readonly atPoint: number }
  | { readonly code: 'too-many-stops'; readonly stopsMax: number };

export type RoutePublished = {
  readonly subjectKind: 'route';
  readonly subject: Id<'Route'>;
  readonly type: 'route-published';
  readonly body: Route & { readonly effectiveFrom: string };
};

export type PlacePublished = {
  readonly subjectKind: 'place';
  readonly subject: Id<'Place'>;
  readonly type: 'place-published';
  readonly body: Place & { readonly effectiveFrom: string };
};

export type PublishRoute = {
  readonly subject: Id<'Route'>;
  readonly route: Route;
  readonly effectiveFrom: Instant;
  readonly last: RouteVersion | undefined;
};

/** A route takes force from an instant on; journeys under way keep the version they started with. */
export function publishRoute(command: PublishRoute): Decision<RoutePublished, PublishRefusal> {
  const { subject, route, effectiveFrom, last } = command;
  if (route.line.length > LINE_POINTS_MAX)
    return refuse({ code: 'line-too-long', pointsMax: LINE_POINTS_MAX });
  if (route.allowedStops.length > STOPS_MAX)
    return refuse({ code: 'too-many-stops', stopsMax: STOPS_MAX });
  const broken = brokenAt(route);
  if (broken !== undefined) return refuse({ code: 'line-broken', atPoint: broken });
  if (last !== undefined && isSame(unsourced(last), unsourced(route)))
    return refuse({ code: 'unchanged' });
  if (last !== undefined && effectiveFrom <= last.effectiveFrom)
    return refuse({ code: 'not-after-last', last: last.effectiveFrom });
  return accept({
    subjectKind: 'route',
    subject,
    type: 'route-published',
    body: { ...routeContent(route), effectiveFrom: isoOf(effectiveFrom) },
  });
}

export type PublishPlace = {
  readonly subject: Id<'Place'>;
  readonly place: Place;
  readonly effectiveFrom: Instant;
  readonly last: PlaceVersion | undefined;
};

/** A place, or its fence, takes force from an instant on. */
export function publishPlace(command: PublishPlace): Decision<PlacePublished, PublishRefusal> {
  const { subject, place, effectiveFrom, last } = command;
  if (last !== undefined && isSame(placeContent(last.place), placeContent(place)))
    return refuse({ code: 'unchanged' });
  if (last !== undefined && effectiveFrom <= last.effectiveFrom)
    return refuse({ code: 'not-after-last', last: last.effectiveFrom });
  return accept({
    subjectKind: 'place',
    subject,
    type: 'place-published',
    body: { ...placeContent(place), effectiveFrom: isoOf(effectiveFrom) },
  });
}

/** What holds after a publication. Throws RangeError on a fact whose date is none: the log is broken. */
export function evolveRoute(last: RouteVersion | undefined, fact: RoutePublished): RouteVersion {
  const effectiveFrom = getInstant(fact.body.effectiveFrom);
  return { ...routeContent(fact.body), version: (last?.version ?? 0) + 1, effectiveFrom };
}

export function evolvePlace(last: PlaceVersion | undefined, fact: PlacePublished): PlaceVersion {
  const effectiveFrom = getInstant(fact.body.effectiveFrom);
  return { place: placeContent(fact.body), version: (last?.version ?? 0) + 1, effectiveFrom };
}

function getInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`${text} is no date`);
  return at;
}

/** What a version of a route says, without when and as which version. */
function routeContent(route: Route): Route {
  const { id, name, corridor, line, km, bufferM, timeLimitH, source } = route;
  return {
    id,
    name,
    corridor,
    from: placeContent(route.from),
    to: placeContent(route.to),
    line,
    km,
    bufferM,
    timeLimitH,
    allowedStops: route.allowedStops.map(stopContent),
    ...(source === undefined ? {} : { source }),
  };
}

function stopContent(stop: Stop): Stop {
  const { allowedMin } = stop;
  return { ...placeContent(stop), ...(allowedMin === undefined ? {} : { allowedMin }) };
}

function placeContent(place: Place): Place {
  const { id, name, short, kind, country, lat, lon, radiusM } = place;
  return { id, name, short, kind, country, lat, lon, radiusM };
}

/** On whose word is no part of what a version says. */
function unsourced(route: Route): Route {
  const { source: _, ...rest } = routeContent(route);
  return rest;
}

function isSame(a: Json, b: Json): boolean {
  return canonical(a) === canonical(b);
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
