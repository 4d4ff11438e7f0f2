import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import { CORRIDORS, LINE_POINTS_MAX, PLACE_KINDS, type Route, STOPS_MAX } from '../core/index.ts';
import type { RouteVersionRow } from '../store/route-versions.ts';

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

/** What an officer says of the next version. */
export const routeForm = z
  .object({
    name: z.string().trim(),
    line: z.array(lonLat).max(LINE_POINTS_MAX),
    bufferM: z.number(),
    timeLimitH: z.number(),
    stops: z.array(z.object({ place: z.string().max(60), allowedMin })).max(STOPS_MAX),
    source: z.string().trim(),
  })
  .meta({ id: 'RouteForm' });

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
    timeLimitH: z.number(),
    allowedStops: z.array(placeShape.extend({ allowedMin })),
    source: z.string().optional(),
  })
  .meta({ id: 'WholeRoute' });

export const routeVersionView = wholeRoute
  .extend({ version: z.int(), effectiveFrom: z.string() })
  .meta({ id: 'RouteVersion' });

export function viewWholeRoute(route: Route): z.input<typeof wholeRoute> {
  return {
    ...route,
    line: route.line.map(([lon, lat]): [number, number] => [lon, lat]),
    allowedStops: [...route.allowedStops],
  };
}

export function viewRouteVersion({ state }: RouteVersionRow): z.input<typeof routeVersionView> {
  const { version, effectiveFrom, ...route } = state;
  return { ...viewWholeRoute(route), version, effectiveFrom: isoOf(effectiveFrom) };
}
