import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import {
  CORRIDORS,
  LINE_POINTS_MAX,
  PLACE_KINDS,
  type PlaceVersion,
  type Route,
  type RouteVersion,
  STOPS_MAX,
  WIDTHS_MAX,
} from '../core/index.ts';

const lonLat = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ description: 'longitude, latitude' });

export const placeShape = z
  .object({
    id: z.string(),
    name: z.string(),
    short: z.string(),
    kind: z.enum(PLACE_KINDS),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2; two where it is on a border' }),
    lat: z.number(),
    lon: z.number(),
    radiusM: z.number().meta({ description: 'radius of its fence, metres' }),
  })
  .meta({ id: 'Place' });

const allowedMin = z
  .int()
  .optional()
  .meta({ description: 'how long a truck may stand; left out: as its kind allows' });

const opening = { opensMin: z.int(), closesMin: z.int() };
const openSays = z
  .object(opening)
  .optional()
  .meta({ description: 'minutes after midnight on its wall; left out: at any hour' });
const open = z.object({ ...opening, utcOffsetMin: z.int() }).optional();
const widths = z
  .array(z.object({ fromKm: z.number(), toKm: z.number(), bufferM: z.number() }))
  .max(WIDTHS_MAX)
  .optional()
  .meta({ description: 'stretches that are wider or narrower than the rest' });

/** What an officer says of the next version. */
export const routeForm = z
  .object({
    name: z.string().trim(),
    line: z.array(lonLat).max(LINE_POINTS_MAX),
    bufferM: z.number(),
    widths,
    timeLimitH: z.number(),
    stops: z
      .array(z.object({ place: z.string().max(60), allowedMin, open: openSays }))
      .max(STOPS_MAX),
    source: z.string().trim(),
  })
  .meta({ id: 'RouteForm' });

export const newRouteForm = routeForm
  .extend({ corridor: z.enum(CORRIDORS), from: z.string().max(60), to: z.string().max(60) })
  .meta({ id: 'NewRouteForm' });

/** What an officer says of a place. */
export const placeForm = placeShape
  .omit({ id: true, short: true })
  .extend({ name: z.string().trim(), source: z.string().trim() })
  .meta({ id: 'PlaceForm' });

const sourced = { source: z.string().optional() };
export const wholePlace = placeShape.extend(sourced).meta({ id: 'WholePlace' });

/** A route whole, with copies of its places. */
export const wholeRoute = z
  .object({
    id: z.string(),
    name: z.string(),
    corridor: z.enum(CORRIDORS),
    from: placeShape,
    to: placeShape,
    line: z.array(lonLat),
    km: z.number(),
    bufferM: z.number(),
    widths,
    timeLimitH: z.number(),
    allowedStops: z.array(placeShape.extend({ allowedMin, open })),
    ...sourced,
  })
  .meta({ id: 'WholeRoute' });

const isWithdrawn = z.boolean().meta({ description: 'from then on it is none' });

export const routeVersionView = wholeRoute
  .extend({ version: z.int(), effectiveFrom: z.string(), isWithdrawn })
  .meta({ id: 'RouteVersion' });
export const placeVersionView = wholePlace
  .extend({ version: z.int(), effectiveFrom: z.string(), isWithdrawn })
  .meta({ id: 'PlaceVersion' });

export function viewWholeRoute(route: Route): z.input<typeof wholeRoute> {
  const { widths: _, ...rest } = route;
  return {
    ...rest,
    ...(route.widths === undefined ? {} : { widths: [...route.widths] }),
    line: route.line.map(([lon, lat]): [number, number] => [lon, lat]),
    allowedStops: [...route.allowedStops],
  };
}

export function viewRouteVersion(state: RouteVersion): z.input<typeof routeVersionView> {
  const { version, effectiveFrom, isWithdrawn = false, ...route } = state;
  return { ...viewWholeRoute(route), version, effectiveFrom: isoOf(effectiveFrom), isWithdrawn };
}

export function viewPlaceVersion(state: PlaceVersion): z.input<typeof placeVersionView> {
  const { version, effectiveFrom, isWithdrawn = false, place } = state;
  return { ...place, version, effectiveFrom: isoOf(effectiveFrom), isWithdrawn };
}
