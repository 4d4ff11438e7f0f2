import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CORRIDORS, type RouteVersion } from '../core/index.ts';
import { keptPlaces, keptRoutes } from '../store/aggregates.ts';
import { versionsNamed } from '../store/by-name.ts';
import { currentPlaces } from '../store/route-book.ts';
import { type BulletinsDeps, bulletinRoutes } from './bulletins.ts';
import { type DeadZonesDeps, deadZoneRoutes } from './dead-zones.ts';
import { problemOfDraft } from './draft-refusals.ts';
import { type DraftsDeps, draftRoutes } from './drafts.ts';
import {
  placeShape,
  placeVersionView,
  routeVersionView,
  viewPlaceVersion,
  viewRouteVersion,
} from './route-shapes.ts';

const route = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    corridor: z.enum(CORRIDORS),
    fromPlace: z.string(),
    toPlace: z.string(),
    km: z.number(),
    bufferM: z.number(),
    timeLimitH: z.number(),
    line: z.array(z.tuple([z.number(), z.number()])).meta({ description: 'longitude, latitude' }),
    allowedStops: z.array(z.string()),
  })
  .meta({ id: 'Route' });

export type { BulletinAuthority } from './bulletin-acts.ts';

/** The gazette in force, for whoever is signed in. */
export function corridorsRoutes(
  instance: FastifyInstance,
  deps: DeadZonesDeps & DraftsDeps & BulletinsDeps,
): void {
  deadZoneRoutes(instance, deps);
  draftRoutes(instance, deps);
  bulletinRoutes(instance, deps);
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'signed-in' } as const;

  app.get(
    '/places',
    {
      config,
      schema: {
        tags: ['corridors'],
        summary: 'Places and their fences, as in force now',
        response: { 200: z.object({ places: z.array(placeShape) }) },
      },
    },
    async () => ({
      places: [...(await deps.database.asNode((tx) => currentPlaces(tx, deps.now())))],
    }),
  );

  app.get(
    '/routes',
    {
      config,
      schema: {
        tags: ['corridors'],
        summary: 'Routes, as in force now',
        response: { 200: z.object({ routes: z.array(route) }) },
      },
    },
    async () => {
      const current = await deps.database.asNode((tx) => deps.routes.current(tx, deps.now()));
      return { routes: current.map((index) => routeView(index.route)) };
    },
  );

  app.get(
    '/routes/:id/versions',
    {
      config,
      schema: {
        tags: ['corridors'],
        summary: 'All versions of a route, oldest first; the last may lie ahead',
        params: z.object({ id: z.string().max(60) }),
        response: { 200: z.object({ items: z.array(routeVersionView) }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const all = await deps.database.asNode((tx) => versionsNamed(tx, keptRoutes, id));
      if (all.length === 0) return problem(reply, problemOfDraft({ code: 'no-such-route' }));
      return { items: all.map(({ state }) => viewRouteVersion(state)) };
    },
  );

  app.get(
    '/places/:id/versions',
    {
      config,
      schema: {
        tags: ['corridors'],
        summary: 'All versions of a place, oldest first; the last may lie ahead',
        params: z.object({ id: z.string().max(60) }),
        response: { 200: z.object({ items: z.array(placeVersionView) }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const all = await deps.database.asNode((tx) => versionsNamed(tx, keptPlaces, id));
      if (all.length === 0)
        return problem(reply, problemOfDraft({ code: 'no-such-place', place: id }));
      return { items: all.map(({ state }) => viewPlaceVersion(state)) };
    },
  );
}

function routeView(version: RouteVersion): z.input<typeof route> {
  const { id, name, corridor, km, bufferM, timeLimitH } = version;
  return {
    id,
    version: version.version,
    name,
    corridor,
    fromPlace: version.from.id,
    toPlace: version.to.id,
    km,
    bufferM,
    timeLimitH,
    line: version.line.map(([lon, lat]) => [lon, lat]),
    allowedStops: version.allowedStops.map((stop) => stop.id),
  };
}
